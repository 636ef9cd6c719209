package dev.baton.core.measure;

import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Share;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Computes measures over records as they were at an instant. The order of the records does not
 * matter.
 */
public final class Measuring {
    /** A record in its place in time. */
    private record Placed(Seen seen, Instant at) {
        RecordRef ref() {
            return seen.ref();
        }

        Sight sight() {
            return new Sight(seen.ref(), at, seen.state());
        }
    }

    /** A placed record and the number it contributes. */
    private record Weighed(Placed placed, double number) {}

    private static final Comparator<Placed> NEWEST_FIRST =
            Comparator.comparing(Placed::at, Comparator.reverseOrder()).thenComparing(Placed::ref);

    private final Vocabulary vocabulary;
    private final Instant asOf;
    private final boolean eventsOnly;

    private Measuring(Vocabulary vocabulary, Instant asOf, boolean eventsOnly) {
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.eventsOnly = eventsOnly;
    }

    /** By all that the records tell of that instant. */
    public static Measuring at(Instant asOf, Vocabulary vocabulary) {
        return new Measuring(vocabulary, asOf, false);
    }

    /**
     * By events alone; what rests on state cannot be told. See {@link Seen#at(Instant,
     * CanonicalRecord, Vocabulary, boolean)}.
     */
    public static Measuring byEventsAt(Instant asOf, Vocabulary vocabulary) {
        return new Measuring(vocabulary, asOf, true);
    }

    /**
     * What the measure comes to over these records.
     *
     * @param observed whether a source could speak of them at all
     */
    public Measured measure(
            Measure measure, Collection<CanonicalRecord> records, boolean observed) {
        if (!observed) {
            return new Missing(Why.NOT_OBSERVED, null);
        }
        var matching = new ArrayList<Placed>();
        boolean tellable = place(measure, records, matching);
        Sight last = matching.isEmpty() ? null : matching.getFirst().sight();
        if (!tellable) {
            return new Missing(Why.NOT_TELLABLE, last);
        }
        return compared(measure, matching, last);
    }

    /** Collects what matches, newest first; false if some record cannot be told to match or not. */
    private boolean place(
            Measure measure, Collection<CanonicalRecord> records, List<Placed> matching) {
        boolean tellable = true;
        for (CanonicalRecord record : records) {
            Optional<Placed> placed =
                    record.type() == measure.over()
                            ? Seen.at(asOf, record, vocabulary, eventsOnly)
                                    .flatMap(seen -> placed(measure.window(), seen))
                            : Optional.empty();
            if (placed.isPresent()) {
                Answer answer = measure.filter().test(placed.get().seen());
                tellable &= answer != Answer.UNKNOWN;
                if (answer == Answer.YES) {
                    matching.add(placed.get());
                }
            }
        }
        matching.sort(NEWEST_FIRST);
        return tellable;
    }

    private Optional<Placed> placed(Window window, Seen seen) {
        Instant at = seen.moment(window.by());
        if (at == null && window.endless()) {
            return Optional.of(new Placed(seen, Instant.EPOCH));
        }
        return Optional.ofNullable(at)
                .filter(when -> !when.isAfter(asOf))
                .map(when -> new Placed(seen, when));
    }

    private Measured compared(Measure measure, List<Placed> matching, @Nullable Sight last) {
        Measured now = within(measure, matching, asOf, last);
        return switch (measure.comparison()) {
            case Comparison.None none -> now;
            case Comparison.Typical typical ->
                    against(now, typical.typical(), typical.mode(), last);
            case Comparison.OwnPast past -> {
                Instant then =
                        asOf.minus(Duration.ofSeconds(Math.round(past.daysBefore() * 86_400)));
                yield within(measure, matching, then, last) instanceof Known before
                        ? against(now, before.value(), past.mode(), last)
                        : new Missing(Why.NO_PAST, last);
            }
        };
    }

    private static Measured against(
            Measured now, double then, Comparison.Mode mode, @Nullable Sight last) {
        if (!(now instanceof Known known)) {
            return now;
        }
        double value = mode.of(known.value(), then);
        return Double.isFinite(value)
                ? new Known(value, known.n(), known.evidence(), last)
                : new Missing(Why.NO_PAST, last);
    }

