package dev.baton.engine.store;

import dev.baton.engine.KillSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The kill switch of an installation: a file in the state folder, whose presence is the switch. It
 * needs neither lease nor database, so that it works while a run is writing, and even when the
 * state is damaged.
 */
public final class PauseFile implements KillSwitch {
    private final Path folder;
    private final Path file;

    public PauseFile(Path stateDir) {
        this.folder = stateDir;
        this.file = stateDir.resolve("paused");
    }

    @Override
    public Optional<Pause> paused() {
        try {
            return Optional.of(pause(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(
                    file
                            + " cannot be read, so nothing is written. Give it back to the user that runs"
                            + " Baton, or remove it.",
                    e);
        }
    }

    /** Whoever made it, a file that says nothing stops writes all the same. */
    private static Pause pause(String text) {
        String[] lines = text.split("\\R", 2);
        try {
            return new Pause(Instant.parse(lines[0]), lines.length == 1 ? "" : lines[1].strip());
        } catch (DateTimeException e) {
            return new Pause(Instant.EPOCH, text.strip());
        }
    }

    /** Stops all writes from the next batch on; a pause that lasts already keeps its instant. */
    public void pause(Pause pause) {
        if (paused().isPresent()) {
            return;
        }
        Path fresh = file.resolveSibling("paused.new");
        try {
            OwnerOnly.directory(folder);
            OwnerOnly.file(fresh);
            Files.writeString(fresh, pause.since() + "\n" + pause.reason() + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException(
                    file + " cannot be made, so writes are NOT stopped. Stop the process instead.",
                    e);
        }
    }

    /** Lets runs write again; says whether they were paused. */
    public boolean resume() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException(file + " cannot be removed. Remove it by hand.", e);
        }
    }
}
