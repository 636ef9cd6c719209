package dev.baton.sandbox.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's tree, names not yet looked up.
 *
 * @param groups the fields of GROUP BY, empty without one
 * @param limit null for none
 */
record Query(
        List<Selection> selections,
        Token from,
        @Nullable Condition where,
        List<FieldPath> groups,
        @Nullable Condition having,
        List<Order> orders,
        @Nullable Integer limit,
        int offset) {

    sealed interface Selection {
        /** Where it stands in the query. */
        int at();

        /**
         * A field.
         *
         * @param alias null for none; only grouped queries take one
         */
        record Column(FieldPath field, @Nullable String alias) implements Selection {
            @Override
            public int at() {
                return field.at();
            }
        }

        /** COUNT(): the size of the answer, no records. */
        record CountRows(int at) implements Selection {}

        /** An aggregate, over all records or over each group. */
        record Aggregated(Aggregate aggregate, @Nullable String alias) implements Selection {
            @Override
            public int at() {
                return aggregate.at();
            }
        }

        /** The children of each record: {@code (SELECT LastName FROM Contacts)}. */
        record Children(Query query, int at) implements Selection {}

        /** FIELDS(ALL) and its like. */
        record Fields(FieldSet set, int at) implements Selection {}
    }

    /** What FIELDS() stands for. */
    enum FieldSet {
        ALL,
        STANDARD,
        CUSTOM
    }

    /**
     * One criterion of ORDER BY.
     *
     * @param nullsFirst the vendor's default, ascending or descending
     */
    record Order(Operand operand, boolean descending, boolean nullsFirst) {}

    /** Whether it answers with groups, or with one row about all records. */
    boolean aggregates() {
        return !groups.isEmpty()
                || selections.stream().anyMatch(Selection.Aggregated.class::isInstance);
    }
}
