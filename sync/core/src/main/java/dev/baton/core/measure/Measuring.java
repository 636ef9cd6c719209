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
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        if (!observed) {
            return new Missing(Why.NOT_OBSERVED, null);
        }
        Timelines timelines = timelines(records);
        Measured value = told(measure, timelines, null);
        return measure.per() != null && value instanceof Known known
                ? per(known, told(measure.per(), timelines, null))
                : value;
    }

    /** What the measure comes to of an account. */
    public Measured measure(Measure measure, AccountFacts facts) {
        return of(facts).measure(measure);
    }

    /** One account's measures. */
    public OfAccount of(AccountFacts facts) {
        return new OfAccount(
                facts, timelines(facts.records()), timelines(List.of(facts.account())));
    }

    private Timelines timelines(Collection<CanonicalRecord> records) {
        return new Timelines(vocabulary, asOf, eventsOnly, records);
    }

    /** Measures of one account: what they have in common is worked out once. */
    public static final class OfAccount {
        private final AccountFacts facts;
        private final Timelines timelines;
        private final Timelines itself;

        private OfAccount(AccountFacts facts, Timelines timelines, Timelines itself) {
            this.facts = facts;
            this.timelines = timelines;
            this.itself = itself;
        }

        /** What one comes to. Before the account was created it has no past, not a 0. */
        public Measured measure(Measure measure) {
            Measured value = alone(measure);
            return measure.per() != null && value instanceof Known known
                    ? per(known, alone(measure.per()))
                    : value;
        }

        /** An account's own record is the one record of its type. */
        private Measured alone(Measure measure) {
            if (measure.over() == RecordType.ACCOUNT) {
                return told(measure, itself, facts.account().createdAt());
            }
            return facts.observed().contains(measure.over())
                    ? told(measure, timelines, facts.account().createdAt())
                    : new Missing(Why.NOT_OBSERVED, null);
        }

        /** When the first record of a type took place, by that field; empty when none did. */
        public Optional<Instant> earliest(RecordType over, String by) {
            List<Placed> placed = timelines.of(over, Window.all(by)).newestFirst();
            return placed.isEmpty() ? Optional.empty() : Optional.of(placed.getLast().at());
        }

        /**
         * When something happened first.
         *
         * @param notBefore what happened earlier does not count; of what is dated by a day alone,
         *     not what happened on an earlier day
         */
        public Occurrence first(Milestone milestone, Instant notBefore) {
            if (milestone.over() == RecordType.ACCOUNT) {
                return occurred(milestone, notBefore, itself);
            }
            return facts.observed().contains(milestone.over())
                    ? occurred(milestone, notBefore, timelines)
                    : new Occurrence.NotObserved();
        }
    }

    private static Occurrence occurred(
            Milestone milestone, Instant notBefore, Timelines timelines) {
        Timelines.Timeline timeline = timelines.of(milestone.over(), Window.all(milestone.by()));
        for (Seen seen : timeline.unplaced()) {
            if (milestone.filter().test(seen) != Answer.NO) {
                return new Occurrence.NotTellable();
            }
        }
        for (Placed placed : timeline.newestFirst().reversed()) {
            if (!isBefore(placed, milestone, notBefore)) {
                Answer answer = milestone.filter().test(placed.seen());
                if (answer != Answer.NO) {
                    return answer == Answer.YES
                            ? new Occurrence.Happened(placed.sight())
                            : new Occurrence.NotTellable();
                }
            }
        }
        return new Occurrence.Never();
    }

    private static boolean isBefore(Placed placed, Milestone milestone, Instant notBefore) {
        boolean byDay =
                placed.seen().read(milestone.by()) instanceof Reading.Known known
                        && known.value() instanceof Value.Day;
        return placed.at()
                .isBefore(
                        byDay && !notBefore.equals(Instant.MIN)
                                ? notBefore.truncatedTo(ChronoUnit.DAYS)
                                : notBefore);
    }

    /** Of units of 0 or less there is no telling. */
    private static Measured per(Known value, Measured units) {
        return switch (units) {
            case Missing missing ->
                    new Missing(
                            missing.why() == Why.NO_RECORDS ? Why.NO_WHOLE : missing.why(),
                            value.last());
            case Known known -> {
                double each = value.value() / known.value();
                yield known.value() > 0 && Double.isFinite(each)
                        ? new Known(each, value.n(), value.evidence(), value.last())
                        : new Missing(Why.NO_WHOLE, value.last());
            }
        };
    }

    private static Measured told(Measure measure, Timelines timelines, @Nullable Instant since) {
        return switch (uncompared(measure, timelines)) {
            case Known now -> compared(measure, now, timelines, since);
            case Missing missing -> missing;
        };
    }

    /**
     * Counts what matches. Not tellable if it cannot be told of some record whether it counts; a
     * record outside the window never counts, whatever else is unknown of it.
     */
    private static Measured uncompared(Measure measure, Timelines timelines) {
        Instant asOf = timelines.asOf();
        Timelines.Timeline timeline = timelines.of(measure.over(), measure.window());
        boolean tellable = true;
        for (Seen seen : timeline.unplaced()) {
            tellable &= measure.filter().test(seen) == Answer.NO;
        }
        var matching = new ArrayList<Placed>();
        for (Placed placed : timeline.newestFirst()) {
            Answer answer = measure.filter().test(placed.seen());
            if (answer == Answer.YES) {
                matching.add(placed);
            }
            tellable &= answer != Answer.UNKNOWN || !measure.window().covers(placed.at(), asOf);
        }
        Sight last = last(measure.aggregate().quantity(), matching, asOf);
        return tellable
                ? new Aggregation(asOf, last)
                        .of(measure.aggregate(), inside(measure.window(), matching, asOf))
                : new Missing(Why.NOT_TELLABLE, last);
    }

    private static @Nullable Sight last(
            @Nullable Quantity quantity, List<Placed> newestFirst, Instant asOf) {
        for (Placed placed : newestFirst) {
            if (quantity == null || quantity.of(placed.seen(), asOf) instanceof Amount.Known) {
                return placed.sight();
            }
        }
        return null;
    }

    private static List<Placed> inside(Window window, List<Placed> newestFirst, Instant asOf) {
        int inside = 0;
        while (inside < newestFirst.size() && window.covers(newestFirst.get(inside).at(), asOf)) {
            inside++;
        }
        return newestFirst.subList(0, inside);
    }

    private static Measured compared(
            Measure measure, Known now, Timelines timelines, @Nullable Instant since) {
        return switch (measure.comparison()) {
            case Comparison.None none -> now;
            case Comparison.Typical typical -> against(now, typical.typical(), typical.mode());
            case Comparison.OwnPast past -> {
                Instant then = timelines.asOf().minus(past.length());
                yield since != null && since.isAfter(then)
                        ? new Missing(Why.NO_PAST, now.last())
                        : againstPast(now, uncompared(measure, timelines.past(then)), past.mode());
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
