package dev.baton.core.measure;

import dev.baton.core.measure.Aggregation.Placed;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Quantity.Amount;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes measures over records as they were at an instant. The order of the records does not
 * matter.
 */
public final class Measuring {
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
     * What the measure comes to over these records, of no account in particular.
     *
     * @param observed whether a source could speak of them at all
     */
    public Measured measure(
            Measure measure, Collection<CanonicalRecord> records, boolean observed) {
        return observed ? told(measure, records, null) : new Missing(Why.NOT_OBSERVED, null);
    }

    /** What the measure comes to of an account. Before it was created it has no past, not a 0. */
    public Measured measure(Measure measure, AccountFacts facts) {
        return facts.observed().contains(measure.over())
                ? told(measure, facts.records(), facts.account().createdAt())
                : new Missing(Why.NOT_OBSERVED, null);
    }

    private Measured told(
            Measure measure, Collection<CanonicalRecord> records, @Nullable Instant since) {
        return switch (uncompared(measure, records)) {
            case Known now -> compared(measure, now, records, since);
            case Missing missing -> missing;
        };
    }

    private Measured uncompared(Measure measure, Collection<CanonicalRecord> records) {
        var matching = new ArrayList<Placed>();
        boolean tellable = place(measure, records, matching);
        Sight last = last(measure.aggregate().quantity(), matching);
        return tellable
                ? new Aggregation(asOf, last)
                        .of(measure.aggregate(), inside(measure.window(), matching))
                : new Missing(Why.NOT_TELLABLE, last);
    }

    private @Nullable Sight last(@Nullable Quantity quantity, List<Placed> newestFirst) {
        for (Placed placed : newestFirst) {
            if (quantity == null || quantity.of(placed.seen(), asOf) instanceof Amount.Known) {
                return placed.sight();
            }
        }
        return null;
    }

    private List<Placed> inside(Window window, List<Placed> all) {
        return all.stream().filter(placed -> window.covers(placed.at(), asOf)).toList();
    }

    /**
     * Collects what matches, newest first; false if it cannot be told of some record whether it
     * counts. A record outside the window never counts, whatever else is unknown of it.
     */
    private boolean place(
            Measure measure, Collection<CanonicalRecord> records, List<Placed> matching) {
        boolean tellable = true;
        for (CanonicalRecord record : records) {
            Optional<Seen> seen =
                    record.type() == measure.over()
                            ? Seen.at(asOf, record, vocabulary, eventsOnly)
                            : Optional.empty();
            if (seen.isPresent()) {
                tellable &= place(measure, seen.get(), matching);
            }
        }
        matching.sort(Aggregation.NEWEST_FIRST);
        return tellable;
    }

    private boolean place(Measure measure, Seen seen, List<Placed> matching) {
        Window window = measure.window();
        if (seen.read(window.by()) instanceof Reading.Unknown) {
            return measure.filter().test(seen) == Answer.NO;
        }
        Instant at = moment(window, seen);
        if (at == null || at.isAfter(asOf)) {
            return true;
        }
        Answer answer = measure.filter().test(seen);
        if (answer == Answer.YES) {
            matching.add(new Placed(seen, at));
        }
        return answer != Answer.UNKNOWN || !window.covers(at, asOf);
    }

    /** When the record took place, null when it did not: an event that has not happened. */
    private static @Nullable Instant moment(Window window, Seen seen) {
        Instant at = seen.moment(window.by());
        boolean always = window.endless() && window.by().equals(Seen.CREATED_AT);
        return at == null && always ? Sight.ALWAYS : at;
    }

    private Measured compared(
            Measure measure,
            Known now,
            Collection<CanonicalRecord> records,
            @Nullable Instant since) {
        return switch (measure.comparison()) {
            case Comparison.None none -> now;
            case Comparison.Typical typical -> against(now, typical.typical(), typical.mode());
            case Comparison.OwnPast past -> {
                Instant then = asOf.minus(past.length());
                yield since != null && since.isAfter(then)
                        ? new Missing(Why.NO_PAST, now.last())
                        : againstPast(
                                now,
                                byEventsAt(then, vocabulary).uncompared(measure, records),
                                past.mode());
            }
        };
    }

    private static Measured againstPast(Known now, Measured then, Comparison.Mode mode) {
        return switch (then) {
            case Known before -> against(now, before.value(), mode);
            case Missing missing ->
                    new Missing(
                            missing.why() == Why.NOT_TELLABLE ? Why.NOT_TELLABLE : Why.NO_PAST,
                            now.last());
        };
    }

    private static Measured against(Known now, double then, Comparison.Mode mode) {
        double value = mode.of(now.value(), then);
        return Double.isFinite(value)
                ? new Known(value, now.n(), now.evidence(), now.last())
                : new Missing(Why.NO_PAST, now.last());
    }
}
