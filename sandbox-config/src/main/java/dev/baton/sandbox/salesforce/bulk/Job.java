package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.schema.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What jobs of both kinds have. Work is done while a client asks how the job stands, so that a test
 * sees every state and nothing happens behind its back.
 */
abstract sealed class Job permits QueryJob, IngestJob {
    private final Heading heading;
    private final JobFate fate;
    private int pollsHeld;
    private JobState state;
    private Instant changed;
    private @Nullable String problem;

    /**
     * What never changes.
     *
     * @param id 18 characters
     * @param object API name
     * @param version of the API that the job was created with, 65 for v65.0
     */
    record Heading(
            String id,
            String operation,
            String object,
            String createdById,
            Instant created,
            int version,
            CsvDialect dialect) {}

    Job(Heading heading, JobFate fate, JobState state) {
        this.heading = heading;
        this.fate = fate;
        this.state = state;
        this.changed = heading.created();
    }

    Heading heading() {
        return heading;
    }

    String id() {
        return heading.id();
    }

    JobState state() {
        return state;
    }

    final void state(JobState next, Instant now) {
        state = next;
        changed = now;
    }

    final void fail(String why, Instant now) {
        problem = why;
        state(JobState.FAILED, now);
    }

    JobFate fate() {
        return fate;
    }

    /** To be called when somebody asks how the job stands: does a step of its work. */
    final void poll(Instant now) {
        if (state == fate.held() && pollsHeld < fate.polls()) {
            pollsHeld++;
            return;
        }
        step(now);
    }

    /** One step of work, if any is left. */
    abstract void step(Instant now);

    /** Ends the job where it stands. */
    void abort(Instant now) {
        requireAbortable();
        state(JobState.ABORTED, now);
    }

    final void requireAbortable() {
        if (state.terminal()) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE", "Aborting already " + state.past() + " Job not allowed");
        }
    }

    abstract String type();

    /** Frees what the job holds outside the heap. */
    abstract void discard();

    /** What a change of state answers: no job type, no dialect. */
    final ObjectNode brief() {
        ObjectNode node = Json.object();
        node.put("id", id());
        node.put("operation", heading.operation());
        node.put("object", heading.object());
        node.put("createdById", heading.createdById());
        node.put("createdDate", Values.dateTimeText(heading.created()));
        node.put("systemModstamp", Values.dateTimeText(changed));
        node.put("state", state.word());
        describeKey(node);
        node.put("concurrencyMode", "Parallel");
        node.put("contentType", "CSV");
        node.put("apiVersion", (double) heading.version());
        return node;
    }

    /** Adds the upsert key, if the job has one. */
    void describeKey(ObjectNode node) {}

    /** What the creation of the job answers. */
    final ObjectNode created() {
        ObjectNode node = brief();
        describeUpload(node);
        node.put("lineEnding", heading.dialect().lineEnding().name());
        node.put("columnDelimiter", heading.dialect().delimiter().name());
        return node;
    }

    /** Adds where data is uploaded to, if the job waits for some. */
    void describeUpload(ObjectNode node) {}

    /** The job in a list: all but its counts. */
    final ObjectNode listed() {
        ObjectNode node = created();
        node.put("jobType", type());
        return node;
    }

    /** Everything about the job. */
    final ObjectNode full() {
        ObjectNode node = listed();
        describeCounts(node);
        if (problem != null) {
            node.put("errorMessage", problem);
        }
        return node;
    }

    abstract void describeCounts(ObjectNode node);
}
