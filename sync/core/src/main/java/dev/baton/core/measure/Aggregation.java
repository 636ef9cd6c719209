package dev.baton.core.measure;

import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Share;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many placed records to one number, with each record's share of it.
 *
 * @param asOf the end of the window and of ages
 * @param last the newest record that matched at any time, as {@link Measured} tells it
 */
record Aggregation(Instant asOf, @Nullable Sight last) {
    /** A record in its place in time. */
    record Placed(Seen seen, Sight sight) {
        RecordRef ref() {
            return sight.ref();
        }

        Instant at() {
            return sight.at();
        }
    }

    /** A placed record and the number it contributes. */
    private record Weighed(Placed placed, double number) {}

    static final Comparator<Placed> NEWEST_FIRST =
            (left, right) -> {
                int byTime = right.at().compareTo(left.at());
                return byTime == 0 ? left.ref().compareTo(right.ref()) : byTime;
            };

    /**
     * What the aggregate comes to.
     *
     * @param inside newest first
     */
    Measured of(Aggregate aggregate, List<Placed> inside) {
        return switch (aggregate) {
            case Aggregate.Count count -> known(inside.size(), evenly(inside));
            case Aggregate.Distinct distinct -> distinct(distinct.field(), inside);
            case Aggregate.Ratio ratio -> ratio(ratio.part(), inside);
            case Aggregate.Proportion proportion -> proportion(proportion, inside);
            case Aggregate.DaysSince since -> daysSince(dated(inside));
            case Aggregate.Sum sum ->
                    weighed(sum.quantity(), inside, Aggregation::sum, known(0, List.of()));
            case Aggregate.Mean mean ->
                    weighed(mean.quantity(), inside, all -> sum(all) / all.size(), none());
            case Aggregate.Median median ->
                    weighed(median.quantity(), inside, Aggregation::median, none());
            case Aggregate.Slope slope ->
                    weighed(slope.quantity(), dated(inside), Aggregation::slope, none());
            case Aggregate.Min min ->
                    chosen(min.quantity(), inside, Comparator.comparingDouble(w -> -w.number()));
            case Aggregate.Max max ->
                    chosen(max.quantity(), inside, Comparator.comparingDouble(Weighed::number));
            case Aggregate.Last newest ->
                    chosen(
                            newest.quantity(),
                            inside,
                            Comparator.comparing(each -> each.placed().at()));
        };
    }

    private Measured known(double value, List<Share> evidence) {
        return new Known(value, evidence.size(), evidence, last);
    }

    private Measured none() {
        return new Missing(Why.NO_RECORDS, last);
    }

    /** NaN is a slope through one moment; infinity is a sum beyond what numbers can tell. */
    private Measured unfit(double value) {
        return new Missing(Double.isNaN(value) ? Why.NO_PAST : Why.NOT_TELLABLE, last);
    }

    private Measured untellable() {
        return new Missing(Why.NOT_TELLABLE, last);
    }

    private static List<Placed> dated(List<Placed> all) {
        return all.stream().filter(placed -> !placed.at().equals(Sight.ALWAYS)).toList();
    }

    private Measured daysSince(List<Placed> inside) {
        if (inside.isEmpty()) {
            return none();
        }
        Placed newest = inside.getFirst();
        return known(days(newest.at(), asOf), List.of(new Share(newest.sight(), 1)));
    }

    private static double days(Instant from, Instant to) {
        return Quantity.Unit.DAYS.of(Duration.between(from, to));
    }

    private static List<Share> evenly(List<Placed> all) {
        double share = 1.0 / all.size();
        var shares = new ArrayList<Share>(all.size());
        for (Placed placed : all) {
            shares.add(new Share(placed.sight(), share));
        }
        return shares;
    }

    private Measured distinct(String field, List<Placed> inside) {
        var holding = new ArrayList<Placed>();
        var words = new TreeSet<String>();
        for (Placed placed : inside) {
            switch (placed.seen().read(field)) {
                case Reading.Unknown unknown -> {
                    return untellable();
                }
                case Reading.Empty empty -> {}
                case Reading.Known known -> {
                    words.add(word(known.value()));
                    holding.add(placed);
                }
            }
        }
        return known(words.size(), evenly(holding));
    }

    private static String word(Value value) {
        return value instanceof Value.Text text ? text.text() : value.toString();
    }

    private Measured ratio(Predicate part, List<Placed> inside) {
        var yes = new ArrayList<Placed>();
        for (Placed placed : inside) {
            Answer answer = part.test(placed.seen());
            if (answer == Answer.UNKNOWN) {
                return untellable();
            }
            if (answer == Answer.YES) {
                yes.add(placed);
            }
        }
        if (inside.isEmpty()) {
            return none();
        }
        List<Share> evidence = evenly(yes.isEmpty() ? inside : yes);
        return new Known((double) yes.size() / inside.size(), inside.size(), evidence, last);
    }