    private Measured within(
            Measure measure, List<Placed> matching, Instant end, @Nullable Sight last) {
        List<Placed> inside =
                matching.stream()
                        .filter(placed -> measure.window().covers(placed.at(), end))
                        .toList();
        return switch (measure.aggregate()) {
            case Aggregate.Count count -> known(inside.size(), evenly(inside), last);
            case Aggregate.Distinct distinct -> distinct(distinct.field(), inside, last);
            case Aggregate.Ratio ratio -> ratio(ratio.part(), inside, last);
            case Aggregate.DaysSince since ->
                    inside.isEmpty()
                            ? none(last)
                            : single(inside.getFirst(), days(inside.getFirst().at(), end), last);
            case Aggregate.Sum sum -> weighed(sum.quantity(), inside, last, Measuring::sum, true);
            case Aggregate.Mean mean ->
                    weighed(mean.quantity(), inside, last, all -> sum(all) / all.size(), false);
            case Aggregate.Median median ->
                    weighed(median.quantity(), inside, last, Measuring::median, false);
            case Aggregate.Slope slope ->
                    weighed(slope.quantity(), inside, last, Measuring::slope, false);
            case Aggregate.Min min ->
                    chosen(
                            min.quantity(),
                            inside,
                            last,
                            Comparator.comparingDouble(w -> -w.number()));
            case Aggregate.Max max ->
                    chosen(
                            max.quantity(),
                            inside,
                            last,
                            Comparator.comparingDouble(Weighed::number));
            case Aggregate.Last newest ->
                    chosen(
                            newest.quantity(),
                            inside,
                            last,
                            Comparator.comparing(each -> each.placed().at()));
        };
    }

    private static Measured known(double value, List<Share> evidence, @Nullable Sight last) {
        return new Known(value, evidence.size(), evidence, last);
    }

    private static Measured none(@Nullable Sight last) {
        return new Missing(Why.NO_RECORDS, last);
    }

    private static Measured single(Placed placed, double value, @Nullable Sight last) {
        return new Known(value, 1, List.of(new Share(placed.sight(), 1)), last);
    }

    private static double days(Instant from, Instant to) {
        return Quantity.Unit.DAYS.of(Duration.between(from, to));
    }

    private static List<Share> evenly(List<Placed> all) {
        return all.stream().map(placed -> new Share(placed.sight(), 1.0 / all.size())).toList();
    }

    private static Measured distinct(String field, List<Placed> inside, @Nullable Sight last) {
        var holding = new ArrayList<Placed>();
        var words = new TreeSet<String>();
        for (Placed placed : inside) {
            switch (placed.seen().read(field)) {
                case Reading.Unknown unknown -> {
                    return new Missing(Why.NOT_TELLABLE, last);
                }
                case Reading.Empty empty -> {}
                case Reading.Known known -> {
                    words.add(word(known.value()));
                    holding.add(placed);
                }
            }
        }
        return known(words.size(), evenly(holding), last);
    }

    private static String word(Value value) {
        return value instanceof Value.Text text ? text.text() : value.toString();
    }

    private static Measured ratio(Predicate part, List<Placed> inside, @Nullable Sight last) {
        var yes = new ArrayList<Placed>();
        for (Placed placed : inside) {
            Answer answer = part.test(placed.seen());
            if (answer == Answer.UNKNOWN) {
                return new Missing(Why.NOT_TELLABLE, last);
            }
            if (answer == Answer.YES) {
                yes.add(placed);
            }
        }
        if (inside.isEmpty()) {
            return none(last);
        }
        List<Share> evidence = evenly(yes.isEmpty() ? inside : yes);
        return new Known((double) yes.size() / inside.size(), inside.size(), evidence, last);
    }

    private Measured weighed(
            Quantity quantity,
            List<Placed> inside,
            @Nullable Sight last,
            ToDoubleFunction<List<Weighed>> formula,
            boolean nothingIsZero) {
        var weighed = new ArrayList<Weighed>();
        if (!weigh(quantity, inside, weighed)) {
            return new Missing(Why.NOT_TELLABLE, last);
        }
        if (weighed.isEmpty()) {
            return nothingIsZero ? known(0, List.of(), last) : none(last);
        }
        double value = formula.applyAsDouble(weighed);
        return Double.isFinite(value) ? known(value, bySize(weighed), last) : none(last);
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

    private Measured chosen(
            Quantity quantity,
            List<Placed> inside,
            @Nullable Sight last,
            Comparator<Weighed> better) {
        var weighed = new ArrayList<Weighed>();
        if (!weigh(quantity, inside, weighed)) {
            return new Missing(Why.NOT_TELLABLE, last);
        }
        Weighed best = null;
        for (Weighed each : weighed) {
            best = best == null || better.compare(each, best) > 0 ? each : best;
        }
        return best == null
                ? none(last)
                : new Known(
                        best.number(),
                        weighed.size(),
                        List.of(new Share(best.placed().sight(), 1)),
                        last);
    }

    /** Each record's share of the sum, by size: the long waits bear the most of a median wait. */
    private static List<Share> bySize(List<Weighed> all) {
        double total = all.stream().mapToDouble(each -> Math.abs(each.number())).sum();
        return all.stream()
                .map(
                        each ->
                                new Share(
                                        each.placed().sight(),
                                        total == 0
                                                ? 1.0 / all.size()
                                                : Math.abs(each.number()) / total))
                .toList();
    }

    private static double sum(List<Weighed> all) {
        return all.stream().mapToDouble(Weighed::number).sum();
    }

    private static double median(List<Weighed> all) {
        double[] sorted = all.stream().mapToDouble(Weighed::number).sorted().toArray();
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
