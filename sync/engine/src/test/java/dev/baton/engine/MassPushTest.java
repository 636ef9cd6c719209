package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.SnapshotOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.JobRecord;
import dev.baton.port.MassReader;
import dev.baton.port.MassWriter;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes of so many records that jobs write them. */
class MassPushTest {
    private static final Instant NOW = Instant.parse("2014-01-04T00:00:00Z");
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

    @TempDir Path folder;

    private StateStore store;
    private final FakeSink sink = new FakeSink().with("a", "b", "c", "d", "e", "f");
    private final Jobs jobs = new Jobs();
    private final Run run =
            new Run("000001", NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);

    /** Jobs of six records each, for four records and more. */
    private final class Jobs implements MassWriter {
        final List<List<String>> written = new ArrayList<>();
        final List<String> settled = new ArrayList<>();

        /** Fields beside the key of what is named by one. */
        final SortedSet<String> keyed = new TreeSet<>();

        /** Of every request. */
        long weight = 1;

        /** The next job is handed over, and then we lose sight of it. */
        boolean goesOnWithoutUs;

        private List<WriteRequest> underWay = List.of();

        @Override
        public boolean isWorth(long records) {
            return records >= 4;
        }

        @Override
        public int most() {
            return 6;
        }

        @Override
        public long mostBytes() {
            return 600;
        }

        @Override
        public long bytes(WriteRequest request) {
            return weight;
        }

        @Override
        public long calls(int records) {
            return 10;
        }

        @Override
        public List<WriteResult> write(
                String object,
                @Nullable String key,
                List<WriteRequest> batch,
                WritePermit permit,
                JobRecord job)
                throws AdapterException {
            job.opened("job " + written.size());
            written.add(batch.stream().map(WriteRequest::id).toList());
            if (key != null) {
                make(key, batch);
            }
            if (goesOnWithoutUs) {
                goesOnWithoutUs = false;
                underWay = batch;
                throw new AdapterException(
                        AdapterException.Category.UNAVAILABLE, "away", "the CRM is away", null);
            }
            take(batch);
            job.closed();
            return batch.stream()
                    .map(request -> (WriteResult) new WriteResult.Accepted(request.id()))
                    .toList();
        }

        @Override
        public void settle(JobRecord job) {
            settled.add(job.open().orElseThrow());
            take(underWay);
            job.closed();
        }

        private void take(List<WriteRequest> batch) {
            batch.forEach(
                    request ->
                            Objects.requireNonNull(sink.records.get(request.id()))
                                    .putAll(request.fields()));
        }

        private void make(String key, List<WriteRequest> batch) {
            batch.forEach(
                    request -> {
                        sink.edit(request.id(), key, request.id());
                        keyed.addAll(request.fields().keySet());
                    });
        }
    }

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
        store.begin(run);
        sink.mass = jobs;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Push push() {
        return new Push(
                store,
                sink,
                new Controls(Optional::empty, () -> false, next -> {}),
                "crm",
                OUTPUTS,
                run);
    }

    private static Plan plan(String... ids) {
        var changes = new ArrayList<Change>();
        for (String id : ids) {
            changes.add(new Change("Account", id, "Score", null, new BigDecimal(81)));
        }
        return new Plan(changes, "mappings", "model");
    }

    private Plan many() {
        sink.with("g", "h", "i");
        return plan("a", "b", "c", "d", "e", "f", "g", "h", "i");
    }

    @Test
    void manyRecordsGoAsJobsBehindACanaryAndTheRestInBatches() throws Exception {
        Push.Report report = push().carryOut(many(), Map.of());
        assertThat(report).isEqualTo(new Push.Report(9, 0, new PushEnd.Whole()));
        assertThat(jobs.written).containsExactly(List.of("c", "d", "e", "f", "g", "h"));
        assertThat(sink.updates).containsExactly(List.of("a", "b"), List.of("i"));
        assertThat(store.unsettled("crm")).isEmpty();
        assertThat(store.jobs("crm")).isEmpty();
    }

