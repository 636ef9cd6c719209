package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.baton.mappings.Mappings;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.port.Cursor;
import dev.baton.port.Sink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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
 * Dies at every single step of a cycle that tells the health before renewals, before the step and
 * right after it, and goes on with what is remembered: each deal gets the score of that day, once.
 */
class RenewalCrashTest {
    private static final Instant BACKFILL = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-31T06:00:00Z");
    private static final StreamKey ACCOUNTS = new StreamKey("crm", "Account");
    private static final StreamKey DEALS = new StreamKey("crm", "Opportunity");
    private static final List<String> RENEWALS = List.of("deal1", "deal2", "deal3", "deal4");

    /** Of an account that is no customer: nothing is known of it. */
    private static final String UNKNOWN = "deal5";

    @TempDir Path folder;

    private final Mappings mappings = mappings();
    private final RenewalOutputs outputs = Objects.requireNonNull(mappings.outputs().renewals());

    private static Mappings mappings() {
        var files = new TreeMap<String, String>();
        files.put(
                "connections.yaml",
                "connections: {crm: {type: salesforce, streams: [Account, Opportunity]}}");
        files.put(
                "sources/account.yaml",
                "{from: crm.Account, to: account, customer: Name != 'Nobody', fields: {name: Name}}");
        files.put(
                "sources/deal.yaml",
                "{from: crm.Opportunity, to: opportunity, account: {key: AccountId},"
                        + " fields: {kind: Type, closes_on: CloseDate}}");
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
                "outputs.yaml",
                """
                object: Account
                fields: {band: Band__c}
                renewals:
                  object: Opportunity
                  who: {field: kind, is: Renewal}
                  fields: {score_90d: Score__c}
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
                            record("account1", null, Map.of("Name", "One")),
                            record("account2", null, Map.of("Name", "Two")),
                            record("account3", null, Map.of("Name", "Nobody"))));
            land(
                    DEALS,
                    List.of(
                            deal("deal1", "account1"),
                            deal("deal2", "account1"),
                            deal("deal3", "account1"),
                            deal("deal4", "account2"),
                            deal(UNKNOWN, "account3")));
            sink.with("deal1", "deal2", "deal3", "deal4", UNKNOWN);
            store.begin(run("000001", Instant.parse("2026-01-30T12:00:00Z"), Run.State.DONE));
            store.begin(run("000002", NOW, Run.State.RUNNING));
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

        /** One cycle: settles, plans what is owed and pushes it. */
        Push.Report cycle(StateStore store, Sink sink) throws Exception {
            Run run = run("000002", NOW, Run.State.RUNNING);
            Push push = push(store, sink, run);
            push.recover();
            var changes = new ArrayList<Change>();
            var board =
                    new RenewalBoard(store, mappings, outputs, Workers.virtual(), changes::addAll);
            board.plan(run);
            var plan = new Plan(changes, "mappings", "model");
            Push.Report report = push.carryOut(plan, board.evidence());
            new RenewalDays(store, mappings, DEALS).done(plan, report.failed() == 0, NOW);
            return report;
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
            requireTold(this, when);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static LandedRecord deal(String id, String account) {
        return record(
                id,
                account,
                Map.of("AccountId", account, "Type", "Renewal", "CloseDate", "2026-05-01"));
    }

    private static LandedRecord record(
            String id, @Nullable String parent, Map<String, @Nullable Object> fields) {
        return new LandedRecord(id, BACKFILL, true, BACKFILL, BACKFILL, false, parent, fields);
    }

    private static Run run(String id, Instant now, Run.State state) {
        return new Run(id, now, now, "mappings", "model", null, state, 0, 0);
    }

    private Push push(StateStore store, Sink sink, Run run) {
        var controls = new Controls(Optional::empty, () -> false, next -> {});
        return new Push(store, sink, controls, "crm", mappings.outputs(), run);
    }

    @Test
    void whereverItDiesEachDealTellsItsScoreOnce() throws Exception {
        int lives = Life.endingEverywhere(Scene::new);
        assertThat(lives).as("steps of a cycle").isGreaterThan(60);
    }

    private static void requireTold(Scene scene, String when) throws Exception {
        for (String deal : RENEWALS) {
            // 70 + 20 x (deals / 4 - 0.5)
            var score = new BigDecimal(deal.equals("deal4") ? 65 : 75);
            assertThat(scene.sink.records.get(deal))
                    .as("%s, %s", when, deal)
                    .isEqualTo(Map.of("Score__c", score));
            assertThat(scene.done(deal)).as("%s, %s", when, deal).hasSize(1);
        }
        assertThat(scene.sink.records.get(UNKNOWN)).as(when).isEmpty();
        assertThat(scene.store.ours(DEALS, List.of(UNKNOWN)).get(UNKNOWN))
                .as("%s: that nothing was known is remembered", when)
                .containsOnlyKeys("Score__c");
        assertThat(scene.store.unsettled("crm")).as(when).isEmpty();
        assertThat(scene.store.renewalDay("crm")).contains(LocalDate.parse("2026-01-31"));
        int sent = scene.sink.updates.size();
        assertThat(scene.cycle(scene.store, scene.sink).written()).as(when).isZero();
        assertThat(scene.sink.updates).as(when).hasSize(sent);
    }
}
