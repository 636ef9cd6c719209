package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.salesforce.bulk.Target;
import dev.baton.sandbox.salesforce.org.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job and its batches, in the order they came. */
final class BatchJob {
    private final Heading heading;
    private final Work work;
    private final List<Batch> batches = new ArrayList<>();
    private State state = State.OPEN;
    private Instant changed;

    enum State {
        OPEN("Open"),
        CLOSED("Closed"),
        ABORTED("Aborted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What never changes.
     *
     * @param id 18 characters
     * @param object API name
     * @param version of the API that the job was created with, 65 for 65.0
     */
    record Heading(
            String id,
            String operation,
            String object,
            Caller creator,
            Instant created,
            String concurrencyMode,
            DataFormat format,
            int version) {}

    /** What a job does with each of its batches. */
    sealed interface Work {
        /** Writes its rows. */
        record Ingest(Target target) implements Work {}

        /**
         * Runs the query that it holds.
         *
         * @param deletedToo whether the recycle bin counts (queryAll)
         */
        record Query(boolean deletedToo) implements Work {}
    }

    BatchJob(Heading heading, Work work) {
        this.heading = heading;
        this.work = work;
        this.changed = heading.created();
    }

    Heading heading() {
        return heading;
    }

    Work work() {
        return work;
    }

    List<Batch> batches() {
        return batches;
    }

    void requireOpen() {
        if (state != State.OPEN) {
            throw new AsyncException(
                    "InvalidJobState", "Job is " + state.word() + ", it takes no more batches");
        }
    }

    void add(Batch batch) {
        batches.add(batch);
    }

    /** The batch of an id. */
    Batch batch(String id) {
        return batches.stream()
                .filter(batch -> batch.is(id))
                .findFirst()
                .orElseThrow(
                        () -> AsyncException.invalidBatch("Unable to find batch for id: " + id));
    }

    /** Ends it: batches that wait are still worked on once it is closed, not once it is aborted. */
    void end(String wanted, Instant now) {
        if (!wanted.equals(State.CLOSED.word()) && !wanted.equals(State.ABORTED.word())) {
            throw new AsyncException(
                    "InvalidJobState", "The state of a job can only become Closed or Aborted");
        }
        if (state != State.OPEN && !wanted.equals(State.ABORTED.word())) {
            throw new AsyncException(
                    "InvalidJobState", "Closing already " + state.word() + " Job not allowed");
        }
        state = wanted.equals(State.CLOSED.word()) ? State.CLOSED : State.ABORTED;
        changed = now;
        if (state == State.ABORTED) {
            batches.forEach(batch -> batch.abort(now));
        }
    }

    /** In the order of the schema. */
    Map<String, @Nullable Object> describe() {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("id", heading.id());
        out.put("operation", heading.operation());
        out.put("object", heading.object());
        out.put("createdById", heading.creator().userId());
        out.put("createdDate", heading.created());
        out.put("systemModstamp", changed);
        out.put("state", state.word());
        out.put("externalIdFieldName", key());
        out.put("concurrencyMode", heading.concurrencyMode());
        out.put("contentType", heading.format().name());
        out.put("numberBatchesQueued", count(Batch.State.QUEUED));
        out.put("numberBatchesInProgress", count(Batch.State.IN_PROGRESS));
        out.put("numberBatchesCompleted", count(Batch.State.COMPLETED));
        out.put("numberBatchesFailed", count(Batch.State.FAILED));
        out.put("numberBatchesTotal", batches.size());
        out.put("numberRecordsProcessed", batches.stream().mapToInt(Batch::processed).sum());
        out.put("numberRetries", 0);
        out.put("apiVersion", (double) heading.version());
        out.put("numberRecordsFailed", batches.stream().mapToInt(Batch::failed).sum());
        out.put("totalProcessingTime", 0);
        out.put("apiActiveProcessingTime", 0);
        out.put("apexProcessingTime", 0);
        return out;
    }

    private @Nullable String key() {
        return switch (work) {
            case Work.Ingest ingest ->
                    ingest.target().key() == null ? null : ingest.target().key().name();
            case Work.Query query -> null;
        };
    }

    private long count(Batch.State wanted) {
        return batches.stream().filter(batch -> batch.state() == wanted).count();
    }
}
