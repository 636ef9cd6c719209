package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records that were deleted for good: past the recycle bin, or out of it, so that no query shows
 * them. What lies in the bin comes as a row, with all that it held.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getdeleted.htm">deleted
 *     records</a>
 */
final class Deletions {
    /** The vendor remembers 15 days; the hour is for the time that a cycle takes. */
    private static final Duration REACH = Duration.ofDays(15).minusHours(1);

    /** Start and end lie more than a minute apart, and their seconds do not count. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** To look at so many one by one takes longer than to read the stream anew. */
    private static final int MOST = 20_000;

    /** Ids in one query, so that its address stays below the vendor's limit. */
    private static final int IDS = 400;

    private static final Set<String> OUT_OF_REACH =
            Set.of("INVALID_REPLICATION_DATE", "EXCEEDED_ID_LIMIT");

    private static final Soql.Name ID = new Soql.Name("Id");

    private final SalesforceRest rest;

    Deletions(SalesforceRest rest) {
        this.rest = rest;
    }

    /**
     * Tombstones of what no query shows any more.
     *
     * @throws AdapterException EXPIRED_CURSOR when the vendor does not remember all of it: only
     *     another look at every record tells which are gone
     */
    List<RawRecord> since(Selection selection, Instant from, Instant now) throws AdapterException {
        if (Duration.between(from, now).compareTo(REACH) > 0) {
            throw forgotten(null);
        }
        Instant latest = now.minus(SHORTEST);
        SalesforceRest.Deleted log = log(selection, from.isBefore(latest) ? from : latest, now);
        if (log.earliest().isAfter(from) || log.at().size() > MOST) {
            throw forgotten(null);
        }
        var gone = new LinkedHashMap<>(log.at());
        gone.keySet().removeAll(shown(selection, List.copyOf(log.at().keySet())));
        var tombstones = new ArrayList<RawRecord>();
        gone.forEach((id, at) -> tombstones.add(new RawRecord(id, null, at, true, Map.of())));
        return tombstones;
    }

    private SalesforceRest.Deleted log(Selection selection, Instant from, Instant now)
            throws AdapterException {
        try {
            return rest.deleted(selection.object().name(), from, now);
        } catch (AdapterException e) {
            throw OUT_OF_REACH.contains(e.code()) ? forgotten(e) : e;
        }
    }

    /** Those that a query shows, in the recycle bin or restored from it. */
    List<String> shown(Selection selection, List<String> ids) throws AdapterException {
        var shown = new ArrayList<String>();
        for (int from = 0; from < ids.size(); from += IDS) {
            List<String> some = ids.subList(from, Math.min(from + IDS, ids.size()));
            var query =
                    new Soql.Query(
                            new Soql.Name(selection.object().name()),
                            List.of(ID),
                            new Soql.In(ID, some.stream().map(Soql.RecordId::new).toList()),
                            List.of(),
                            some.size());
            SalesforceRest.Rows rows = rest.query(query, selection.tombstones());
            if (!rows.complete()) {
                throw StrictJson.unreadable(null); // what is on no part of the answer is not gone
            }
            for (JsonNode row : rows.records()) {
                shown.add(row.path("Id").asText());
            }
        }
        return shown;
    }

    private static AdapterException forgotten(@org.jspecify.annotations.Nullable Exception why) {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                "deletions_forgotten",
                "Salesforce no longer knows everything that was deleted meanwhile; every record is"
                        + " looked at",
                why);
    }
}
