package dev.baton.engine;

import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.AdapterException;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts that somebody merged into others. The one that goes is deleted like any other; what
 * belonged to it belongs to the one that stays. The vendor hands its records over, and whether that
 * moves their stamps it does not say: those that still stand under the one that is gone are read by
 * their ids in the same cycle.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm">merge</a>
 */
final class Merges {
    private static final Logger LOG = LoggerFactory.getLogger(Merges.class);

    private final StateStore store;
    private final StreamKey accounts;
    private final SortedMap<String, String> masters = new TreeMap<>();

    Merges(StateStore store, StreamKey accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /** How records are read by their ids. */
    interface Rereading {
        /** Gives the rows that had to be parked. */
        int of(Stream stream, Collection<String> ids) throws AdapterException;
    }

    /** Before a record lands: whether it is an account that we know and that was merged away. */
    void look(StreamKey stream, RawRecord record, Instant now) {
        String master = record.mergedInto();
        if (master != null
                && stream.equals(accounts)
                && store.find(stream, record.id(), now)
                        .filter(each -> !each.deleted())
                        .isPresent()) {
            masters.put(record.id(), master);
        }
    }

    /**
     * After all streams were read: reads what still stands under an account that is gone, and tells
     * the ledger where each went.
     *
     * @param streams of the accounts' connection
     * @return rows that had to be parked
     */
    int settle(List<Stream> streams, Source source, Run run, Rereading rereading)
            throws AdapterException {
        if (masters.isEmpty()) {
            return 0;
        }
        int parked = 0;
        for (Stream stream : streams) {
            List<String> left = left(stream, run.knownAt());
            if (!left.isEmpty() && source.rereadBatch() > 0) {
                parked += rereading.of(stream, left);
            }
        }
        var events = new TreeMap<String, String>();
        masters.forEach((gone, master) -> events.put(gone, "merged into " + master));
        store.note(run, accounts, events);
        LOG.info("{} accounts were merged into others", masters.size());
        return parked;
    }

    private List<String> left(Stream stream, Instant now) {
        return stream.key().equals(accounts) || stream.request().fields().isEmpty()
                ? List.of()
                : store.childrenOf(stream.key(), masters.keySet(), now).stream()
                        .map(LandedRecord::id)
                        .toList();
    }
}
