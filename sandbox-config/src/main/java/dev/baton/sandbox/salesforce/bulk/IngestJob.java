package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.bulk.JobFate.Ending;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Caller;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.write.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows that are uploaded once and then written. */
final class IngestJob extends Job {
    /** Rows written while one client waits for one answer; bounds how long that takes. */
    private static final int ROWS_A_STEP = 200_000;

    private final Org org;
    private final Writer writer;
    private final Target target;
    private final Caller creator;
    private final IngestFiles files = new IngestFiles();
    private @Nullable Spool data;
    private @Nullable IngestRun run;

    IngestJob(Heading heading, JobFate fate, Org org, Writer writer, Target target) {
        super(heading, fate, JobState.OPEN);
        this.org = org;
        this.writer = writer;
        this.target = target;
        this.creator = org.caller();
    }

    /** Takes the data; once, and only while the job is open. */
    void upload(byte[] csv) {
        if (state() != JobState.OPEN) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE", "Job is in state " + state().word() + ", it takes no data");
        }
        if (data != null) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE",
                    "Found multiple contents for job: <"
                            + id()
                            + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
        }
        Spool spool = new Spool();
        spool.append(csv);
        spool.flush();
        data = spool;
    }

    /** No more data will come. */
    void close(Instant now) {
        if (state() != JobState.OPEN) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE", "Closing already " + state().past() + " Job not allowed");
        }
        state(JobState.UPLOAD_COMPLETE, now);
    }

    @Override
    void step(Instant now) {
        switch (state()) {
            case UPLOAD_COMPLETE -> state(JobState.IN_PROGRESS, now);
            case IN_PROGRESS -> org.actFor(creator, () -> work(now));
            case OPEN, JOB_COMPLETE, FAILED, ABORTED -> {}
        }
    }

    private void work(Instant now) {
        try {
            IngestRun running = begun();
            Ending ending = fate().ending();
            if (ending == null) {
                running.advance(ROWS_A_STEP);
            } else {
                running.advance(Math.min(ROWS_A_STEP, ending.rows() - running.processed()));
            }
            if (ending != null && running.processed() >= ending.rows()) {
                endEarly(ending, now);
            } else if (running.done()) {
                end(JobState.JOB_COMPLETE, now);
            }
        } catch (BadDataException e) {
            end(JobState.FAILED, now);
            fail(e.text(), now);
        }
    }

    private void endEarly(Ending ending, Instant now) {
        end(ending.state(), now);
        if (ending.state() == JobState.FAILED) {
            fail(ending.message(), now);
        }
    }

    private IngestRun begun() throws BadDataException {
        IngestRun running = run;
        if (running == null) {
            if (data == null) {
                throw new BadDataException("InvalidBatch : No data was uploaded to the job");
            }
            running =
                    IngestRun.begin(
                            org, writer, target, data, heading().dialect(), files, id().hashCode());
            run = running;
        }
        return running;
    }

    private void end(JobState last, Instant now) {
        if (run != null) {
            run.stop();
        }
        files.complete();
        if (data != null) {
            data.close();
        }
        state(last, now);
    }

    @Override
    void abort(Instant now) {
        requireAbortable();
        try {
            // The rows that were not reached are told apart only once the header is read.
            if (state() != JobState.OPEN) {
                begun();
            }
        } catch (BadDataException e) {
            // then there are none to tell
        }
        end(JobState.ABORTED, now);
    }

    /** Batches that were begun. */
    int batches() {
        return run == null ? 0 : run.batches();
    }

    /** The named file of a job that is over. */
    ResultFile file(String name) {
        ResultFile file = files.named(name);
        if (file == null) {
            throw ApiException.notFound();
        }
        if (!state().terminal()) {
            throw ApiException.badRequest(
                    "INVALIDJOBSTATE",
                    "Job is in state " + state().word() + ", its results cannot be fetched");
        }
        return file;
    }

    @Override
    String type() {
        return "V2Ingest";
    }

    @Override
    void discard() {
        files.close();
        if (data != null) {
            data.close();
        }
    }

    @Override
    void describeKey(ObjectNode node) {
        Field key = target.key();
        if (key != null) {
            node.put("externalIdFieldName", key.name());
        }
    }

    @Override
    void describeUpload(ObjectNode node) {
        if (state() != JobState.OPEN) {
            return;
        }
        node.put(
                "contentUrl",
                "services/data/v" + heading().version() + ".0/jobs/ingest/" + id() + "/batches");
    }

    @Override
    void describeCounts(ObjectNode node) {
        int processed = run == null ? 0 : run.processed();
        node.put("numberRecordsProcessed", processed);
        node.put("numberRecordsFailed", run == null ? 0 : run.failed());
        node.put("retries", 0);
        node.put("totalProcessingTime", processed);
        node.put("apiActiveProcessingTime", processed);
        node.put("apexProcessingTime", 0);
    }
}
