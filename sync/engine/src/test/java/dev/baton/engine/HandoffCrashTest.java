package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.port.Cursor;
import dev.baton.port.Sink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dies at every single step of a cycle that hands deals over, before the step and right after it,
 * and goes on with what is remembered: each deal gets one row and its two fields, once.
 */
class HandoffCrashTest {
    private static final Instant BACKFILL = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-31T06:00:00Z");
    private static final StreamKey ACCOUNTS = new StreamKey("crm", "Account");
    private static final StreamKey DEALS = new StreamKey("crm", "Opportunity");
    private static final String CSM = "005000000000001AAA";
    private static final List<String> WON = List.of("deal1", "deal2", "deal3");

    @TempDir Path folder;

    private final Mappings mappings = mappings();
    private final HandoffOutputs outputs = Objects.requireNonNull(mappings.outputs().handoffs());
    private final HandoffRules rules = Objects.requireNonNull(mappings.handoff());

    private static Mappings mappings() {
        var files = new TreeMap<String, String>();
        files.put(
                "connections.yaml",
                "connections: {crm: {type: salesforce, streams: [Account, Opportunity]}}");
        files.put(
                "sources/account.yaml",
                "{from: crm.Account, to: account, fields: {name: Name, csm: Owner__c}}");
        files.put(
                "sources/deal.yaml",
                "{from: crm.Opportunity, to: opportunity, account: {key: AccountId},"
                        + " fields: {stage: StageName, won_at: Won_At__c, amount: Amount}}");
        files.put(
                "model.yaml",
                """
                version: deals-1
                base: 70
                bands: {green: 70, yellow: 50}
                coverage_floor: 0.1
                trend: {days: 30, threshold: 5}
                measures:
                  deals:
                    label: Deals
                    over: opportunity
                    aggregate: count
                    score: {curve: [[0, 0], [4, 1]], weight: 20, reference: 0.5, driver: commercial}
                """);
        files.put(
                "handoff.yaml",
                """
                opens: {when: {field: stage, is: Won}, by: won_at, since: 2026-01-01}
                accept_days: 5
                csm: {field: csm, lead: 005000000000009AAA}
                items:
                  amount: {label: The amount, who: sales_owner, evidence: {deal: amount}}
                  goals: {label: The goals, who: sales_owner, evidence: {handoff: goals}}
                """);
        files.put(
                "outputs.yaml",
                """
                object: Account
                fields: {band: Band__c}
                handoffs:
                  object: Handoff__c
                  key: Key__c
                  fields:
                    opportunity: Opportunity__c
                    account: Account__c
                    owner: OwnerId
                    status: Status__c
                    goals: Goals__c
                    open_gaps: Open_Gaps__c
                  deal:
                    object: Opportunity
                    fields: {handoff_status: Handoff_Status__c, handoff_complete: Complete__c}
                """);
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    /** A CRM and a state that was read for a while. */
    private final class Scene implements Life.Scene {
        final FakeSink sink = new FakeSink();
        final StateStore store;

        Scene(int number) {
            store =
                    StateStores.sqlite(
                            folder.resolve("state" + number + ".db"), MasterKey.random());
            land(
                    ACCOUNTS,
                    List.of(
                            record("account1", null, Map.of("Name", "One", "Owner__c", CSM)),
                            record("account2", null, Map.of("Name", "Two", "Owner__c", CSM))));
            land(
                    DEALS,
                    List.of(
                            deal("deal1", "account1", "Won"),
                            deal("deal2", "account1", "Won"),
                            deal("deal3", "account2", "Won"),
                            deal("deal4", "account2", "Open")));
            sink.with("deal1", "deal2", "deal3", "deal4");
            store.begin(run("000001", NOW, Run.State.RUNNING));
        }

        private void land(StreamKey stream, List<LandedRecord> records) {
            var held = new LinkedHashMap<String, Map<String, @Nullable Object>>();
            records.forEach(record -> held.put(record.id(), new TreeMap<>()));
            store.commit(
                    stream,
                    new LandedPage(
                            records,
                            held,
                            List.of(),
                            new Checkpoint(new Cursor("{}"), "f", true, BACKFILL),
                            BACKFILL));
        }

        /** One cycle: settles, plans what is to be handed over and pushes it. */
        Push.Report cycle(StateStore store, Sink sink) throws Exception {
            Run run = run("000001", NOW, Run.State.RUNNING);
            var controls = new Controls(Optional::empty, () -> false, next -> {});
            var push = new Push(store, sink, controls, "crm", mappings.outputs(), run);
            push.recover();
            var changes = new ArrayList<Change>();
            var board = new HandoffBoard(store, mappings, rules, outputs, sink, changes::addAll);
            board.plan(run, new Derive(store, mappings, NOW));
            return push.carryOut(new Plan(changes, "mappings", "model"), board.evidence());
        }

        List<String> done(String key) {
            return store.ledger(0, 1_000).stream()
                    .filter(line -> line.record().equals(key) && line.field() == null)
                    .map(LedgerEntry::event)
                    .filter(event -> !event.equals("read-back not written"))
                    .toList();
        }

        @Override
        public void live(Life life) throws Exception {
            cycle(life.of(StateStore.class, store), life.of(Sink.class, sink));
        }

        @Override
        public void requireRight(String when) throws Exception {
            cycle(store, sink);
            requireHandedOver(this, when);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static LandedRecord deal(String id, String account, String stage) {
        return record(
                id,
                account,
                Map.of(
                        "AccountId",
                        account,
                        "StageName",
                        stage,
                        "Won_At__c",
                        "2026-01-20T09:00:00Z",
                        "Amount",
                        new BigDecimal(100)));
    }

    private static LandedRecord record(
            String id, @Nullable String parent, Map<String, @Nullable Object> fields) {
        return new LandedRecord(id, BACKFILL, true, BACKFILL, BACKFILL, false, parent, fields);
    }

    private static Run run(String id, Instant now, Run.State state) {
        return new Run(id, now, now, "mappings", "model", null, state, 0, 0);
    }

    @Test
    void whereverItDiesEachDealIsHandedOverOnce() throws Exception {
        int lives = Life.endingEverywhere(Scene::new);
        assertThat(lives).as("steps of a cycle").isGreaterThan(40);
    }

    private static void requireHandedOver(Scene scene, String when) throws Exception {
        for (String deal : WON) {
            String key = deal + ":handoff";
            Map<String, @Nullable Object> row = scene.sink.records.getOrDefault(key, Map.of());
            assertThat(row)
                    .as("%s, %s", when, deal)
                    .containsEntry("Opportunity__c", deal)
                    .containsEntry("OwnerId", CSM)
                    .containsEntry("Status__c", "Waiting for CS")
                    .containsEntry("Open_Gaps__c", BigDecimal.ONE);
            assertThat(scene.sink.records.get(deal))
                    .as("%s, %s", when, deal)
                    .isEqualTo(
                            Map.of(
                                    "Handoff_Status__c",
                                    "Waiting for CS",
                                    "Complete__c",
                                    BigDecimal.valueOf(50)));
            assertThat(scene.done(key)).as("%s, %s", when, key).hasSize(1);
            assertThat(scene.done(deal)).as("%s, %s", when, deal).hasSize(1);
        }
        assertThat(scene.sink.records).as(when).doesNotContainKey("deal4:handoff");
        assertThat(scene.sink.records.get("deal4")).as(when).isEmpty();
        assertThat(scene.store.unsettled("crm")).as(when).isEmpty();
        assertThat(scene.cycle(scene.store, scene.sink).written()).as(when).isZero();
    }
}