    @Test
    void manySnapshotsAreTakenByJobsWithTheKeyAsTheirNameAndGivenUpInBatches() throws Exception {
        var taking = new ArrayList<Change>();
        var givingUp = new ArrayList<Change>();
        for (String key : List.of("k1", "k2", "k3", "k4", "k5", "k6")) {
            taking.add(new Change("Snapshot__c", key, "Key__c", null, key));
            taking.add(new Change("Snapshot__c", key, "Score__c", null, BigDecimal.TEN));
            givingUp.add(new Change("Snapshot__c", key, "Key__c", key, null));
            givingUp.add(new Change("Snapshot__c", key, "Score__c", BigDecimal.TEN, null));
        }
        var taken = new Plan(taking, "mappings", "model");
        assertThat(push().carryOut(taken, Map.of()).written()).isEqualTo(6);
        assertThat(jobs.written).containsExactly(List.of("k3", "k4", "k5", "k6"));
        assertThat(jobs.keyed).containsExactly("Score__c");

        var givenUp = new Plan(givingUp, "mappings", "model");
        assertThat(push().carryOut(givenUp, Map.of()).written()).isEqualTo(6);
        assertThat(jobs.written).hasSize(1);
        assertThat(sink.deletes).hasSize(3);
        assertThat(PushGroup.of(givenUp, OUTPUTS, sink, (object, first, last) -> 0))
                .extracting(group -> group.writes(sink))
                .as("each group looks the ids up and deletes by the two")
                .containsExactly(2L, 3L);
    }

    @Test
    void fewRecordsGoInBatches() throws Exception {
        push().carryOut(plan("a", "b", "c"), Map.of());
        assertThat(jobs.written).isEmpty();
    }

    @Test
    void theForecastCountsJobsWhereJobsWrite() {
        List<PushGroup> groups = PushGroup.of(many(), OUTPUTS, sink, (object, first, last) -> 0);
        assertThat(groups).extracting(group -> group.writes(sink)).containsExactly(1L, 10L, 1L);
    }

    @Test
    void aJobIsFullWhereItsBytesAre() throws Exception {
        jobs.weight = 150;
        push().carryOut(many(), Map.of());
        assertThat(jobs.written).containsExactly(List.of("c", "d", "e", "f"));
        assertThat(sink.updates)
                .containsExactly(List.of("a", "b"), List.of("g", "h"), List.of("i"));
    }

    /** Reads as a job whatever lies together closely enough. */
    private final class Reads implements MassReader {
        final List<List<String>> read = new ArrayList<>();

        @Override
        public boolean isWorth(long records, long rows) {
            return rows < 2 * records;
        }

        @Override
        public long calls(long rows) {
            return 3;
        }

        @Override
        public void read(
                String object,
                List<String> ids,
                List<String> fields,
                WritePermit permit,
                Reader each)
                throws AdapterException {
            read.add(List.copyOf(ids));
            each.read(new Some(ids, sink.retrieve(object, ids, fields)));
        }
    }

    @Test
    void whatAJobWritesAJobLooksAtBeforeAndAfter() throws Exception {
        var reads = new Reads();
        sink.massReader = reads;
        Plan plan = many();
        Objects.requireNonNull(sink.records.get("d")).put("Score", new BigDecimal(5));
        Push.Report report = push().carryOut(plan, Map.of());
        assertThat(report).isEqualTo(new Push.Report(8, 1, new PushEnd.Whole()));
        assertThat(reads.read)
                .containsExactly(
                        List.of("c", "d", "e", "f", "g", "h"), List.of("c", "e", "f", "g", "h"));
        assertThat(jobs.written)
                .as("d was edited")
                .containsExactly(List.of("c", "e", "f", "g", "h"));
    }

    @Test
    void theForecastCountsJobsThatLookWhereOursLieClosely() {
        sink.massReader = new Reads();
        Plan plan = many();
        assertThat(PushGroup.of(plan, OUTPUTS, sink, (object, first, last) -> 6))
                .extracting(group -> group.reads(sink))
                .containsExactly(2L, 6L, 2L);
        assertThat(PushGroup.of(plan, OUTPUTS, sink, (object, first, last) -> 6_000))
                .extracting(group -> group.reads(sink))
                .containsExactly(2L, 2L, 2L);
    }

    @Test
    void aJobThatGoesOnWithoutUsIsBroughtToRestBeforeItsRecordsAreBelieved() throws Exception {
        jobs.goesOnWithoutUs = true;
        Push.Report report = push().carryOut(many(), Map.of());
        assertThat(report.end()).isInstanceOf(PushEnd.Cut.class);
        assertThat(store.countUnsettled("crm")).isEqualTo(Map.of("Account", 7));
        assertThat(store.jobs("crm")).isEqualTo(Map.of("Account", "job 0"));
        push().recover();
        assertThat(jobs.settled).containsExactly("job 0");
        assertThat(store.jobs("crm")).isEmpty();
        assertThat(store.unsettled("crm")).isEmpty();
        var events = new TreeMap<String, String>();
        store.ledger(0, 100).forEach(line -> events.put(line.record(), line.event()));
        assertThat(events).containsEntry("c", "read-back written");
        assertThat(events).containsEntry("i", "read-back not written");
        assertThat(jobs.written).as("nothing is sent twice").hasSize(1);
    }
}
