package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.KEY;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.THURSDAY;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.TUESDAY;
import static dev.baton.engine.store.Samples.fields;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.core.play.Episode;
import dev.baton.core.play.TaskKey;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit flipped, or the end cut off, in any of the files that make up a state: either it is
 * refused, or every value read is the one that was written.
 */
class DamageTest {
    private static final int RECORDS = 120;

    @TempDir private Path folder;

    /** What all questions to a store answer, each by its name. */
    private static Map<String, Object> everything(StateStore store) {
        var all = new TreeMap<String, Object>();
        for (Instant instant : List.of(MONDAY, TUESDAY, THURSDAY)) {
            all.put("landed " + instant, scan(store, TICKETS, instant));
            all.put("counted " + instant, store.countByParent(TICKETS, instant));
        }
        all.put("children", store.childrenOf(TICKETS, List.of("o1", "o2"), THURSDAY));
        all.put("checkpoint", store.checkpoint(TICKETS));
        all.put("held", store.held(ACCOUNTS));
        all.put("ledger", store.ledger(0, 10_000));
        all.put("unsettled", store.unsettled("crm"));
        all.put("run", store.lastRun(null));
        all.put("episodes", store.episodes("crm"));
        all.put("quarantine", store.quarantine());
        all.put("mappings", store.mappings("d1"));
        return all;
    }

    /** Each step commits once. */
    private static List<Runnable> use(StateStore store) {
        var steps = new ArrayList<Runnable>();
        steps.add(() -> store.begin(RUN));
        steps.add(() -> store.keepMappings("d1", Map.of("model.yaml", "base: 70\n")));
        steps.add(() -> store.commit(TICKETS, page(MONDAY, tickets(MONDAY, "open"))));
        steps.add(() -> store.commit(TICKETS, page(TUESDAY, tickets(TUESDAY, "solved"))));
        steps.add(() -> store.hold(ACCOUNTS, Map.of("a1", fields("Band__c", "red"))));
        steps.add(
                () ->
                        store.intend(
                                RUN,
                                IntStream.range(0, 60)
                                        .mapToObj(
                                                i ->
                                                        intent(
                                                                "a" + i,
                                                                new Intent.Change(null, "v" + i)))
                                        .toList()));
        var outcomes = new LinkedHashMap<String, Outcome>();
        IntStream.range(0, 40).forEach(i -> outcomes.put("a" + i, new Outcome.Accepted()));
        steps.add(() -> store.settle(RUN, "crm", "Account", outcomes));
        steps.add(
                () ->
                        store.keepEpisodes(
                                "crm",
                                List.of(
                                        new Episode(
                                                new TaskKey(
                                                        "storm",
                                                        "001000000000001AAA",
                                                        LocalDate.parse("2026-03-01")),
                                                false))));
        steps.add(() -> store.commit(TICKETS, page(THURSDAY, tickets(THURSDAY, "closed"))));
        return steps;
    }

