package dev.baton.core.measure;

import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The number that one record contributes. */
public sealed interface Quantity {

    /** {@code as_of} as an end: how old something is. */
    String AS_OF = "as_of";

    Amount of(Seen record, Instant asOf);

    /** The fields it reads. */
    List<String> fields();

    /** What a record contributes: a finite number, nothing, or what cannot be told. */
    sealed interface Amount {
        record Known(double number) implements Amount {}

        record None() implements Amount {}

        record Unknown() implements Amount {}
    }

    /** A number field as it stands; a truth counts 1 or 0. */
    record Field(String field) implements Quantity {
        @Override
        public Amount of(Seen record, Instant asOf) {
            return switch (record.read(field)) {
                case Reading.Unknown unknown -> new Amount.Unknown();
                case Reading.Empty empty -> new Amount.None();
                case Reading.Known known -> number(known.value());
            };
        }

        private static Amount number(Value value) {
            return switch (value) {
                case Value.Numeric numeric -> new Amount.Known(numeric.number());
                case Value.Truth truth -> new Amount.Known(truth.truth() ? 1 : 0);
                case Value.Text other -> new Amount.None();
                case Value.Moment other -> new Amount.None();
                case Value.Moments other -> new Amount.None();
                case Value.Day other -> new Amount.None();
                case Value.Labels other -> new Amount.None();
            };
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** A duration in days and parts of days. */
    static double days(Duration duration) {
        return Unit.DAYS.of(duration);
    }

    /** In what time is told. */
    enum Unit {
        MINUTES(Duration.ofMinutes(1)),
        HOURS(Duration.ofHours(1)),
        DAYS(Duration.ofDays(1));

        private final double seconds;

        Unit(Duration one) {
            this.seconds = one.toSeconds();
        }

        double of(Duration duration) {
            return (duration.getSeconds() + duration.getNano() / 1e9) / seconds;
        }
    }

    /**
     * Time from one moment to another; nothing while either has not happened. Of several moments
     * the last counts.
     */
    record Elapsed(String from, String to, Unit unit) implements Quantity {
        @Override
        public Amount of(Seen record, Instant asOf) {
            Reading begun = record.read(from);
            Reading ended =
                    to.equals(AS_OF) ? new Reading.Known(new Value.Moment(asOf)) : record.read(to);
            if (begun instanceof Reading.Unknown || ended instanceof Reading.Unknown) {
                return new Amount.Unknown();
            }
            Instant start = Seen.moment(begun);
            Instant end = Seen.moment(ended);
            return start == null || end == null
                    ? new Amount.None()
                    : new Amount.Known(unit.of(Duration.between(start, end)));
        }

        @Override
        public List<String> fields() {
            return to.equals(AS_OF) ? List.of(from) : List.of(from, to);
        }
    }
}
