package dev.baton.core.snapshot;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.BandOverride;
import dev.baton.core.health.Judgement;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.measure.Wording;
import dev.baton.core.model.CanonicalRecord;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One account at the end of one period.
 *
 * @param values what it tells; what is empty is left out
 */
public record Snapshot(SnapshotKey key, Map<SnapshotField, Object> values) {
    /** Characters of the Text(80) fields. */
    private static final int TEXT = 80;

    private static final List<SnapshotField> DRIVERS =
            List.of(SnapshotField.DRIVER_1, SnapshotField.DRIVER_2, SnapshotField.DRIVER_3);
    private static final List<SnapshotField> POINTS =
            List.of(SnapshotField.POINTS_1, SnapshotField.POINTS_2, SnapshotField.POINTS_3);

    public Snapshot {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /**
     * Of an account as it was known at the period's last instant.
     *
     * @param account as it was known then
     * @param assessment as of then
     * @param previousBand as the CRM has it, null where the period before was not taken
     */
    public static Snapshot of(
            Period period,
            CanonicalRecord account,
            Assessment assessment,
            @Nullable String previousBand) {
        var values = new EnumMap<SnapshotField, @Nullable Object>(SnapshotField.class);
        Points score = assessment.score();
        String band = Presentation.title(assessment.band());
        values.put(SnapshotField.ACCOUNT, assessment.account());
        values.put(SnapshotField.PERIOD_END, period.end());
        values.put(SnapshotField.GRAIN, Presentation.title(period.grain()));
        values.put(SnapshotField.SCORE, score == null ? null : BigDecimal.valueOf(score.rounded()));
        values.put(SnapshotField.COVERAGE, Presentation.percent(assessment.coverage()));
        values.put(SnapshotField.BAND, band);
        values.put(
                SnapshotField.EFFECTIVE_BAND,
                BandOverride.of(account, period.lastInstant(), period.end())
                        .map(override -> Presentation.title(override.band()))
                        .orElse(band));
        values.put(SnapshotField.PREVIOUS_BAND, previousBand);
        values.put(SnapshotField.TREND, Presentation.title(assessment.trend()));
        values.put(SnapshotField.VALUE, Presentation.money(account));
        values.put(SnapshotField.CSM, Presentation.user(account));
        values.put(SnapshotField.SEGMENT, segment(assessment));
        values.put(SnapshotField.MODEL, assessment.model());
        drivers(assessment, values);
        values.values().removeIf(Objects::isNull);
        return new Snapshot(new SnapshotKey(assessment.account(), period), known(values));
    }

    private static Map<SnapshotField, Object> known(Map<SnapshotField, @Nullable Object> values) {
        var known = new EnumMap<SnapshotField, Object>(SnapshotField.class);
        values.forEach(
                (field, value) -> {
                    if (value != null) {
                        known.put(field, value);
                    }
                });
        return known;
    }

    private static void drivers(
            Assessment assessment, Map<SnapshotField, @Nullable Object> values) {
        List<Line.Reason> reasons = assessment.reasons();
        for (int i = 0; i < Math.min(DRIVERS.size(), reasons.size()); i++) {
            Line.Reason reason = reasons.get(i);
            values.put(DRIVERS.get(i), Wording.within(TEXT, reason.label()));
            values.put(POINTS.get(i), reason.points().toDecimal());
        }
    }

    private static @Nullable String segment(Assessment assessment) {
        String segment =
                assessment.judgement() instanceof Judgement.TooEarly early
                        ? early.segment()
                        : assessment.lines().stream()
                                .filter(Line.Base.class::isInstance)
                                .map(line -> ((Line.Base) line).segment())
                                .findFirst()
                                .orElse("");
        return segment.isEmpty() ? null : Wording.within(TEXT, segment);
    }
}
