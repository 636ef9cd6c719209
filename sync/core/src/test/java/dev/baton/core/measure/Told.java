package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measured.Missing;
import dev.baton.core.measure.Measured.Why;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of measures share: figures, measures over them, and what was told. */
final class Told {
    static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    static final Field VALUE = new Field("value");

    /**
     * 10, 20, 60: the newest is the largest; the one outside and the one of tomorrow do not count.
     */
    static final List<CanonicalRecord> USAGE =
            List.of(
                    usage("a", "2026-03-01", 10),
                    usage("b", "2026-03-16", 20),
                    usage("c", "2026-03-31", 60),
                    usage("outside", "2025-12-30", 7_000),
                    usage("tomorrow", "2026-04-01", 9_000));

    static Measured measured(Aggregate aggregate, List<CanonicalRecord> records) {
        return measured(
                new Measure(
                        "figure",
                        "Figure",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 60),
                        aggregate,
                        new Comparison.None()),
                records);
    }

    static Measured measured(Measure measure, List<CanonicalRecord> records) {
        return Measuring.at(AS_OF, Vocabulary.standard()).measure(measure, records, true);
    }

    static Measure tickets(Predicate filter, Aggregate aggregate) {
        return new Measure(
                "tickets",
                "Tickets",
                "",
                RecordType.TICKET,
                filter,
                new Window("created_at", 60),
                aggregate,
                new Comparison.None());
    }

    static Measure ever(Aggregate aggregate) {
        return new Measure(
                "ever",
                "Ever",
                "",
                RecordType.TICKET,
                new Predicate.Always(),
                Window.all("created_at"),
                aggregate,
                new Comparison.None());
    }

    static @Nullable String idOf(Measured.@Nullable Sight sight) {
        return sight == null ? null : sight.ref().id();
    }

    static Known known(Measured measured) {
        assertThat(measured).isInstanceOf(Known.class);
        return (Known) measured;
    }

    static Why why(Measured measured) {
        assertThat(measured).isInstanceOf(Missing.class);
        return ((Missing) measured).why();
    }

    private Told() {}
}
