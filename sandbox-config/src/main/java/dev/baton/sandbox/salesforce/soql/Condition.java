package dev.baton.sandbox.salesforce.soql;

import java.util.List;

/** What WHERE demands, names not yet looked up. */
sealed interface Condition {
    record All(List<Condition> parts) implements Condition {}

    record Any(List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    record Compare(FieldPath field, Operator operator, Literal literal) implements Condition {}

    record In(FieldPath field, boolean negated, List<Literal> literals) implements Condition {}

    /** The comparisons. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        LIKE
    }
}
