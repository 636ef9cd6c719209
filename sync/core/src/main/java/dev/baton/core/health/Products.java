package dev.baton.core.health;

import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The products that accounts have, and which of them is an account's primary one.
 *
 * @param field the field of records that names their product
 * @param types the record types that have it
 * @param order products, those first that come first where nothing else tells; others come after
 *     them, by name
 * @param rule which one is primary
 * @param restricted measures, by name, that count of the primary product alone
 */
public record Products(
        String field,
        List<RecordType> types,
        List<String> order,
        Rule rule,
        SortedSet<String> restricted) {
    /** The dimension that they make up: an account is in the segment of its primary product. */
    public static final String DIMENSION = "product";

    /** Which of an account's products is primary. */
    public sealed interface Rule {
        /** The first in the declared order. */
        record Declared() implements Rule {}

        /** Of which a measure comes to most; a measure that nobody can tell makes none primary. */
        record Most(Measure measure) implements Rule {}

        /** Of which a measure comes to least: days since the newest record. */
        record Newest(Measure measure) implements Rule {}
    }

    public Products {
        types = List.copyOf(types);
        order = List.copyOf(order);
        restricted = Collections.unmodifiableSortedSet(new TreeSet<>(restricted));
    }

    /** The same measure of one product alone; what it is told per, too, where that has products. */
    Measure of(Measure measure, String product) {
        Measure per = measure.per();
        return new Measure(
                measure.name(),
                measure.label(),
                measure.unit(),
                measure.over(),
                types.contains(measure.over()) ? and(measure.filter(), product) : measure.filter(),
                measure.window(),
                measure.aggregate(),
                measure.comparison(),
                per == null ? null : of(per, product));
    }

    private Predicate and(Predicate filter, String product) {
        var isProduct = new Predicate.Compare(field, Comparator.IS, new Value.Text(product));
        return filter instanceof Predicate.Always
                ? isProduct
                : new Predicate.All(List.of(filter, isProduct));
    }

    /** Where a product stands among others: in the declared order, then by name. */
    java.util.Comparator<String> inOrder() {
        return java.util.Comparator.comparingInt(this::place)
                .thenComparing(java.util.Comparator.naturalOrder());
    }

    private int place(String product) {
        int at = order.indexOf(product);
        return at < 0 ? order.size() : at;
    }
}
