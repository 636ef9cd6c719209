package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Exporting;
import dev.baton.crm.salesforce.Position.Span;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Forecast;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads whole objects by query jobs, where these carry them better than pages. */
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
        return volume.reading(rows(selection), fields, isPossible(selection));
    }

    /**
     * Opens a job for a selection, if that is the better way to read it.
     *
     * @return where its answer begins
     */
    Optional<Exporting> job(Selection selection, Span span) throws AdapterException {
        if (!isPossible(selection) || !volume.readsByJob(rows(selection))) {
            return Optional.empty();
        }
        try {
            BulkJob job = api.query(KeysetQuery.whole(selection), selection.tombstones());
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

    private long rows(Selection selection) throws AdapterException {
        Soql.Whole all = KeysetQuery.whole(selection);
        Long known = counts.get(all);
        if (known == null) {
            known = count(all);
            counts.put(all, known);
        }
        return known;
    }

    /** What takes too long to count is many. */
    private long count(Soql.Whole all) throws AdapterException {
        try {
            return rest.count(all);
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
