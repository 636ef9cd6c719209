package dev.baton.engine.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A disk without room, whichever call meets it first. */
final class FullDisk {
    private static final Logger LOG = LoggerFactory.getLogger(FullDisk.class);

    /** Less than a file system gives out at a time. */
    private static final long NOTHING = 4096;

    /** What becomes of a batch has to find room: 200 outcomes take a fifth of it. */
    private static final long OF_A_BATCH = 1 << 20;

    private FullDisk() {}

    /**
     * Whether it is what made a call fail. The system's own words for it change with the language
     * of the machine, so the room is asked for, too.
     *
     * @param path what was to be written, or made
     */
    static boolean isBehind(IOException failure, Path path) {
        return String.valueOf(failure.getMessage()).contains("No space left on device")
                || hasNoRoom(path);
    }

    /**
     * Whether the disk is full now.
     *
     * @param path lies there, or would
     */
    static boolean hasNoRoom(Path path) {
        return hasLessThan(NOTHING, path);
    }

    /** Whether the outcomes of a batch might not find room. */
    static boolean hasNoRoomForABatch(Path path) {
        return hasLessThan(OF_A_BATCH, path);
    }

    private static boolean hasLessThan(long bytes, Path path) {
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there);
            // Some network file systems say 0 of 0.
            return store.getTotalSpace() > 0 && store.getUsableSpace() < bytes;
        } catch (IOException e) {
            LOG.warn("Nobody can tell how much room there is at {}", there, e);
            return false;
        }
    }

    /**
     * What an operator can do about it.
     *
     * @param path what lies on it
     */
    static String told(Path path) {
        return "The disk that holds " + path + " is full. Make room and run again.";
    }
}
