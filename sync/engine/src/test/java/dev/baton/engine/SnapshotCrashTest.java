package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.SnapshotOutputs;
import dev.baton.port.Sink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dies at every single step of a push that takes snapshots and gives others up, before the step and
 * right after it, and goes on with what is remembered: nothing is lost, and nothing done twice.
 */
class SnapshotCrashTest {
    private static final Outputs OUTPUTS =
            new Outputs(
                    "Account",
                    new TreeMap<>(Map.of()),
                    null,
                    new SnapshotOutputs(
                            "Snapshot__c",
                            "Key__c",
                            new TreeMap<>(Map.of(SnapshotField.SCORE, "Score__c"))),
                    null,
                    null);
    private static final Instant NOW = Instant.parse("2026-05-04T00:00:00Z");
    private static final StreamKey SNAPSHOTS = new StreamKey("crm", "Snapshot__c");
    private static final List<String> OLD = List.of("old1", "old2", "old3");
    private static final List<String> NEW = List.of("new1", "new2", "new3");

    @TempDir Path folder;

    /** A CRM and a state, in which the old snapshots were taken. */
    private final class Scene implements Life.Scene {
        final FakeSink sink = new FakeSink();
        final StateStore store;

        Scene(int number) throws Exception {
            store =
                    StateStores.sqlite(
                            folder.resolve("state" + number + ".db"), MasterKey.random());
            store.begin(run("000001"));
            push(store, sink, "000001").carryOut(plan(OLD, List.of()), Map.of());
            store.begin(run("000002"));
        }

        /** One cycle: settles, plans what is missing and what is too many, and pushes it. */
        Push.Report cycle(StateStore store, Sink sink) throws Exception {
            Push push = push(store, sink, "000002");
            push.recover();
            Map<String, Map<String, @Nullable Object>> held = store.held(SNAPSHOTS);
            List<String> gone =
                    OLD.stream()
                            .filter(held::containsKey)
                            .filter(key -> !isThere(held.getOrDefault(key, Map.of())))
                            .toList();
            store.forget(SNAPSHOTS, gone);
            return push.carryOut(
                    plan(
                            NEW.stream().filter(key -> !held.containsKey(key)).toList(),
                            OLD.stream()
                                    .filter(key -> held.containsKey(key) && !gone.contains(key))
                                    .toList()),
                    Map.of());
        }

        private static boolean isThere(Map<String, @Nullable Object> held) {
            return held.get("Key__c") != null;
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
            requireDone(this, when);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static Run run(String id) {
        return new Run(id, NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);
    }

    private static Push push(StateStore store, Sink sink, String run) {
        var controls = new Controls(Optional::empty, () -> false, next -> {});
        return new Push(store, sink, controls, "crm", OUTPUTS, run(run));
    }

    private static Plan plan(List<String> taken, List<String> givenUp) {
        var changes = new ArrayList<Change>();
        var score = new BigDecimal(81);
        for (String key : taken) {
            changes.add(new Change("Snapshot__c", key, "Key__c", null, key));
            changes.add(new Change("Snapshot__c", key, "Score__c", null, score));
        }
        for (String key : givenUp) {
            changes.add(new Change("Snapshot__c", key, "Key__c", key, null));
            changes.add(new Change("Snapshot__c", key, "Score__c", score, null));
        }
        return new Plan(changes, "mappings", "model");
    }

    @Test
    void whereverItDiesNothingIsLostAndNothingDoneTwice() throws Exception {
        int lives = Life.endingEverywhere(Scene::new);
        assertThat(lives).as("steps of a push").isGreaterThan(30);
    }

    private static void requireDone(Scene scene, String when) throws Exception {
        assertThat(scene.sink.records).as(when).containsOnlyKeys(NEW);
        assertThat(scene.store.held(SNAPSHOTS)).as(when).isEqualTo(scene.sink.records);
        assertThat(scene.store.unsettled("crm")).as(when).isEmpty();
        for (String key : NEW) {
            assertThat(scene.done(key)).as("%s, %s", when, key).hasSize(1);
        }
        for (String key : OLD) {
            assertThat(scene.done(key)).as("%s, %s", when, key).hasSize(2);
        }
        int sent = scene.sink.updates.size() + scene.sink.deletes.size();
        assertThat(scene.cycle(scene.store, scene.sink).written()).as(when).isZero();
        assertThat(scene.sink.updates.size() + scene.sink.deletes.size()).isEqualTo(sent);
    }
}
