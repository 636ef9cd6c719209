package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.salesforce.bulk.BadDataException;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data that is worked on as a whole. As with other jobs, asking how it stands is what moves it on.
 */
final class Batch {
    private final String id;
    private final String jobId;
    private final Instant created;
    private final byte[] data;
    private State state = State.QUEUED;
    private Instant changed;
    private @Nullable String problem;
    private Outcome outcome = new Outcome(0, 0, "");

    enum State {
        QUEUED("Queued"),
        IN_PROGRESS("InProgress"),
        COMPLETED("Completed"),
        FAILED("Failed"),
        NOT_PROCESSED("NotProcessed");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    /**
     * What came of it.
     *
     * @param processed rows, those refused included
     * @param failed rows that were refused
     * @param result in the form of the job
     */
    record Outcome(int processed, int failed, String result) {}

    /** The work on a batch's data. */
    @FunctionalInterface
    interface Worker {
        Outcome work(byte[] data) throws BadDataException;
    }

    Batch(String id, String jobId, Instant created, byte[] data) {
        this.id = id;
        this.jobId = jobId;
        this.created = created;
        this.changed = created;
        this.data = data;
    }

    String id() {
        return id;
    }

    boolean is(String given) {
        return SalesforceId.key(id).equals(SalesforceId.key(given));
    }

    State state() {
        return state;
    }

    int processed() {
        return outcome.processed();
    }

    int failed() {
        return outcome.failed();
    }

    /** As it was sent. */
    byte[] data() {
        return data;
    }

    /** One step on its way, if any is left. */
    void step(Worker worker, Instant now) {
        if (state == State.IN_PROGRESS) {
            try {
                outcome = worker.work(data);
                state(State.COMPLETED, now);
            } catch (BadDataException e) {
                problem = e.text();
                state(State.FAILED, now);
            }
        } else if (state == State.QUEUED) {
            state(State.IN_PROGRESS, now);
        }
    }

    /** Leaves it undone unless it is over. */
    void abort(Instant now) {
        if (state == State.QUEUED || state == State.IN_PROGRESS) {
            state(State.NOT_PROCESSED, now);
        }
    }

    private void state(State next, Instant now) {
        state = next;
        changed = now;
    }

    /** What came of a batch that was completed. */
    String result() {
        if (state == State.FAILED) {
            String why = String.valueOf(problem);
            throw AsyncException.invalidBatch(why.replaceFirst("^InvalidBatch : ", ""));
        }
        if (state != State.COMPLETED) {
            throw AsyncException.invalidBatch("Batch not completed");
        }
        return outcome.result();
    }

    /** In the order of the schema. */
    Map<String, @Nullable Object> describe() {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("jobId", jobId);
        out.put("state", state.word);
        out.put("stateMessage", problem);
        out.put("createdDate", created);
        out.put("systemModstamp", changed);
        out.put("numberRecordsProcessed", processed());
        out.put("numberRecordsFailed", failed());
        out.put("totalProcessingTime", 0);
        out.put("apiActiveProcessingTime", 0);
        out.put("apexProcessingTime", 0);
        return out;
    }
}
