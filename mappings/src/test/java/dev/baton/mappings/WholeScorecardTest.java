package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A scorecard as companies publish them: groups, tables of tenure and tier, measures by need, a
 * pulse that expires and knocks out, and a waiting period.
 */
class WholeScorecardTest {
    private static final Instant AS_OF = Instant.parse("2026-03-31T12:00:00Z");
    private static final String MODEL =
            """
            version: whole-1
            base: 50
            bands: {green: 75, yellow: 50, leave_red: 55, leave_green: 70}
            coverage_floor: 0.4
            trend: {days: 90, threshold: 5, noise: 2}
            dimensions:
              tenure:
                first_quarter: {tenure: {below: 90}}
                first_year: {tenure: {below: 365}}
                later: {tenure: {at_least: 365}}
              tier:
                premium: {field: tier, is: premium}
                ultimate: {field: tier, is: ultimate}
              need:
                pipelines: {field: needs, has: pipelines}
            segments:
              too_new: {who: {tenure: {below: 30}}, too_early: true}
            groups:
              product: {label: Product, weight: {by: [tier], table: {ultimate: 50}, otherwise: 40}}
              people: {label: People, weight: 30}
            knock_outs:
              unhappy:
                label: The success manager is worried
                when: {measure: pulse, below: 0.5}
                cap: 40
                driver: sentiment
            measures:
              seats:
                use: seats_used
                score:
                  group: product
                  reference: 0.5
                  curve:
                    by: [tenure, tier]
                    table:
                      first_quarter:
                        premium: {step: [[0, 0], [0.1, 0.5], [0.5, 1]]}
                        ultimate: {step: [[0, 0], [0.2, 0.5], [0.6, 1]]}
                      first_year:
                        premium: {step: [[0, 0], [0.3, 0.5], [0.6, 1]]}
                    otherwise: {step: [[0, 0], [0.5, 0.5], [0.75, 1]]}
              pipelines:
                use: key_actions_per_user
                score: {group: product, applies: {dimension: need, is: pipelines}}
              pulse: {use: pulse, score: {group: people}}
              meetings: {use: meeting_silence, score: {group: people}}
            """;

    private static final Mappings MAPPINGS = Example.good(EverySource.with(MODEL));

    @Test
    void itConformsToTheSchemaAndIsClean() {
        assertThat(SchemaTest.errors("model.yaml", MODEL)).isEmpty();
        assertThat(Mappings.parse(EverySource.with(MODEL)))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class,
                        good ->
                                assertThat(good.warnings())
                                        .noneMatch(each -> each.where().startsWith("model.yaml")));
    }

    /** 50 + 40 · (1 − 0.5) + 15 · (1 − 0.6); nobody ever met, and no pipelines are needed. */
    @Test
    void aPremiumCustomerInItsFirstYear() {
        Assessment assessment =
                assess(account("2025-12-01", "premium"), seats(0.6), pulse(1, "2026-03-01"));
        assertThat(assessment.score()).isEqualTo(new Points(760));
        assertThat(assessment.band()).isEqualTo(Band.GREEN);
        assertThat(assessment.lines().stream().map(line -> line.getClass().getSimpleName()))
                .containsExactly("Base", "Counted", "NotApplicable", "Counted", "Missing");
    }

    /** The same use is worth half to a tier and a tenure without a cell of their own. */
    @Test
    void anUltimateCustomerForYears() {
        Assessment assessment =
                assess(account("2023-12-01", "ultimate"), seats(0.6), pulse(1, "2026-03-01"));
        // 50 · (0.5 − 0.5) + 15 · (1 − 0.6)
        assertThat(assessment.score()).isEqualTo(new Points(560));
    }

    /** 50 + 20 · (1 − 0.5) + 15 · (1 − 0.6): the other half of the group's weight is missing. */
    @Test
    void whoNeedsPipelinesAndUsesNoneOfThemLacksThatMeasureAndKeepsItsWeight() {
        Assessment assessment =
                assess(
                        account("2025-12-01", "premium", "pipelines"),
                        seats(0.6),
                        pulse(1, "2026-03-01"));
        assertThat(assessment.score()).isEqualTo(new Points(660));
        assertThat(assessment.lines().get(2)).isInstanceOf(Line.Missing.class);
    }

    @Test
    void aRedPulseCapsTheWhole() {
        Assessment assessment =
                assess(account("2025-12-01", "premium"), seats(0.6), pulse(0, "2026-03-01"));
        assertThat(assessment.score()).isEqualTo(new Points(400));
        assertThat(assessment.band()).isEqualTo(Band.RED);
        assertThat(Presentation.because(assessment.lines().getLast()))
                .isEqualTo("The success manager is worried: not above 40 while pulse is below 0.5");
    }

    @Test
    void aRedPulseOfLongAgoCapsNothingAndIsSaidToBeStale() {
        Assessment assessment =
                assess(account("2025-12-01", "premium"), seats(0.6), pulse(0, "2025-12-15"));
        assertThat(assessment.score()).isEqualTo(new Points(700));
        assertThat(Presentation.because(assessment.lines().get(3)))
                .isEqualTo(
                        "The success manager's pulse: stale, the newest is survey p on 2025-12-15,"
                                + " and only 90 days count");
    }

    @Test
    void inTheFirstMonthNobodyIsJudged() {
        Assessment assessment =
                assess(account("2026-03-10", "premium"), seats(0), pulse(0, "2026-03-20"));
        assertThat(assessment.score()).isNull();
        assertThat(assessment.band()).isEqualTo(Band.UNKNOWN);
    }

    private static Assessment assess(CanonicalRecord account, CanonicalRecord... records) {
        return new Scorecard(MAPPINGS.model(), MAPPINGS.vocabulary())
                .assess(
                        new AccountFacts(
                                account, List.of(records), EnumSet.allOf(RecordType.class)),
                        AS_OF);
    }

    private static CanonicalRecord account(String since, String tier, String... needs) {
        SortedMap<String, Value> fields = new TreeMap<>(Map.of("tier", new Value.Text(tier)));
        if (needs.length > 0) {
            fields.put("needs", new Value.Labels(new TreeSet<>(List.of(needs))));
        }
        Instant created = Instant.parse(since + "T00:00:00Z");
        return new CanonicalRecord(
                RecordType.ACCOUNT, new RecordRef("crm", "Account", "a"), created, created, fields);
    }

    private static CanonicalRecord seats(double share) {
        return record(
                RecordType.USAGE,
                "u",
                Map.of(
                        "metric", new Value.Text("seats_used"),
                        "value", new Value.Numeric(share),
                        "on", new Value.Day(LocalDate.parse("2026-03-29"))));
    }

    private static CanonicalRecord pulse(double score, String day) {
        return record(
                RecordType.SURVEY,
                "p",
                Map.of(
                        "kind", new Value.Text("pulse"),
                        "score", new Value.Numeric(score),
                        "answered_at", new Value.Moment(Instant.parse(day + "T00:00:00Z"))));
    }

    private static CanonicalRecord record(RecordType type, String id, Map<String, Value> fields) {
        return new CanonicalRecord(
                type,
                new RecordRef("files", type.word(), id),
                null,
                Instant.parse("2025-01-01T00:00:00Z"),
                fields);
    }
}
