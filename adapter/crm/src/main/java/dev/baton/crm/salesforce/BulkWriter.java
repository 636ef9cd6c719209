package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.BulkApi.Kind;
import dev.baton.crm.salesforce.BulkApi.Outcome;
import dev.baton.crm.salesforce.BulkJob.State;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.JobRecord;
import dev.baton.port.MassWriter;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes by ingest jobs of the Bulk API 2.0, one after the other. A job that is open does nothing
 * until it is told that its data are complete; whatever fails before that has written nothing.
 */
final class BulkWriter implements MassWriter {
    /**
     * Records of one call of {@link #write}; the vendor takes up to 150 million a day, and works on
     * them by the ten thousand.
     */
    private static final int MOST = 50_000;

    /** Longer than any job that is worked on; the vendor gives up after 15 tries by itself. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final BulkApi api;
    private final BulkWait wait;
    private final Volume volume;

    /** The org has refused a job of this run; batches carry everything from then on. */
    private final Currencies currencies;

    private volatile boolean refusesJobs;

    BulkWriter(BulkApi api, BulkWait wait, Volume volume, Currencies currencies) {
        this.api = api;
        this.wait = wait;
        this.volume = volume;
        this.currencies = currencies;
    }

    @Override
    public boolean isWorth(long records) {
        return !refusesJobs && volume.writesByJob(records);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public long calls(int records) {
        return records == 0 ? 0 : Volume.ofOneJob();
    }

    @Override
    public List<WriteResult> write(
            String object,
            @Nullable String key,
            List<WriteRequest> batch,
            WritePermit permit,
            JobRecord job)
            throws AdapterException {
        if (job.open().isPresent()) {
            throw new IllegalStateException("a job may be under way still; settle it first");
        }
        require(object, key, batch);
        var results = new LinkedHashMap<String, WriteResult>();
        List<WriteRequest> sent = sendable(batch);
        List<WriteRequest> stated = key == null ? sent : currencies.stated(object, sent);
        for (CsvUpload upload : CsvUpload.of(key == null ? "Id" : key, stated)) {
            results.putAll(carryOut(object, key, upload, permit, job));
        }
        return inOrder(batch, results);
    }

    private static void require(String object, @Nullable String key, List<WriteRequest> batch) {
        SalesforceSink.requireBatch(batch, MOST);
        SalesforceSink.requireNames(object, batch);
        if (key == null) {
            SalesforceSink.requireIds(batch.stream().map(WriteRequest::id).toList());
        }
    }

    /** What XML cannot carry is left out here, too: both ways write the same. */
    private static List<WriteRequest> sendable(List<WriteRequest> batch) {
        return batch.stream()
                .filter(request -> SObjects.unwritable(request.fields()).isEmpty())
                .filter(request -> !wouldEmpty(request))
                .toList();
    }

    private static boolean wouldEmpty(WriteRequest request) {
        return request.fields().containsValue(CsvUpload.EMPTY);
    }

    private static WriteResult notSent(WriteRequest request) {
        return wouldEmpty(request)
                ? new WriteResult.Refused(
                        request.id(),
                        "text_empties",
                        "in a job the text #N/A empties a field; change it in the mapping",
                        List.of(),
                        false)
                : SalesforceSink.unwritable(request);
    }

    private static List<WriteResult> inOrder(
            List<WriteRequest> batch, Map<String, WriteResult> results) {
        var inOrder = new ArrayList<WriteResult>();
        for (WriteRequest request : batch) {
            WriteResult result = results.get(request.id());
            inOrder.add(result == null ? notSent(request) : result);
        }
        return inOrder;
    }

    private Map<String, WriteResult> carryOut(
            String object,
            @Nullable String key,
            CsvUpload upload,
            WritePermit permit,
            JobRecord record)
            throws AdapterException {
        String id;
        try {
            id = api.ingest(object, key, permit).id();
        } catch (AdapterException e) {
            if (e.category() != Category.BAD_REQUEST && e.category() != Category.PERMISSION) {
                throw e;
            }
            refusesJobs = true;
            return leftToBatches(upload, e.code());
        }
        record.opened(id);
        handOver(id, upload, permit, record);
        BulkJob job = await(id, permit);
        // From here on nothing can come of it any more, whatever its lists tell.
        record.closed();
        return results(job, upload);
    }

    /** Some objects, editions and users have no Bulk API, and no describe tells which. */
    private static Map<String, WriteResult> leftToBatches(CsvUpload upload, String code) {
        var left = new LinkedHashMap<String, WriteResult>();
        upload.names()
                .forEach(
                        name ->
                                left.put(
                                        name,
                                        new WriteResult.Refused(
                                                name,
                                                code,
                                                "the org takes no job of this object; it goes in a"
                                                        + " batch",
                                                List.of(),
                                                true)));
        return left;
    }

    private void handOver(String id, CsvUpload upload, WritePermit permit, JobRecord record)
            throws AdapterException {
        try {
            api.upload(id, upload.csv(), permit);
        } catch (AdapterException e) {
            throw calledOff(id, e, record);
        }
        try {
            api.complete(id, permit);
        } catch (AdapterException e) {
            // The vendor's word decides whether that arrived.
            if (api.job(Kind.INGEST, id).state() == State.OPEN) {
                throw calledOff(id, e, record);
            }
        }
    }

    /** Gives what to throw: nothing was written. */
    private AdapterException calledOff(String id, AdapterException why, JobRecord record) {
        try {
            api.abort(id);
            record.closed();
        } catch (AdapterException e) {
            why.addSuppressed(e); // it stays remembered, open and harmless
        }
        return why.category() == Category.OUTCOME_UNKNOWN
                ? new AdapterException(
                        Category.UNAVAILABLE,
                        why.code(),
                        "a job could not be handed over, and nothing of it was written; try later",
                        why)
                : why;
    }

    private BulkJob await(String id, WritePermit permit) throws AdapterException {
        BulkJob job = wait.rest(Kind.INGEST, id, PATIENCE, permit);
        if (!job.state().atRest()) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "job_slow",
                    "a job is under way for 12 hours; the next run goes on with it",
                    null);
        }
        return job;
    }

    /** All three lists are read: what stands in none of them nobody knows. */
    private Map<String, WriteResult> results(BulkJob job, CsvUpload upload)
            throws AdapterException {
        var told = new LinkedHashMap<String, WriteResult>();
        for (Outcome outcome : Outcome.values()) {
            IngestRows.read(outcome, api.rows(job.id(), outcome), upload.key(), job.reason())
                    .forEach(result -> told.put(result.id(), result));
        }
        var results = new LinkedHashMap<String, WriteResult>();
        for (String name : upload.names()) {
            WriteResult result = told.get(name);
            if (result == null) {
                throw new AdapterException(
                        Category.OUTCOME_UNKNOWN,
                        "result_missing",
                        "a job does not tell what became of every record; they are read back first",
                        null);
            }
            results.put(name, result);
        }
        return results;
    }

    @Override
    public void settle(JobRecord record) throws AdapterException {
        Optional<String> open = record.open();
        if (open.isEmpty()) {
            return;
        }
        String id = open.get();
        try {
            State state = api.job(Kind.INGEST, id).state();
            if (state == State.OPEN) {
                api.abort(id);
            } else if (!state.atRest()) {
                await(id, WritePermit.ALWAYS);
            }
        } catch (AdapterException e) {
            // Jobs are forgotten after seven days, long after they came to rest.
            if (!e.code().equals("NOT_FOUND")) {
                throw e;
            }
        }
        record.closed();
    }
}
