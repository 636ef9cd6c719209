package dev.baton.engine;

import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a page while the one before it is landed: waiting for the network and waiting for the
 * disk then happen at once. One page at a time and in order; a failure comes out where its page
 * would have, when all before it has landed.
 */
final class ReadAhead implements AutoCloseable {
    private final Source source;
    private final StreamRequest request;
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("read-ahead").factory());

    ReadAhead(Source source, StreamRequest request) {
        this.source = source;
        this.request = request;
    }

    /** Begins to fetch the page behind a cursor. */
    Coming from(@Nullable Cursor cursor) {
        return new Coming(reader.submit(() -> source.read(request, cursor)));
    }

    /** A page on its way. */
    record Coming(Future<Page> page) {

        /** Waits for it. */
        Page arrived() throws AdapterException {
            try {
                return page.get();
            } catch (ExecutionException e) {
                throw thrown(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AdapterException(
                        AdapterException.Category.UNAVAILABLE,
                        "interrupted",
                        "stopped while waiting for a page",
                        e);
            }
        }

        private static AdapterException thrown(ExecutionException e) {
            return switch (e.getCause()) {
                case AdapterException adapter -> adapter;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            };
        }
    }

    /** Stops a fetch that nobody waits for any more, and returns when it has ended. */
    @Override
    public void close() {
        reader.shutdownNow();
        reader.close();
    }
}
