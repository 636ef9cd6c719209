package dev.baton.core.firstvalue;

import dev.baton.core.firstvalue.Course.Reached;
import dev.baton.core.firstvalue.Course.Untold;
import dev.baton.core.firstvalue.Course.Waiting;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Measuring;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Occurrence;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer waits for, from when on.
 *
 * @param label how people call it: "First order"
 * @param from starts the clock, the first time it happens
 * @param until stops it, the first time it happens from then on
 * @param segment the account's field that tells customers apart, null for none
 * @param benchmarkDays how long it may take; null for the median of the segment
 * @param tooEarlyDays who waits for less is not judged, 0 or more
 * @param silenceWaits whether an account that the source of {@code until} never names waits, for
 *     the source would name it; else nobody can tell
 */
public record FirstValue(
        String label,
        Milestone from,
        Milestone until,
        @Nullable String segment,
        @Nullable Double benchmarkDays,
        double tooEarlyDays,
        boolean silenceWaits) {
    private static final double SECONDS = 86_400;

    public FirstValue {
        if (benchmarkDays != null && !(benchmarkDays > 0)) {
            throw new IllegalArgumentException("a benchmark is more than 0 days");
        }
        if (!(tooEarlyDays >= 0)) {
            throw new IllegalArgumentException("nobody waits for less than 0 days");
        }
    }

    /** How far an account is: a pure function of its arguments. */
    public Course of(AccountFacts facts, Instant asOf, Vocabulary vocabulary) {
        Measuring.OfAccount account = Measuring.at(asOf, vocabulary).of(facts);
        return switch (account.first(from, Instant.MIN)) {
            case Occurrence.NotObserved unobserved -> new Untold(Untold.Why.NO_SOURCE_OF_START);
            case Occurrence.NotTellable unknown -> new Untold(Untold.Why.NOT_TELLABLE);
            case Occurrence.Never never -> new Untold(Untold.Why.NOT_STARTED);
            case Occurrence.Happened start -> since(start.sight(), account, asOf);
        };
    }

    /**
     * The first record of an account that could tell of the value; the first of all accounts is
     * where their source begins. A field of the account itself has no such beginning.
     */
    public Optional<Instant> sourceBegins(AccountFacts facts, Instant asOf, Vocabulary vocabulary) {
        return until.over() == RecordType.ACCOUNT
                ? Optional.empty()
                : Measuring.at(asOf, vocabulary).of(facts).earliest(until.over(), until.by());
    }

    /**
     * What a source can tell that begins later than some courses: of what happened before it knows
     * nothing, and its first record is nobody's first value.
     *
     * @param begins null where the source has no record at all
     */
    public static Course within(Course course, @Nullable Instant begins) {
        Sight start = course.start();
        return begins != null && start != null && start.at().isBefore(begins)
                ? new Untold(Untold.Why.BEFORE_SOURCE)
                : course;
    }

    private Course since(Sight start, Measuring.OfAccount account, Instant asOf) {
        return switch (account.first(until, start.at())) {
            case Occurrence.NotObserved unobserved ->
                    silenceWaits
                            ? new Waiting(start, days(start.at(), asOf))
                            : new Untold(Untold.Why.NO_SOURCE_OF_VALUE);
            case Occurrence.NotTellable unknown -> new Untold(Untold.Why.NOT_TELLABLE);
            case Occurrence.Never never -> new Waiting(start, days(start.at(), asOf));
            case Occurrence.Happened value ->
                    new Reached(start, value.sight(), days(start.at(), value.sight().at()));
        };
    }

    /** What is dated by a day alone may stand before the hour at which the clock started. */
    private static double days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds() / SECONDS);
    }
}
