package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a query job's answer, in their order, several on their way side by side. Where the
 * next one begins is told in the head of an answer, so it is asked for before this one's rows are
 * here; the vendor's {@code resultPages} would tell the same for a call more.
 */
final class BulkParts implements AutoCloseable {
    /** Rows in a part: few calls, and some tens of megabytes in memory. */
    static final int ROWS = 50_000;

    /** Parts on their way or waiting to be taken; each may fill what one answer may. */
    private static final int AT_ONCE = 3;

    private static final int FEWEST = 400;

    /** As the gateway tells of an answer that is larger than it takes. */
    private static final String TOO_LARGE = "answer_too_large";

    private final BulkApi api;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bulk-part").factory());
    private final Deque<Coming> coming = new ArrayDeque<>();

    /** Where to go on as soon as there is room; null where nothing is known behind the last. */
    private @Nullable String waiting;

    /** Rows to ask for at a time. */
    private volatile int most = ROWS;

    BulkParts(BulkApi api) {
        this.api = api;
    }

    /** A part that was asked for. */
    private static final class Coming {
        @Nullable Future<BulkApi.Part> part;

        /** As its head told it. */
        @Nullable String next;
    }

    /** From now on the parts of this job from this place on are fetched. */
    synchronized void begin(String job, @Nullable String locator) {
        dropBehind(null);
        ask(job, locator);
    }

    /**
     * The next part, waited for.
     *
     * @throws AdapterException when it could not be fetched; {@link #begin} tries again
     * @throws IllegalStateException when nothing was begun, or the last part was taken
     */
    BulkApi.Part take(String job) throws AdapterException {
        BulkApi.Part part = arrived(first());
        synchronized (this) {
            coming.removeFirst();
            String next = waiting;
            if (next != null) {
                waiting = null;
                ask(job, next);
            }
        }
        return part;
    }

    private synchronized Future<BulkApi.Part> first() {
        Coming first = coming.peekFirst();
        if (first == null || first.part == null) {
            throw new IllegalStateException("no part was asked for");
        }
        return first.part;
    }

    private void ask(String job, @Nullable String locator) {
        var asked = new Coming();
        coming.addLast(asked);
        asked.part = threads.submit(() -> fetch(job, locator, asked));
    }

    /** Of rows with long texts fewer are asked for, from the first part on that is too large. */
    private BulkApi.Part fetch(String job, @Nullable String locator, Coming asked)
            throws AdapterException {
        while (true) {
            int rows = most;
            try {
                return api.results(job, locator, rows, next -> told(job, asked, next));
            } catch (AdapterException e) {
                if (!e.code().equals(TOO_LARGE) || rows <= FEWEST) {
                    throw e;
                }
                most = Math.max(FEWEST, rows / 5);
            }
        }
    }

    /** With fewer rows a part ends elsewhere, and what was begun behind its old end is dropped. */
    private synchronized void told(String job, Coming asked, String next) {
        if (next.equals(asked.next) || !coming.contains(asked)) {
            return;
        }
        dropBehind(asked);
        asked.next = next;
        if (coming.size() < AT_ONCE) {
            ask(job, next);
        } else {
            waiting = next;
        }
    }

    private void dropBehind(@Nullable Coming last) {
        waiting = null;
        while (coming.peekLast() != last) {
            Future<BulkApi.Part> dropped = coming.removeLast().part;
            if (dropped != null) {
                dropped.cancel(true);
            }
        }
    }

    private static BulkApi.Part arrived(Future<BulkApi.Part> coming) throws AdapterException {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdapterException failure) {
                throw failure;
            }
            throw new IllegalStateException("a part cannot be fetched", e);
        } catch (CancellationException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new AdapterException(
                    Category.UNAVAILABLE, "interrupted", "stopped while waiting for rows", null);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
