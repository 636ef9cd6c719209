package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.LedgerCheck;
import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateLease;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Outputs;
import dev.baton.port.Cursor;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, for real: a file system of a few megabytes in memory. */
class DiskFullTest {
    private static final MasterKey KEY = MasterKey.random();
    private static final Outputs OUTPUTS = new Outputs("Account", new TreeMap<>(Map.of()), null);
    private static final Instant NOW = Instant.parse("2014-01-04T00:00:00Z");
    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");
    private static final Controls UNSTEERED =
            new Controls(Optional::empty, () -> false, next -> {});
    private static final int PAGE = 100;

    @TempDir Path folder;

    private boolean mounted;
    private final Run run =
            new Run("000001", NOW, NOW, "mappings", "model", null, Run.State.RUNNING, 0, 0);

    private void mount(int kibibytes) throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs") == 0;
        assumeTrue(
                mounted,
                "SKIPPED: this user may not mount a tmpfs, so no disk of ours can be full");
    }

    private int run(String... command) throws Exception {
        var words = new ArrayList<>(List.of(command));
        words.add(folder.toString());
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount")).isZero();
        }
    }

    private StateStore open() {
        return StateStores.sqlite(folder.resolve("state.db"), KEY);
    }

    /** Takes all room that is left. */
    private void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(folder.resolve("filler"));
    }

    private static Plan plan(int records) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < records; i++) {
            changes.add(
                    new Change("Account", "a%04d".formatted(i), "Score", null, new BigDecimal(81)));
        }
        return new Plan(changes, "mappings", "model");
    }

    @Test
    void aNewStateThatFindsTooLittleRoomSaysSoWhereverItRunsOutAndIsMadeLater() throws Exception {
        mount(4_096);
        boolean made = false;
        int refused = 0;
        for (int room = 0; !made; room += 4_096, refused++) {
            fill();
            leave(room);
            made = isMade();
            makeRoom();
            assertThat(isMade()).as("with room again").isTrue();
            forget();
        }
        assertThat(refused).as("places at which the room ran out").isGreaterThan(20);
    }

    /** As the application does: the lease first, then the tables. */
    private boolean isMade() throws Exception {
        try (var _ = StateLease.take(folder.resolve("state"));
                StateStore store = StateStores.sqlite(folder.resolve("state/state.db"), KEY)) {
            return store.lastRun(null).isEmpty();
        } catch (StoreException full) {
            assertThat(full)
                    .hasMessageContaining("is full. Make room and run again.")
                    .hasMessageContaining("Nothing was written to the CRM.");
            return false;
        }
    }

    private void leave(int bytes) throws IOException {
        Path filler = folder.resolve("filler");
        try (var channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private void forget() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatCannotBeIntendedIsNeverSent() throws Exception {
        mount(2_048);
        var sink = new FakeSink();
        try (StateStore store = open()) {
            store.begin(run);
            fill();
            var push = new Push(store, sink, UNSTEERED, "crm", OUTPUTS, run);
            assertThatThrownBy(() -> push.carryOut(plan(2_000), Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is full. Make room and run again");
            assertThat(sink.updates).isEmpty();
            assertThat(store.unsettled("crm")).isEmpty();
            assertThat(store.ledger(0, 10)).isEmpty();
        }
        makeRoom();
        try (StateStore store = open()) {
            assertThat(store.lastRun(null)).contains(run);
            assertThat(store.unsettled("crm")).isEmpty();
            var again =
                    new Push(store, sink.with("a0000", "a0001"), UNSTEERED, "crm", OUTPUTS, run);
            assertThat(again.carryOut(plan(2), Map.of()).written()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 2_048, 5_120})
    void everyPageThatWasAcknowledgedIsThereAndNoHalfOne(int kibibytes) throws Exception {
        mount(kibibytes);
        int acknowledged = 0;
        try (StateStore store = open()) {
            while (commit(store, acknowledged + 1)) {
                acknowledged++;
            }
            assertThat(acknowledged).isPositive();
            assertHolds(store, acknowledged);
        }
        // A little room, so that the log can be taken over.
        run("mount", "-o", "remount,size=" + 2 * kibibytes + "k");
        try (StateStore store = open()) {
            assertHolds(store, acknowledged);
            assertThat(commit(store, acknowledged + 1)).isTrue();
            assertHolds(store, acknowledged + 1);
        }
    }

    private static boolean commit(StateStore store, int page) {
        List<LandedRecord> records =
                IntStream.range(page * PAGE, page * PAGE + PAGE)
                        .mapToObj(DiskFullTest::ticket)
                        .toList();
        var checkpoint = new Checkpoint(new Cursor(String.valueOf(page)), "f", false, null);
        try {
            store.commit(TICKETS, new LandedPage(records, Map.of(), List.of(), checkpoint, NOW));
            return true;
        } catch (StoreException full) {
            assertThat(full).hasMessageContaining("Make room and run again");
            return false;
        }
    }

    private static LandedRecord ticket(int id) {
        return new LandedRecord(
                "t" + id, NOW, false, null, NOW, false, "o1", Map.of("subject", "x".repeat(100)));
    }

    private static void assertHolds(StateStore store, int pages) {
        assertThat(store.checkpoint(TICKETS).orElseThrow().cursor().value())
                .isEqualTo(String.valueOf(pages));
        var records = new AtomicInteger();
        store.scan(TICKETS, NOW, each -> records.incrementAndGet());
        assertThat(records).hasValue(pages * PAGE);
    }

    /** The log has room of its own for the intents, and none for what becomes of them. */
    @Test
    void whereOnlyTheIntentsFindRoomNothingIsSent() throws Exception {
        mount(4_096);
        FakeSink sink = new FakeSink().with("a0000", "a0001");
        try (StateStore store = open()) {
            store.begin(run);
            fill();
            leave(512 << 10);
            var push = new Push(store, sink, UNSTEERED, "crm", OUTPUTS, run);
            assertThatThrownBy(() -> push.carryOut(plan(2), Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(
                            "is full. Make room and run again. Nothing more is sent.");
            assertThat(store.unsettled("crm")).hasSize(2);
            assertThat(sink.updates).isEmpty();

            makeRoom();
            push.recover();
            assertThat(push.carryOut(plan(2), Map.of()).written()).isEqualTo(2);
        }
    }

    @Test
    void anOutcomeIsStoredWholeOrNotAtAll() throws Exception {
        mount(2_048);
        List<Intent> intents =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                i ->
                                        new Intent(
                                                "crm",
                                                "Account",
                                                "a" + i,
                                                Map.of("Score", new Intent.Change(null, "1")),
                                                "e"))
                        .toList();
        var outcomes = new TreeMap<String, Outcome>();
        intents.forEach(intent -> outcomes.put(intent.record(), new Outcome.Accepted()));
        try (StateStore store = open()) {
            store.intend(run, intents);
            fill();
            assertThatThrownBy(() -> store.settle(run, "crm", "Account", outcomes))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("ake room");
        }
        makeRoom();
        try (StateStore store = open()) {
            assertThat(store.unsettled("crm")).hasSize(1_000);
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Sound.class,
                            sound -> assertThat(sound.lines()).isEqualTo(1_000));
            store.settle(run, "crm", "Account", outcomes);
            assertThat(store.unsettled("crm")).isEmpty();
        }
    }
}
