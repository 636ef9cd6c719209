package dev.baton.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Trend;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {
    private static final String ACCOUNT = "001000000000001AAA";
    private static final Period WEEK = new Period(Grain.WEEK, LocalDate.parse("2026-05-03"));

    private static CanonicalRecord account(Map<String, Value> fields) {
        return new CanonicalRecord(
                RecordType.ACCOUNT,
                new RecordRef("salesforce", "Account", ACCOUNT),
                null,
                Instant.EPOCH,
                fields);
    }

    private static Assessment assessment(@Nullable Points score, Band band, List<Line> lines) {
        return new Assessment(
                ACCOUNT,
                "model-1",
                score,
                band,
                Trend.STABLE,
                OptionalInt.empty(),
                0.456,
                lines,
                new TreeMap<>());
    }

    private static Map<SnapshotField, Object> values(CanonicalRecord account, Assessment of) {
        return Snapshot.of(WEEK, account, of, "Yellow").values();
    }

    @Test
    void itTellsTheAccountThePeriodAndHowThingsStood() {
        Line base = new Line.Base("enterprise", Points.of(70));
        Snapshot snapshot =
                Snapshot.of(
                        WEEK,
                        account(
                                Map.of(
                                        "value",
                                        new Value.Numeric(1000),
                                        "csm",
                                        new Value.Text("005000000000001AAA"))),
                        assessment(Points.of(68.5), Band.GREEN, List.of(base)),
                        "Yellow");
        assertThat(snapshot.key().text()).isEqualTo(ACCOUNT + ":W2026-05-03");
        assertThat(snapshot.values())
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry(SnapshotField.ACCOUNT, ACCOUNT),
                                Map.entry(SnapshotField.PERIOD_END, WEEK.end()),
                                Map.entry(SnapshotField.GRAIN, "Week"),
                                Map.entry(SnapshotField.SCORE, new BigDecimal(69)),
                                Map.entry(SnapshotField.COVERAGE, new BigDecimal(46)),
                                Map.entry(SnapshotField.BAND, "Green"),
                                Map.entry(SnapshotField.EFFECTIVE_BAND, "Green"),
                                Map.entry(SnapshotField.PREVIOUS_BAND, "Yellow"),
                                Map.entry(SnapshotField.TREND, "Stable"),
                                Map.entry(SnapshotField.VALUE, new BigDecimal("1000.00")),
                                Map.entry(SnapshotField.CSM, "005000000000001AAA"),
                                Map.entry(SnapshotField.SEGMENT, "enterprise"),
                                Map.entry(SnapshotField.MODEL, "model-1")));
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        assertThat(values(account(Map.of()), assessment(null, Band.UNKNOWN, List.of())))
                .doesNotContainKeys(
                        SnapshotField.SCORE,
                        SnapshotField.VALUE,
                        SnapshotField.CSM,
                        SnapshotField.SEGMENT,
                        SnapshotField.DRIVER_1,
                        SnapshotField.POINTS_1)
                .containsEntry(SnapshotField.BAND, "Unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04, Red",
        "2026-05-03, Red", // to the end of its day
        "2026-05-02, Green",
        ", Green" // the formula on the account says so, too
    })
    void anOverrideCountsUntilItsDay(@Nullable LocalDate until, String effective) {
        var fields = new TreeMap<String, Value>(Map.of("override_band", new Value.Text("Red")));
        if (until != null) {
            fields.put("override_until", new Value.Day(until));
        }
        assertThat(values(account(fields), assessment(Points.of(80), Band.GREEN, List.of())))
                .containsEntry(SnapshotField.EFFECTIVE_BAND, effective)
                .containsEntry(SnapshotField.BAND, "Green");
    }
}
