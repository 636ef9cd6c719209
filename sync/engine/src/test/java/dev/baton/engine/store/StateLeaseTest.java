package dev.baton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLeaseTest {
    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("state");
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() throws LeaseHeldException {
        StateLease first = StateLease.take(folder);
        first.close();
        try (StateLease second = StateLease.take(folder)) {
            first.close();
            assertThat(second).isNotSameAs(first);
            assertHeldBy(ProcessHandle.current().pid());
        }
    }

    @Test
    void aSecondTakerInTheSameProcessIsRefused() throws LeaseHeldException {
        try (var _ = StateLease.take(folder)) {
            assertHeldBy(ProcessHandle.current().pid());
        }
    }

    @Test
    void anotherProcessIsToldWhoHasIt() throws LeaseHeldException, IOException {
        try (var _ = StateLease.take(folder)) {
            // A refused attempt of our own must not lose the lock to others.
            assertHeldBy(ProcessHandle.current().pid());
            try (var child = new Child(64, "lease", folder.toString())) {
                assertThat(child.answer()).isEqualTo("held by " + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void aKilledHolderLosesIt() throws LeaseHeldException, IOException {
        try (var child = new Child(64, "lease", folder.toString())) {
            assertThat(child.answer()).isEqualTo("taken");
            assertHeldBy(child.pid());
            child.kill();
        }

        try (var _ = StateLease.take(folder)) {
            assertHeldBy(ProcessHandle.current().pid());
        }
    }

    @Test
    void whoeverIsRefusedLeavesNoFileOpen() throws Exception {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.exists(open), "SKIPPED: this system does not tell its open files");
        try (var child = new Child(64, "lease", folder.toString())) {
            assertThat(child.answer()).isEqualTo("taken");
            for (int i = 0; i < 20; i++) {
                assertHeldBy(child.pid());
            }
            Path lease = folder.toRealPath().resolve("lease");
            try (Stream<Path> handles = Files.list(open)) {
                assertThat(handles.filter(each -> leadsTo(each, lease))).isEmpty();
            }
        }
    }

    private static boolean leadsTo(Path handle, Path file) {
        try {
            return Files.readSymbolicLink(handle).equals(file);
        } catch (IOException gone) {
            return false; // the listing's own
        }
    }

    @Test
    void aPlaceThatCannotBeAFolderIsNotTakenForAFullDisk() throws IOException {
        Files.createFile(folder);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StateLease.take(folder.resolve("state")).close())
                .withMessageContaining("cannot be written. It must belong to the user")
                .withMessageContaining("Nothing was written to the CRM.");
    }

    @Test
    void nobodyButTheOwnerCanReadIt() throws LeaseHeldException, IOException {
        try (var _ = StateLease.take(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            Path file = folder.resolve("lease");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private void assertHeldBy(long pid) {
        assertThatExceptionOfType(LeaseHeldException.class)
                .isThrownBy(() -> StateLease.take(folder).close())
                .satisfies(e -> assertThat(e.pid()).hasValue(pid))
                .withMessageContaining("process " + pid);
    }
}
