package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.labels;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.truth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Quantity.Amount;
import dev.baton.core.measure.Quantity.Elapsed;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {
    private static final Instant AS_OF = at("2026-03-15T00:00:00Z");

    private static Amount fixed(FieldType type, Value value) {
        Vocabulary vocabulary =
                Vocabulary.standard()
                        .with(RecordType.TICKET, List.of(FieldSpec.fixed("held", type)));
        return new Field("held")
                .of(
                        Seen.at(
                                        AS_OF,
                                        ticket("1", "2026-03-01T00:00:00Z")
                                                .with("held", value)
                                                .done(),
                                        vocabulary)
                                .orElseThrow(),
                        AS_OF);
    }

    @Test
    void aNumberCountsAsItStandsATruthOneOrZeroAndNothingElseCounts() {
        assertThat(fixed(FieldType.NUMBER, number(-2.5))).isEqualTo(new Amount.Known(-2.5));
        assertThat(fixed(FieldType.TRUTH, truth(true))).isEqualTo(new Amount.Known(1));
        assertThat(fixed(FieldType.TRUTH, truth(false))).isEqualTo(new Amount.Known(0));
        for (Amount other :
                List.of(
                        fixed(FieldType.TEXT, text("3")),
                        fixed(FieldType.MOMENT, moment("2026-03-02T00:00:00Z")),
                        fixed(FieldType.MOMENTS, moments("2026-03-02T00:00:00Z")),
                        fixed(FieldType.DAY, day("2026-03-02")),
                        fixed(FieldType.LABELS, labels("3")))) {
            assertThat(other).isEqualTo(new Amount.None());
        }
    }

    @Test
    void timeIsToldToTheFractionOfItsUnit() {
        Duration time = Duration.ofHours(36).plusMillis(1_800);
        assertThat(Unit.MINUTES.of(time)).isEqualTo(2160.03);
        assertThat(Unit.HOURS.of(time)).isEqualTo(36.0005);
        assertThat(Unit.DAYS.of(Duration.ofHours(-36))).isEqualTo(-1.5);
    }

    /** A version of later than the instant does not say how its state was then. */
    @Test
    void timeBetweenMomentsOfWhichOneCannotBeToldCannotBeTold() {
        Vocabulary vocabulary =
                Vocabulary.standard()
                        .with(
                                RecordType.TICKET,
                                List.of(FieldSpec.state("due_at", FieldType.MOMENT)));
        Seen later =
                Seen.at(
                                AS_OF,
                                ticket("1", "2026-03-01T00:00:00Z")
                                        .modified("2026-04-01T00:00:00Z")
                                        .with("due_at", moment("2026-03-10T00:00:00Z"))
                                        .done(),
                                vocabulary)
                        .orElseThrow();
        assertThat(new Elapsed("created_at", "due_at", Unit.DAYS).of(later, AS_OF))
                .isEqualTo(new Amount.Unknown());
        assertThat(new Elapsed("due_at", Quantity.AS_OF, Unit.DAYS).of(later, AS_OF))
                .isEqualTo(new Amount.Unknown());
        assertThat(new Elapsed("created_at", Quantity.AS_OF, Unit.DAYS).of(later, AS_OF))
                .isEqualTo(new Amount.Known(14));
    }
}
