package dev.baton.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.KillSwitch.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseFileTest {
    private static final Pause PAUSE =
            new Pause(Instant.parse("2026-03-02T08:00:00Z"), "we migrate the org");

    @TempDir Path folder;

    @Test
    void aPauseLastsUntilItIsLifted() {
        var here = new PauseFile(folder.resolve("state"));
        var another = new PauseFile(folder.resolve("state"));
        assertThat(another.paused()).isEmpty();
        here.pause(PAUSE);
        assertThat(another.paused()).contains(PAUSE);
        assertThat(another.resume()).isTrue();
        assertThat(here.paused()).isEmpty();
        assertThat(another.resume()).isFalse();
    }

    @Test
    void aSecondPauseKeepsTheFirst() {
        var pauses = new PauseFile(folder);
        pauses.pause(PAUSE);
        pauses.pause(new Pause(Instant.parse("2026-03-03T08:00:00Z"), "again"));
        assertThat(pauses.paused()).contains(PAUSE);
    }

    @Test
    void aFileThatSaysNothingStopsWritesAllTheSame() throws Exception {
        Files.createFile(folder.resolve("paused"));
        assertThat(new PauseFile(folder).paused()).isPresent();
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        new PauseFile(folder).pause(PAUSE);
        assertThat(Files.getPosixFilePermissions(folder.resolve("paused")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