    /** The part bears the blame; where it comes to nothing, the whole that was looked at does. */
    private Measured proportion(Aggregate.Proportion of, List<Placed> inside) {
        var part = new ArrayList<Weighed>();
        var whole = new ArrayList<Weighed>();
        if (!weighThose(of.part(), of.quantity(), inside, part)
                || !weighThose(of.whole(), of.quantity(), inside, whole)) {
            return untellable();
        }
        double some = sum(part);
        double all = sum(whole);
        if (all <= 0) {
            return new Missing(whole.isEmpty() ? Why.NO_RECORDS : Why.NO_WHOLE, last);
        }
        return Double.isFinite(some / all) && Double.isFinite(all)
                ? new Known(some / all, either(part, whole), bySize(some == 0 ? whole : part), last)
                : untellable();
    }

    private static int either(List<Weighed> part, List<Weighed> whole) {
        var refs = new TreeSet<RecordRef>();
        part.forEach(each -> refs.add(each.placed().ref()));
        whole.forEach(each -> refs.add(each.placed().ref()));
        return refs.size();
    }

    /** False if it cannot be told of some record whether it counts, or how much. */
    private boolean weighThose(
            Predicate which, Quantity quantity, List<Placed> inside, List<Weighed> weighed) {
        var those = new ArrayList<Placed>();
        for (Placed placed : inside) {
            switch (which.test(placed.seen())) {
                case UNKNOWN -> {
                    return false;
                }
                case YES -> those.add(placed);
                case NO -> {}
            }
        }
        return weigh(quantity, those, weighed);
    }

    private Measured weighed(
            Quantity quantity,
            List<Placed> inside,
            ToDoubleFunction<List<Weighed>> formula,
            Measured ofNothing) {
        var weighed = new ArrayList<Weighed>();
        if (!weigh(quantity, inside, weighed)) {
            return untellable();
        }
        if (weighed.isEmpty()) {
            return ofNothing;
        }
        double value = formula.applyAsDouble(weighed);
        return Double.isFinite(value) ? known(value, bySize(weighed)) : unfit(value);
    }

    private boolean weigh(Quantity quantity, List<Placed> inside, List<Weighed> weighed) {
        boolean tellable = true;
        for (Placed placed : inside) {
            switch (quantity.of(placed.seen(), asOf)) {
                case Quantity.Amount.Unknown unknown -> tellable = false;
                case Quantity.Amount.None none -> {}
                case Quantity.Amount.Known amount ->
                        weighed.add(new Weighed(placed, amount.number()));
            }
        }
        return tellable;
    }

    private Measured chosen(Quantity quantity, List<Placed> inside, Comparator<Weighed> better) {
        var weighed = new ArrayList<Weighed>();
        if (!weigh(quantity, inside, weighed)) {
            return untellable();
        }
        Weighed best = null;
        for (Weighed each : weighed) {
            best = best == null || better.compare(each, best) > 0 ? each : best;
        }
        return best == null
                ? none()
                : new Known(
                        best.number(),
                        weighed.size(),
                        List.of(new Share(best.placed().sight(), 1, best.number())),
                        last);
    }

    /**
     * Each record's share of the sum, by size: the long waits bear the most of a median wait. Sizes
     * are told against the largest, so that no total overflows.
     */
    private static List<Share> bySize(List<Weighed> all) {
        double largest = 0;
        for (Weighed each : all) {
            largest = Math.max(largest, Math.abs(each.number()));
        }
        if (largest == 0) {
            double even = 1.0 / all.size();
            return all.stream().map(each -> new Share(each.placed().sight(), even, 0)).toList();
        }
        double greatest = largest;
        double total = all.stream().mapToDouble(each -> Math.abs(each.number()) / greatest).sum();
        var shares = new ArrayList<Share>(all.size());
        for (Weighed each : all) {
            double share = Math.abs(each.number()) / largest / total;
            shares.add(new Share(each.placed().sight(), share, each.number()));
        }
        return shares;
    }

    /**
     * Added one after the other: the result never falls when a number grows, which the stream's
     * compensated sum does not promise.
     */
    private static double sum(List<Weighed> all) {
        double sum = 0;
        for (Weighed each : all) {
            sum += each.number();
        }
        return sum;
    }

    private static double median(List<Weighed> all) {
        double[] sorted = new double[all.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = all.get(i).number();
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Least squares over time, in units a 30 days; NaN when all records are of one moment. */
    private static double slope(List<Weighed> all) {
        Instant origin = all.getLast().placed().at();
        double meanX =
                all.stream().mapToDouble(each -> days(origin, each.placed().at())).sum()
                        / all.size();
        double meanY = sum(all) / all.size();
        double xy = 0;
        double xx = 0;
        for (Weighed each : all) {
            double x = days(origin, each.placed().at()) - meanX;
            xy += x * (each.number() - meanY);
            xx += x * x;
        }
        return 30 * xy / xx;
    }
}
