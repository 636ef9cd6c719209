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
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes by ingest jobs of the Bulk API 2.0, one after the other. A job that is open does nothing
 * until it is told that its data are complete; whatever fails before that has written nothing.
 */
final class BulkWriter implements MassWriter {
    /** Records of one call of {@link #write}; the vendor takes 150 million a day. */
    private static final int MOST = 1_000_000;

    /** Longer than any job that is worked on; the vendor gives up after 15 tries by itself. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private final BulkApi api;
    private final BulkWait wait;
    private final Volume volume;

    private final Currencies currencies;

    /** The org has refused a job of this run; batches carry everything from then on. */
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
    public long mostBytes() {
        return CsvUpload.MOST_BYTES;
    }

    @Override
    public long bytes(WriteRequest request) {
        return CsvUpload.bytes(request);
    }

    @Override
    public long calls(int records) {
        return records == 0 ? 0 : Volume.ofOneJob(records);
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
        var told = new Told(batch);
        List<WriteRequest> sent = sendable(batch, told);
        List<WriteRequest> stated = key == null ? sent : currencies.stated(object, sent);
        for (CsvUpload upload : CsvUpload.of(key == null ? "Id" : key, stated)) {
            carryOut(object, key, upload, permit, job, told);
        }
        return told.inOrder(batch);
    }

    private static void require(String object, @Nullable String key, List<WriteRequest> batch) {
        SalesforceSink.requireBatch(batch, MOST);
        SalesforceSink.requireNames(object, batch);
        if (key == null) {
            SalesforceSink.requireIds(batch.stream().map(WriteRequest::id).toList());
        }
    }

    /** What XML cannot carry is left out here, too: both ways write the same. */
    private static List<WriteRequest> sendable(List<WriteRequest> batch, Told told) {
        int[] places =
                IntStream.range(0, batch.size())
                        .filter(at -> isSendable(batch.get(at), told))
                        .toArray();
        return places.length == batch.size() ? batch : new Chosen(batch, places);
    }

    private static boolean isSendable(WriteRequest request, Told told) {
        boolean wouldEmpty = request.fields().containsValue(CsvUpload.EMPTY);
        boolean isSendable = !wouldEmpty && SObjects.unwritable(request.fields()).isEmpty();
        if (!isSendable) {
            told.tell(
                    request.id(),
                    name -> wouldEmpty ? wouldEmpty(name) : SalesforceSink.unwritable(request));
        }
        return isSendable;
    }

    private static WriteResult wouldEmpty(String name) {
        return new WriteResult.Refused(
                name,
                "text_empties",
                "in a job the text #N/A empties a field; change it in the mapping",
                List.of(),
                false);
    }

    /** Some of very many requests, which stay where they are. */
    private static final class Chosen extends AbstractList<WriteRequest> implements RandomAccess {
        private final List<WriteRequest> all;
        private final int[] places;

        Chosen(List<WriteRequest> all, int[] places) {
            this.all = all;
            this.places = places;
        }

        @Override
        public WriteRequest get(int index) {
            return all.get(places[index]);
        }

        @Override
        public int size() {
            return places.length;
        }
    }

    private void carryOut(
            String object,
            @Nullable String key,
            CsvUpload upload,
            WritePermit permit,
            JobRecord record,
            Told told)
            throws AdapterException {
        String id;
        try {
            id = api.ingest(object, key, permit).id();
        } catch (AdapterException e) {
            if (e.category() != Category.BAD_REQUEST && e.category() != Category.PERMISSION) {
                throw e;
            }
            refusesJobs = true;
            told.tellAll(upload.requests(), request -> leftToBatches(request.id(), e.code()));
            return;
        }
        record.opened(id);
        handOver(id, upload, permit, record);
        BulkJob job = await(id, upload.requests().size(), permit);
        // From here on nothing can come of it any more, whatever its lists tell.
        record.closed();
        results(job, upload, told);
    }

    /** Some objects, editions and users have no Bulk API, and no describe tells which. */
    private static WriteResult leftToBatches(String name, String code) {
        return new WriteResult.Refused(
                name,
                code,
                "the org takes no job of this object; it goes in a batch",
                List.of(),
                true);
    }

    private void handOver(String id, CsvUpload upload, WritePermit permit, JobRecord record)
            throws AdapterException {
        try {
            api.upload(id, upload, permit);
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

    private BulkJob await(String id, long rows, WritePermit permit) throws AdapterException {
        BulkJob job = wait.rest(Kind.INGEST, id, rows, PATIENCE, permit);
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
    private void results(BulkJob job, CsvUpload upload, Told told) throws AdapterException {
        for (Outcome outcome : Outcome.values()) {
            var list = new IngestRows(outcome, upload.key(), job.reason(), told);
            api.rows(job.id(), outcome, list);
            list.requireReadable();
        }
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
                await(id, 0, WritePermit.ALWAYS);
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
