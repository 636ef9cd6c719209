package dev.baton.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.report.History.Deal;
import dev.baton.app.report.History.Departure;
import dev.baton.core.health.Band;
import dev.baton.core.model.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "1");
    private static final Instant SINCE = Instant.parse("2025-06-30T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-06-30T00:00:00Z");
    private static final Period PERIOD = new Period(SINCE, AS_OF, "renewal");

    private static Deal won(String kind, @Nullable Double amount, String day) {
        return new Deal(
                new RecordRef("salesforce", "Opportunity", day),
                kind,
                "",
                "",
                amount,
                null,
                Instant.parse(day + "T00:00:00Z"),
                null,
                "",
                "",
                null);
    }

    private static History history(String id, @Nullable Departure departure, Deal... deals) {
        return new History(
                new RecordRef("salesforce", "Account", id),
                null,
                "",
                "",
                null,
                departure == null,
                Band.UNKNOWN,
                departure,
                List.of(deals),
                null,
                null);
    }

    private static @Nullable Double paid(History history, String day) {
        return history.recurring(Instant.parse(day + "T00:00:00Z"), "renewal");
    }

    @Test
    void aRenewalTakesThePlaceOfWhatWasPaidAndAnUpsellComesOnTop() {
        History history =
                history(
                        "1",
                        null,
                        won("Upsell", 30.0, "2025-03-01"),
                        won("New Business", 100.0, "2025-01-01"),
                        won("Early renewal", 120.0, "2026-01-01"));
        assertThat(paid(history, "2024-12-31")).isZero();
        assertThat(paid(history, "2025-02-01")).isEqualTo(100);
        assertThat(paid(history, "2025-12-31")).isEqualTo(130);
        assertThat(paid(history, "2026-06-30")).isEqualTo(120);
    }

    @Test
    void whoLeftPaysNothingAndWithoutAmountsNobodyCanTell() {
        var departure =
                new Departure(Instant.parse("2026-02-01T00:00:00Z"), History.How.LEFT_ON, ACCOUNT);
        History gone = history("1", departure, won("New Business", 100.0, "2025-01-01"));
        assertThat(paid(gone, "2026-01-31")).isEqualTo(100);
        assertThat(paid(gone, "2026-02-01")).isZero();
        assertThat(gone.worth(AS_OF, "renewal")).as("what was lost").isEqualTo(100);
        assertThat(paid(history("1", null, won("New Business", null, "2025-01-01")), "2026-01-01"))
                .isNull();
        assertThat(paid(history("1", null), "2026-01-01")).as("no deal is known").isNull();
    }

    private static Deal lost(String kind, String day, String reason) {
        return new Deal(
                new RecordRef("salesforce", "Opportunity", day),
                kind,
                "",
                "",
                null,
                null,
                null,
                Instant.parse(day + "T00:00:00Z"),
                reason,
                "",
                null);
    }

    @Test
    void whyItLeftIsToldByTheLastLostRenewalAndByNoOtherDeal() {
        var departure =
                new Departure(Instant.parse("2026-02-01T00:00:00Z"), History.How.LEFT_ON, ACCOUNT);
        History history =
                history(
                        "1",
                        departure,
                        won("New Business", 100.0, "2024-01-01"),
                        lost("Renewal", "2025-01-01", "Price"),
                        won("Renewal", 90.0, "2025-01-20"),
                        lost("Renewal", "2026-01-20", "Product"),
                        lost("Upsell", "2026-01-25", "Budget"));
        assertThat(history.farewell("renewal")).map(Deal::reason).contains("Product");
        History won =
                history(
                        "1",
                        departure,
                        lost("Renewal", "2025-01-01", "Price"),
                        won("Renewal", 90.0, "2025-01-20"));
        assertThat(won.farewell("renewal")).as("it was won back").isEmpty();
        assertThat(history("1", null, lost("Renewal", "2025-01-01", "Price")).farewell("renewal"))
                .as("it is still there")
                .isEmpty();
    }

    /** Of 100 and 200 are left 150 and nothing; what came since counts nowhere. */
    @Test
    void retentionIsCountedByHand() {
        var departure =
                new Departure(Instant.parse("2026-02-01T00:00:00Z"), History.How.LEFT_ON, ACCOUNT);
        RetentionReport report =
                RetentionReport.of(
                        List.of(
                                history(
                                        "1",
                                        null,
                                        won("New Business", 100.0, "2025-01-01"),
                                        won("Renewal", 150.0, "2026-01-01")),
                                history("2", departure, won("New Business", 200.0, "2025-01-01")),
                                history("3", null, won("New Business", 500.0, "2026-03-01"))),
                        PERIOD,
                        Worths.ofDeals(PERIOD),
                        new RetentionReport.Terms(1, 0.1));
        RetentionReport.CohortJson all = report.cohorts().getFirst();
        assertThat(all.accounts()).isEqualTo(2);
        assertThat(all.lost()).isEqualTo(1);
        assertThat(all.net().value()).isEqualTo(0.5);
        assertThat(all.gross().value()).isEqualTo(0.3333);
        assertThat(all.few()).isTrue();
        assertThat(report.lifetimes().getFirst().leavesYearly()).as("one left").isNull();
        assertThat(report.cohorts())
                .extracting(RetentionReport.CohortJson::name)
                .contains("2025-Q1");
    }

    @Test
    void lifetimeValueIsThatOfTheFormula() {
        double stays = Math.exp(-0.25);
        assertThat(new RetentionReport.Terms(0.8, 0.1).multiple(0.25))
                .isEqualTo(0.8 * stays / (1 + 0.1 - stays));
    }

    @Test
    void valuesOfRecordsAreThoseThatWereKnownThen() {
        History then = valued(100.0);
        Worths worths = Worths.ofValues(PERIOD, List.of(then));
        assertThat(worths.before(valued(80.0))).isEqualTo(100);
        assertThat(worths.after(valued(80.0))).isEqualTo(80);
        assertThat(Worths.ofValues(PERIOD, List.of()).before(then)).isNull();
        assertThat(Objects.requireNonNull(worths.pairs(List.of(valued(80.0))).getFirst()).after())
                .isEqualTo(80);
    }

    private static History valued(double value) {
        return new History(
                ACCOUNT, null, "", "", value, true, Band.GREEN, null, List.of(), null, null);
    }
}
