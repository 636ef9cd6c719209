package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.app.Relay.Moment;
import dev.baton.engine.store.LedgerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The disk under the state runs full in the middle of a real sync. What cannot be remembered is not
 * written, and with room again all goes on. Needs the right to mount; says so where it has none.
 */
class FullDiskTest {
    private static final int TIMES = Integer.getInteger("baton.disks", 4);
    private static final long SEED = Long.getLong("baton.seed", 20_261_130L);
    private static final int CUSTOMERS = 30;

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private Path disk;
    private int inPull;
    private int inPush;
    private long seenOfLedger;
    private volatile int writesBefore;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "none", disk.toString()),
                "SKIPPED: a small disk cannot be mounted here; as root it can");
    }

    @AfterEach
    void unmount() throws Exception {
        ran("umount", "--lazy", disk.toString());
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    @Test
    void withAFullDiskNothingIsWrittenThatIsNotRemembered() throws Exception {
        System.out.println("seed " + SEED + ", the disk full " + TIMES + " times");
        Path data = Demo.invented(folder.resolve("demo"), CUSTOMERS).resolve("data");
        Mapping mapping =
                Mapping.copied(
                        SandboxProcess.home().resolve("mappings/demo"), folder.resolve("mappings"));
        var days = new DemoDays(mapping, SEED);
        try (var calm = Installation.of(data, mapping, folder.resolve("calm"));
                var full = Installation.of(data, mapping, folder.resolve("full"))) {
            full.keepStateIn(disk.resolve("state"));
            // Accounts first, tasks after them: after the first of these writes there is more to
            // do.
            round(calm, full, true, "--open-tasks");
            while (inPull + inPush < TIMES) {
                days.pass(calm, full);
                round(calm, full, (inPull + inPush) % 2 == 0);
            }
        }
        System.out.println("full in a pull " + inPull + " times, in a push " + inPush + " times");
    }

    /** Without room for the lease's one line, and with room for some of the tables. */
    @ParameterizedTest
    @ValueSource(ints = {0, 64 << 10})
    void aStateThatFindsNoRoomForItsBeginningSaysSo(int room) throws Exception {
        Path secrets =
                Files.writeString(
                        folder.resolve("secrets.yaml"),
                        "crm: {client_secret: s}\nhelpdesk: {client_secret: s}\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
        Path config =
                Files.writeString(
                        folder.resolve("baton.yaml"),
                        """
                        mappings: %s
                        connections:
                          crm: {type: salesforce, url: "http://127.0.0.1:9", client_id: a}
                          helpdesk: {type: zendesk, url: "http://127.0.0.1:9", client_id: a}
                        secrets: secrets.yaml
                        writes: on
                        state: %s
                        """
                                .formatted(
                                        SandboxProcess.helpdeskMappings(), disk.resolve("state")));
        fill();
        try (var channel = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - room);
        }
        Cli.Result sync = BatonProcess.run(config, "sync");
        assertThat(sync.exit()).as(sync.err()).isEqualTo(1);
        assertThat(sync.err())
                .contains("is full. Make room and run again. Nothing was written to the CRM.")
                .doesNotContain("schema", "Exception");

        Files.delete(filler());
        Cli.Result again = BatonProcess.run(config, "sync");
        assertThat(again.exit()).as("nobody listens there: " + again.err()).isEqualTo(5);
    }

    private void round(Installation calm, Installation full, boolean amidPush, String... options)
            throws Exception {
        calm.relay.count();
        calm.calmSync(options);
        // After the last write there would be nothing more to hold back.
        int most = amidPush ? Math.max(1, calm.relay.writes() - 1) : calm.relay.requests();
        CrmImage before = full.image();
        full.relay.trap(
                1 + random.nextInt(most),
                amidPush,
                Moment.EXECUTED,
                () -> {
                    fill();
                    writesBefore = full.relay.writes();
                    return true;
                });
        Cli.Result sync = BatonProcess.run(full.config(), BatonProcess.with("sync", options));
        Files.deleteIfExists(filler());
        assertThat(sync.exit()).as(sync.err()).isEqualTo(1);
        assertThat(sync.err()).contains("is full. Make room and run again.");
        assertThat(full.relay.writes()).as("sent with a full disk").isEqualTo(writesBefore);
        if (full.relay.writes() == 0) {
            inPull++;
        } else {
            inPush++;
        }
        CrmImage torn = full.image();
        List<LedgerEntry> ledger = full.ledger(seenOfLedger);
        assertThat(torn.unexplained(before, ledger)).as("written without an intent").isEmpty();

        full.calmSync(options);
        CrmImage now = full.image();
        assertThat(now.duplicates()).isZero();
        assertThat(now.differences(calm.image())).as("otherwise than in peace").isEmpty();
        seenOfLedger = full.ledger(seenOfLedger).getLast().seq();
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    /** To the last byte. */
    private void fill() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(page);
            }
        } catch (IOException e) {
            if (Files.getFileStore(disk).getUsableSpace() > 0) {
                throw e;
            }
        }
    }
}
