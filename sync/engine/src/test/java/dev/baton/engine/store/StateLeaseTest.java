package dev.baton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