    private static LandedRecord[] tickets(Instant knownAt, String status) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> ticket("t" + i, knownAt, "o" + i % 7, status + i))
                .toArray(LandedRecord[]::new);
    }

    private static int flips() {
        return Integer.getInteger("baton.flips", 200);
    }

    private Path files(String kind) throws IOException {
        return Files.createDirectories(folder.resolve(kind));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> !each.toString().endsWith("-shm")).toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static StateStore open(Path state) throws IOException {
        Path key = state.resolve("key");
        MasterKey master = MasterKey.of(new Secret(Files.readString(key).strip()));
        return StateStores.sqlite(state.resolve("state.db"), master);
    }

    /** What was damaged, and how: to be told when it went unseen. */
    private static String damage(Path state, List<String> names, Random random) throws IOException {
        Path file = state.resolve(names.get(random.nextInt(names.size())));
        byte[] bytes = Files.readAllBytes(file);
        if (random.nextInt(4) == 0) {
            int length = random.nextInt(bytes.length);
            Files.write(file, Arrays.copyOf(bytes, length));
            return file.getFileName() + " cut from " + bytes.length + " to " + length;
        }
        int bit = random.nextInt(Byte.SIZE * bytes.length);
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        Files.write(file, bytes);
        return file.getFileName() + " bit " + bit + " of " + Byte.SIZE * bytes.length;
    }

    private sealed interface Finding {
        record Refused() implements Finding {}

        record Read(Map<String, Object> all) implements Finding {}
    }

    private static Finding reopened(Path state) throws IOException {
        try (StateStore store = open(state)) {
            return new Finding.Read(everything(store));
        } catch (StoreException e) {
            assertThat(e.getMessage()).containsAnyOf("Put back", "put back", "newer version");
            return new Finding.Refused();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Finding
                    .Refused(); // the key is none, or a word that only the seal guards is none of
            // ours
        }
    }

    private void each(String kind, List<String> names, Check check) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("DamageTest " + kind + " seed " + seed + ", " + flips() + " damages");
        var random = new Random(seed);
        Path work = files("work");
        int refused = 0;
        for (int i = 0; i < flips(); i++) {
            empty(work);
            copy(files(kind), work);
            String damage = damage(work, names, random);
            switch (reopened(work)) {
                case Finding.Refused() -> refused++;
                case Finding.Read(Map<String, Object> all) ->
                        check.accept("seed " + seed + ", damage " + i + ": " + damage, all);
            }
        }
        System.out.println("DamageTest " + kind + ": " + refused + " refused");
        assertThat(refused).as("damages that are seen").isGreaterThan(flips() / 3);
    }

    @FunctionalInterface
    private interface Check {
        void accept(String damage, Map<String, Object> all);
    }

    @Test
    void afterACleanEndEveryDamageIsRefusedOrDoesNoHarm() throws IOException {
        Path state = files("clean");
        Files.writeString(state.resolve("key"), KEY.text().reveal() + "\n");
        Map<String, Object> written;
        try (StateStore store = open(state)) {
            use(store).forEach(Runnable::run);
            written = everything(store);
        }

        each(
                "clean",
                List.of("state.db", "state.db", "state.db.seal", "state.db.anchor", "key"),
                (damage, all) -> assertThat(all).as(damage).isEqualTo(written));
    }

    /**
     * Of a log that broke off, the commits before are what counts: landed pages are read again from
     * their cursor. What the ledger says is never lost.
     */
    @Test
    void aDamagedLogShowsAnEarlierCommitWithTheWholeLedgerOrIsRefused() throws IOException {
        Path state = files("log");
        List<Map<String, Object>> commits = unclean(state);
        Map<String, Object> last = commits.getLast();

        each(
                "log",
                List.of("state.db-wal"),
                (damage, all) -> {
                    assertThat(all.get("ledger")).as(damage).isEqualTo(last.get("ledger"));
                    if (!commits.contains(all)) {
                        fail(damage + ": " + all + " was never committed");
                    }
                });
    }

    /** What is not closed is guarded by the seal only, and after a kill there is none. */
    @Test
    void afterAKillNoDamageChangesWhatIsClosed() throws IOException {
        Path state = files("killed");
        Map<String, Object> last = unclean(state).getLast();
        // Everything into the file: as a kill between a checkpoint and the next commit leaves it.
        try (StateStore reader =
                StateStores.openExisting(state.resolve("state.db"), KEY).orElseThrow()) {
            assertThat(everything(reader)).isEqualTo(last);
        }
        assertThat(state.resolve("state.db-wal")).doesNotExist();

        each(
                "killed",
                List.of("state.db"),
                (damage, all) -> {
                    for (String closed : last.keySet()) {
                        if (closed.matches("landed.*|children|held|ledger|unsettled")) {
                            assertThat(all.get(closed))
                                    .as(damage + ", " + closed)
                                    .isEqualTo(last.get(closed));
                        }
                    }
                });
    }

    /** The files as a kill after the last commit leaves them; gives what each commit showed. */
    private List<Map<String, Object>> unclean(Path state) throws IOException {
        Path source = files("source of " + state.getFileName());
        Files.writeString(source.resolve("key"), KEY.text().reveal() + "\n");
        var commits = new ArrayList<Map<String, Object>>();
        try (StateStore store = open(source)) {
            for (Runnable step : use(store)) {
                step.run();
                commits.add(everything(store));
            }
            copy(source, state);
        }
        return commits;
    }
}
