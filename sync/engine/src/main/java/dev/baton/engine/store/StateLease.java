package dev.baton.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a state folder: one process has it at a time. The operating system takes it
 * back when the process ends, however it ends; the file stays and means nothing by itself.
 */
public final class StateLease implements AutoCloseable {
    private static final String FILE = "lease";

    /** The pid stands before the locked byte, so that others can read it also on Windows. */
    private static final long LOCKED_BYTE = 1L << 20;

    private static final int LONGEST_PID = 20;

    /**
     * The folders this process holds. POSIX gives up a process's lock when the process closes any
     * handle of the file, so a folder held here must not even be opened a second time.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private StateLease(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the right to change a state folder, or says at once who has it.
     *
     * @param stateDir made if it is not there, readable by nobody but the owner
     * @throws LeaseHeldException if somebody has it
     * @throws StoreException if the folder cannot be written, or its disk is full
     */
    public static StateLease take(Path stateDir) throws LeaseHeldException {
        try {
            OwnerOnly.directory(stateDir);
            Path folder = stateDir.toRealPath();
            if (!HELD_HERE.add(folder)) {
                throw new LeaseHeldException(OptionalLong.of(ProcessHandle.current().pid()));
            }
            return lockedOrForgotten(folder);
        } catch (IOException e) {
            throw StoreException.atTheStart(
                    FullDisk.isBehind(e, stateDir)
                            ? FullDisk.told(stateDir)
                            : "The state folder "
                                    + stateDir
                                    + " cannot be written. It must belong to the user that runs"
                                    + " Baton.",
                    e);
        }
    }

    private static StateLease lockedOrForgotten(Path folder)
            throws IOException, LeaseHeldException {
        StateLease lease = null;
        try {
            lease = locked(folder);
            return lease;
        } finally {
            if (lease == null) {
                HELD_HERE.remove(folder);
            }
        }
    }

    private static StateLease locked(Path folder) throws IOException, LeaseHeldException {
        Path file = folder.resolve(FILE);
        OwnerOnly.file(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new LeaseHeldException(pid(channel));
            }
            sign(channel);
            taken = true;
            return new StateLease(folder, channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static OptionalLong pid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String text = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        boolean number = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Gives it back; once is enough. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The state folder's lease cannot be given back.", e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
