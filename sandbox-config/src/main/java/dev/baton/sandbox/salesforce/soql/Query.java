package dev.baton.sandbox.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's tree, names not yet looked up.
 *
 * @param limit null for none
 */
record Query(
        List<Selection> selections,
        Token from,
        @Nullable Condition where,
        List<Order> orders,
        @Nullable Integer limit,
        int offset) {

    sealed interface Selection {
        record Column(FieldPath field) implements Selection {}

        /** COUNT(): the size of the answer, no records. */
        record CountRows(int at) implements Selection {}

        /** COUNT(field): records in which it is not empty. */
        record CountValues(FieldPath field, @Nullable String alias) implements Selection {}
    }

    /**
     * One criterion of ORDER BY.
     *
     * @param nullsFirst the vendor's default, ascending or descending
     */
    record Order(FieldPath field, boolean descending, boolean nullsFirst) {}
}
