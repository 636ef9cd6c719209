package dev.baton.core.measure;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many records become one number. */
public sealed interface Aggregate {

    /** How many. 0 is an answer. */
    record Count() implements Aggregate {}

    /** Of how many different texts. 0 is an answer. */
    record Distinct(String field) implements Aggregate {}

    /** 0 is an answer. */
    record Sum(Quantity quantity) implements Aggregate {}

    record Mean(Quantity quantity) implements Aggregate {}

    record Median(Quantity quantity) implements Aggregate {}

    record Min(Quantity quantity) implements Aggregate {}

    record Max(Quantity quantity) implements Aggregate {}

    /** The newest record's. */
    record Last(Quantity quantity) implements Aggregate {}

    /** The share of records, 0..1, for which more holds. */
    record Ratio(Predicate part) implements Aggregate {}

    /**
     * What one part sums to, of what a whole sums to: late orders of all orders, each told by a
     * figure of its own. Over nothing the part is 0; a whole that does not sum to more than 0 has
     * no parts. More than 1 where part and whole do not nest.
     */
    record Proportion(Quantity quantity, Predicate part, Predicate whole) implements Aggregate {}

    /** Change in 30 days, by least squares over the records' moments; needs two moments. */
    record Slope(Quantity quantity) implements Aggregate {}

    /** Days since the newest record. */
    record DaysSince() implements Aggregate {}

    /** The fields it reads. */
    default List<String> fields() {
        return switch (this) {
            case Distinct distinct -> List.of(distinct.field());
            case Ratio ratio -> ratio.part().fields();
            case Proportion proportion ->
                    Stream.of(
                                    proportion.quantity().fields(),
                                    proportion.part().fields(),
                                    proportion.whole().fields())
                            .flatMap(List::stream)
                            .toList();
            case Count count -> List.of();
            case DaysSince since -> List.of();
            case Sum sum -> sum.quantity().fields();
            case Mean mean -> mean.quantity().fields();
            case Median median -> median.quantity().fields();
            case Min min -> min.quantity().fields();
            case Max max -> max.quantity().fields();
            case Last last -> last.quantity().fields();
            case Slope slope -> slope.quantity().fields();
        };
    }

    /**
     * What each record contributes, null where records are only counted. Those that weigh have it
     * as a component.
     */
    default @Nullable Quantity quantity() {
        return null;
    }
}
