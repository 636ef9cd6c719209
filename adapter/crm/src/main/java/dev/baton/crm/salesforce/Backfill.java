package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Exporting;
import dev.baton.crm.salesforce.Position.Span;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Forecast;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads whole objects, and very many changes, by query jobs where these carry them better. */
final class Backfill implements AutoCloseable {
    /** Types that the Bulk API does not put into a row. */
    private static final Set<String> COMPOUND = Set.of("address", "location", "base64", "json");

    private final SalesforceSettings settings;
    private final SalesforceRest rest;
    private final BulkApi api;
    private final BulkExport export;
    private final Volume volume;

    /** Counted once a run, by what would be read. */
    private final Map<Soql.Whole, Long> counts = new ConcurrentHashMap<>();

    Backfill(
            SalesforceSettings settings,
            SalesforceRest rest,
            BulkApi api,
            BulkExport export,
            Volume volume) {
        this.settings = settings;
        this.rest = rest;
        this.api = api;
        this.export = export;
        this.volume = volume;
    }

    Forecast forecast(Selection selection) throws AdapterException {
        int fields = selection.select().size();
        long rows = rows(KeysetQuery.whole(selection, null));
        return volume.reading(rows, fields, isPossible(selection));
    }

    /**
     * Opens a job for a selection, if that is the better way to read it.
     *
     * @param since the least stamp of a row that is wanted, null for all rows
     * @return where its answer begins
     */
    Optional<Exporting> job(Selection selection, @Nullable Instant since, Span span)
            throws AdapterException {
        Soql.Whole wanted = KeysetQuery.whole(selection, since);
        if (!isPossible(selection) || !volume.readsByJob(rows(wanted))) {
            return Optional.empty();
        }
        try {
            BulkJob job = api.query(wanted, selection.tombstones());
            return Optional.of(new Exporting(settings.apiVersion(), job.id(), null, 0, span));
        } catch (AdapterException e) {
            // Some objects and fields the Bulk API refuses, and no describe tells which.
            if (e.category() == Category.BAD_REQUEST) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Goes on reading.
     *
     * @throws AdapterException EXPIRED_CURSOR when the job is of another API version, or gone
     */
    BulkExport.Rows read(
            Selection selection, Exporting position, BulkExport.OrgClock clock, int most)
            throws AdapterException {
        if (!position.version().equals(settings.apiVersion())) {
            throw new AdapterException(
                    Category.EXPIRED_CURSOR,
                    "other_version",
                    "the query job was made with another API version; the stream is read from its"
                            + " beginning",
                    null);
        }
        return export.read(selection, position, clock, most);
    }

    private long rows(Soql.Whole wanted) throws AdapterException {
        Long known = counts.get(wanted);
        if (known == null) {
            known = count(wanted);
            counts.put(wanted, known);
        }
        return known;
    }

    /** What takes too long to count is many. */
    private long count(Soql.Whole wanted) throws AdapterException {
        try {
            return rest.count(wanted);
        } catch (AdapterException e) {
            if (e.code().equals("QUERY_TIMEOUT")) {
                return Volume.MANY;
            }
            throw e;
        }
    }

    private static boolean isPossible(Selection selection) {
        return selection.columns().stream().noneMatch(each -> COMPOUND.contains(each.type()));
    }

    @Override
    public void close() {
        export.close();
    }
}
