package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.bulk.JobFate.Ending;
import dev.baton.sandbox.salesforce.fault.ApiException;
import java.time.Instant;

/**
 * A query whose answer is a file. The answer is that of the instant and the rights at which the job
 * was created; later changes do not show.
 */
final class QueryJob extends Job {
    private final ResultFile results;
    private final boolean divisible;

    /**
     * A job whose answer is known and not told yet.
     *
     * @param divisible whether the vendor could cut it into ranges of ids
     */
    QueryJob(Heading heading, JobFate fate, ResultFile results, boolean divisible) {
        super(heading, fate, JobState.UPLOAD_COMPLETE);
        this.results = results;
        this.divisible = divisible;
    }

    @Override
    void step(Instant now) {
        switch (state()) {
            case UPLOAD_COMPLETE -> state(JobState.IN_PROGRESS, now);
            case IN_PROGRESS -> end(now);
            case OPEN, JOB_COMPLETE, FAILED, ABORTED -> {}
        }
    }

    private void end(Instant now) {
        Ending ending = fate().ending();
        if (ending == null) {
            state(JobState.JOB_COMPLETE, now);
        } else if (ending.state() == JobState.FAILED) {
            fail(ending.message(), now);
        } else {
            state(ending.state(), now);
        }
    }

    /** The answer, once the job is complete. */
    ResultFile results() {
        if (state() != JobState.JOB_COMPLETE) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE",
                    "Job is in state " + state().word() + ", its results cannot be fetched");
        }
        return results;
    }

    @Override
    String type() {
        return "V2Query";
    }

    @Override
    void discard() {
        results.close();
    }

    @Override
    void describeCounts(ObjectNode node) {
        int told = state() == JobState.JOB_COMPLETE ? results.rows() : 0;
        node.put("numberRecordsProcessed", told);
        node.put("retries", 0);
        node.put("totalProcessingTime", told / 100);
        node.put("isPkChunkingSupported", divisible);
    }
}
