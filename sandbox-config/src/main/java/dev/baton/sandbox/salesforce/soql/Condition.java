package dev.baton.sandbox.salesforce.soql;

import java.util.List;

/** What WHERE or HAVING demands, names not yet looked up. */
sealed interface Condition {
    record All(List<Condition> parts) implements Condition {}

    record Any(List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    record Compare(Operand operand, Operator operator, Literal literal) implements Condition {}

    record In(Operand operand, boolean negated, List<Literal> literals) implements Condition {}

    /** A semi-join: the ids that another query finds. */
    record InQuery(FieldPath field, boolean negated, Query query) implements Condition {}

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
