package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Ours;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.port.Cursor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of renewals, beside what was foretold of them. */
class RenewalOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final StreamKey DEALS = new StreamKey("crm", "Opportunity");

    @TempDir Path folder;

    private StateStore store;
    private final List<LandedRecord> deals = new ArrayList<>();

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Mappings mappings(String fields) {
        var files = new TreeMap<String, String>();
        files.put(
                "connections.yaml",
                "connections: {crm: {type: salesforce, streams: [Account, Opportunity]}}");
        files.put("sources/account.yaml", "{from: crm.Account, to: account, fields: {name: Name}}");
        files.put(
                "sources/deal.yaml",
                """
                {from: crm.Opportunity, to: opportunity, account: {key: AccountId},
                fields: {kind: Type, closes_on: CloseDate, won_at: Won_At, lost_at: Lost_At}}
                """);
        files.put(
                "model.yaml",
                """
                version: deals-1
                base: 70
                bands: {green: 70, yellow: 50}
                coverage_floor: 0.1
                trend: {days: 30, threshold: 5}
                measures:
                  deals: {label: Deals, over: opportunity, aggregate: count}
                """);
        files.put(
                "outputs.yaml",
                """
                object: Account
                fields: {band: Band__c}
                renewals:
                  object: Opportunity
                  who: {field: kind, is: Renewal}
                  fields: %s
                """
                        .formatted(fields));
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    private void deal(String id, String kind, @Nullable String won, @Nullable String lost) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("AccountId", "account");
        fields.put("Type", kind);
        fields.put("CloseDate", "2026-06-30");
        fields.put("Won_At", won);
        fields.put("Lost_At", lost);
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        deals.add(new LandedRecord(id, then, false, then, then, false, "account", fields));
    }

    private void landed() {
        store.commit(
                DEALS,
                new LandedPage(
                        deals,
                        Map.of(),
                        List.of(),
                        new Checkpoint(new Cursor("{}"), "f", true, NOW),
                        NOW));
    }

    private void told(String id, String field, int score, boolean byUs) {
        var value = new BigDecimal(score);
        store.hold(DEALS, Map.of(id, Map.of(field, value)));
        if (byUs) {
            store.own(DEALS, Map.of(id, Map.of(field, Ours.kept(value))));
        }
    }

    private List<RenewalOutcome> outcomes(String fields) {
        return RenewalOutcome.of(store, mappings(fields), NOW);
    }

    @Test
    void eachClosedRenewalStandsBesideTheScoreOfNinetyDaysBefore() {
        deal("won", "Renewal", "2026-06-20T10:00:00Z", null);
        deal("lost", "Renewal", null, "2026-06-21T10:00:00Z");
        deal("open", "Renewal", null, null);
        deal("upsell", "Upsell", "2026-06-20T10:00:00Z", null);
        deal("untold", "Renewal", null, "2026-06-21T10:00:00Z");
        deal("byHand", "Renewal", null, "2026-06-21T10:00:00Z");
        landed();
        for (String each : List.of("won", "lost", "open", "upsell")) {
            told(each, "Ninety__c", each.equals("won") ? 80 : 40, true);
        }
        told("byHand", "Ninety__c", 99, false);
        assertThat(outcomes("{score_90d: Ninety__c, score_30d: Thirty__c}"))
                .containsExactlyInAnyOrder(
                        new RenewalOutcome(
                                LocalDate.parse("2026-03-22"),
                                LocalDate.parse("2026-06-20"),
                                80,
                                false),
                        new RenewalOutcome(
                                LocalDate.parse("2026-03-23"),
                                LocalDate.parse("2026-06-21"),
                                40,
                                true));
    }

    @Test
    void withoutTheNinetyDaysTheNearestIsTaken() {
        deal("lost", "Renewal", null, "2026-06-21T10:00:00Z");
        landed();
        told("lost", "Thirty__c", 40, true);
        assertThat(outcomes("{score_30d: Thirty__c, score_at_close: Close__c}"))
                .extracting(RenewalOutcome::told)
                .containsExactly(LocalDate.parse("2026-05-22"));
    }

    @Test
    void theCloseItselfIsNoForecast() {
        deal("lost", "Renewal", null, "2026-06-21T10:00:00Z");
        landed();
        told("lost", "Close__c", 40, true);
        assertThat(outcomes("{score_at_close: Close__c}")).isEmpty();
    }
}
