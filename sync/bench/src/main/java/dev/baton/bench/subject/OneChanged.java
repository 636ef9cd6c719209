package dev.baton.bench.subject;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.engine.Review;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a changed ticket that has landed to its account's score and reasons, while
 * the accounts and their links are in memory: one account after the other.
 */
final class OneChanged {
    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");

    private final StateStore store;
    private final Review review;
    private final Instant knownAt;
    private final List<Double> scored = new ArrayList<>();
    private final List<Double> read = new ArrayList<>();
    private int moved;

    OneChanged(StateStore store, Review review) {
        this.store = store;
        this.review = review;
        this.knownAt = Review.lastSync(store).orElseThrow().knownAt();
    }

    /** Changes a ticket of an account that has any. */
    void change(Review.Assessed before) {
        Optional<LandedRecord> ticket =
                before.facts().records().stream()
                        .filter(record -> record.type() == RecordType.TICKET)
                        .map(CanonicalRecord::ref)
                        .findFirst()
                        .flatMap(ref -> store.find(TICKETS, ref.id(), knownAt));
        if (ticket.isPresent()) {
            land(ticket.get());
            long start = System.nanoTime();
            Review.Assessed after = review.one(before.account());
            scored.add((System.nanoTime() - start) / 1e9);
            moved += after.assessment().measured().equals(before.assessment().measured()) ? 0 : 1;
            List<String> parents = List.of(String.valueOf(ticket.get().parent()));
            start = System.nanoTime();
            store.childrenOf(TICKETS, parents, knownAt);
            read.add((System.nanoTime() - start) / 1e9);
        }
    }

    /** It is open again, whatever it was, and was reopened once more. */
    private void land(LandedRecord ticket) {
        var fields = new LinkedHashMap<String, @Nullable Object>(ticket.fields());
        fields.put("status", "open");
        fields.put("metric_set", Map.of("reopens", 9L));
        var changed =
                new LandedRecord(
                        ticket.id(),
                        knownAt,
                        false,
                        ticket.createdAt(),
                        ticket.modifiedAt(),
                        false,
                        ticket.parent(),
                        fields);
        Checkpoint checkpoint = store.checkpoint(TICKETS).orElseThrow();
        store.commit(
                TICKETS,
                new LandedPage(List.of(changed), Map.of(), List.of(), checkpoint, knownAt));
    }

    /** Changes that moved a measure of their account. */
    int moved() {
        return moved;
    }

    /** Seconds from landed to scored, of the slowest so many in a hundred left out. */
    double scored(double share) {
        return at(scored, share);
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
