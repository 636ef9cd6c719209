package dev.baton.engine;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.NewVersion;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lands pages while the next ones are read. Several are stored at once, with the cursor of the last
 * of them (invariant 1): their records belong to parents all over the store's index, and each piece
 * of it that a commit touches has to reach the disk anew.
 *
 * <p>Once a commit has failed, nothing more is landed: a later cursor would skip what is missing.
 */
final class LandBehind implements AutoCloseable {
    /**
     * Records stored at once, and what is held of them. Each commit waits for the disk; a process
     * that is killed reads so many again.
     */
    private static final int TOGETHER = 10_000;

    private final StateStore store;
    private final StreamKey stream;
    private final Brought brought;
    private final Ahead<Boolean> commits;
    private Ahead.@Nullable Coming<Boolean> landing;
    private Waiting waiting = new Waiting();

    /**
     * @param brought gets what has landed
     */
    LandBehind(StateStore store, StreamKey stream, Brought brought, Workers workers) {
        this.store = store;
        this.stream = stream;
        this.brought = brought;
        this.commits = new Ahead<>(workers);
    }

    /** Pages that were read and are not landed yet. */
    private static final class Waiting {
        final List<LandedRecord> records = new ArrayList<>();
        final Map<String, Map<String, @Nullable Object>> held = new LinkedHashMap<>();
        final List<Parked> parked = new ArrayList<>();
        @Nullable Checkpoint checkpoint;
        @Nullable Instant pulledAt;

        void add(LandedPage page) {
            records.addAll(page.records());
            held.putAll(page.held());
            parked.addAll(page.parked());
            checkpoint = page.checkpoint();
            pulledAt = page.pulledAt();
        }
    }

    /** Takes a page; waits where landing is slower than reading. */
    void add(LandedPage page) {
        waiting.add(page);
        if (waiting.records.size() + waiting.held.size() >= TOGETHER) {
            land();
        }
    }

    /** Lands what waits still. */
    void land() {
        Waiting all = waiting;
        waiting = new Waiting();
        await();
        if (all.checkpoint != null && all.pulledAt != null) {
            var page =
                    new LandedPage(all.records, all.held, all.parked, all.checkpoint, all.pulledAt);
            landing =
                    commits.begin(
                            () -> {
                                List<NewVersion> versions = store.commit(stream, page);
                                brought.add(stream, versions, page.held().keySet());
                                return true;
                            });
        }
    }

    private void await() {
        Ahead.Coming<Boolean> coming = landing;
        landing = null;
        if (coming == null) {
            return;
        }
        try {
            coming.arrived();
        } catch (ExecutionException e) {
            throw new IllegalStateException("landing throws nothing that is checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while landing", e);
        }
    }

    /** Lands what waits still, and returns when it has reached the store. */
    @Override
    public void close() {
        try (commits) {
            land();
            await();
        }
    }
}
