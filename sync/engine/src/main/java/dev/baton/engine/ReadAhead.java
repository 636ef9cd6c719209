package dev.baton.engine;

import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a page while the one before it is landed: waiting for the network and waiting for the
 * disk then happen at once. A failure comes out when all pages before it have landed.
 */
final class ReadAhead implements AutoCloseable {
    private final Source source;
    private final StreamRequest request;
    private final Ahead<Page> pages;

    ReadAhead(Source source, StreamRequest request, Workers workers) {
        this.source = source;
        this.request = request;
        this.pages = new Ahead<>(workers);
    }

    /** Begins to fetch the page behind a cursor. */
    Ahead.Coming<Page> from(@Nullable Cursor cursor) {
        return pages.begin(() -> source.read(request, cursor));
    }

    /** Waits for a page. */
    static Page arrived(Ahead.Coming<Page> coming) throws AdapterException {
        try {
            return coming.arrived();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdapterException failure) {
                throw failure;
            }
            throw new IllegalStateException("a source throws nothing else that is checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    AdapterException.Category.UNAVAILABLE,
                    "interrupted",
                    "stopped while waiting for a page",
                    e);
        }
    }

    @Override
    public void close() {
        pages.close();
    }
}
