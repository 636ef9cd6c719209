package dev.baton.bench.subject;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.Review;
import dev.baton.engine.Warm;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.AdapterException;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a changed ticket that has landed to the plan of what that changes in the
 * CRM, in a cycle as the daemon runs it when something woke it: one account after the other.
 */
final class OneChanged {
    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");

    private final StateStore store;
    private final Watched watched;
    private final Cycle cycle;
    private final QuietSource helpdesk;
    private final Instant now;
    private final List<Double> planned = new ArrayList<>();
    private final List<Double> read = new ArrayList<>();
    private Warm warm;
    private int moved;

    /** Looks at all accounts once, as the daemon does before. */
    OneChanged(StateStore store, Watched watched, Cycle cycle, QuietSource helpdesk)
            throws AdapterException {
        this.store = store;
        this.watched = watched;
        this.cycle = cycle;
        this.helpdesk = helpdesk;
        this.now = helpdesk.serverTime();
        this.warm = Objects.requireNonNull(cycle.prepare(null, false).warm());
    }

    /** Changes a ticket of an account that has any. */
    void change(Review.Assessed before) throws AdapterException {
        Optional<LandedRecord> ticket =
                before.facts().records().stream()
                        .filter(record -> record.type() == RecordType.TICKET)
                        .map(CanonicalRecord::ref)
                        .findFirst()
                        .flatMap(ref -> store.find(TICKETS, ref.id(), now));
        if (ticket.isPresent()) {
            helpdesk.brings(TICKETS.stream(), changed(ticket.get()));
            Prepared prepared = cycle.prepareSome(warm);
            planned.add(Mark.now().since(watched.lastEnded("commit")).seconds());
            requireOne(prepared);
            warm = Objects.requireNonNull(prepared.warm());
            moved += prepared.plan().changes().isEmpty() ? 0 : 1;
            List<String> parents = List.of(String.valueOf(ticket.get().parent()));
            long start = System.nanoTime();
            store.childrenOf(TICKETS, parents, now);
            read.add((System.nanoTime() - start) / 1e9);
        }
    }

    private static void requireOne(Prepared prepared) {
        if (!Objects.equals(prepared.lookedAt(), 1)) {
            throw new IllegalStateException("looked at " + prepared.lookedAt() + " accounts");
        }
    }

    /** It is open, or solved if it was, and was reopened as often as none. */
    private static RawRecord changed(LandedRecord ticket) {
        var fields = new LinkedHashMap<String, @Nullable Object>(ticket.fields());
        fields.put("status", "open".equals(fields.get("status")) ? "solved" : "open");
        fields.put("metric_set", Map.of("reopens", 9L));
        return new RawRecord(ticket.id(), ticket.createdAt(), ticket.modifiedAt(), false, fields);
    }

    /** Changes that the CRM is to be told of. */
    int moved() {
        return moved;
    }

    /** Seconds from landed to planned, of the slowest so many in a hundred left out. */
    double planned(double share) {
        return at(planned, share);
    }

    /** Seconds to read the tickets of the same account, and nothing else. */
    double read(double share) {
        return at(read, share);
    }

    private static double at(List<Double> seconds, double share) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}
