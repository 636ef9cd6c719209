package dev.baton.engine;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoppedPlan;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Stopped;
import dev.baton.mappings.link.Links;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, from what is remembered.
 *
 * @param asOf of the last sync, null before the first
 * @param lastRun whatever became of it
 * @param accounts how many there are of each kind
 * @param leftOut fields that were not given at the last run, and what rested on them
 * @param unlinked organisations that no rule links to an account
 * @param ambiguous organisations that could be several accounts
 * @param unowned records whose key no account has, or several have
 * @param unsettled writes whose outcome nobody knows yet
 * @param stopped the plan that the brake stopped and that waits for a person, null for none
 * @param snapshots those kept in the CRM, null where none are taken
 */
public record Standing(
        @Nullable Instant asOf,
        Run lastRun,
        List<Fresh> freshness,
        Accounts accounts,
        List<Stopped> leftOut,
        List<String> unlinked,
        SortedMap<String, List<String>> ambiguous,
        List<Unowned> unowned,
        List<Parked> quarantine,
        int unsettled,
        @Nullable StoppedPlan stopped,
        @Nullable SnapshotStorage snapshots) {

    /** When a stream was last read to its end, by the CRM's clock; null for never. */
    public record Fresh(StreamKey stream, @Nullable Instant freshAt) {}

    /**
     * What the CRM's accounts are.
     *
     * @param customers those that are scored
     * @param others those that the mapping's condition leaves out
     * @param undecided those of which it cannot be told; they count as no customers
     */
    public record Accounts(int customers, int others, int undecided) {
        static Accounts of(Derive derive) {
            int customers = derive.accounts().size();
            int rest = derive.everyone().size() - customers;
            return new Accounts(customers, rest - derive.undecided(), derive.undecided());
        }
    }

    /** Nothing before the first run. */
    public static Optional<Standing> of(StateStore store) {
        return store.lastRun(null).map(last -> of(store, last));
    }

    private static Standing of(StateStore store, Run last) {
        var freshness = new ArrayList<Fresh>();
        var accounts = new Accounts(0, 0, 0);
        List<Stopped> leftOut = List.of();
        var unlinked = new ArrayList<String>();
        var ambiguous = new TreeMap<String, List<String>>();
        List<Unowned> unowned = List.of();
        int unsettled = 0;
        StoppedPlan stopped = null;
        SnapshotStorage snapshots = null;
        Optional<Review> review = Review.of(store, null);
        if (review.isPresent()) {
            for (Stream stream : Streams.of(review.get().mappings())) {
                freshness.add(
                        new Fresh(
                                stream.key(),
                                store.checkpoint(stream.key())
                                        .map(Checkpoint::freshAt)
                                        .orElse(null)));
            }
            for (Links links : review.get().links().values()) {
                unlinked.addAll(links.unlinked());
                ambiguous.putAll(links.ambiguous());
            }
            accounts = Accounts.of(review.get().derive());
            leftOut = review.get().mappings().stopped();
            unowned = Unowned.of(store, review.get());
            unsettled =
                    store.countUnsettled(review.get().mappings().crm()).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            stopped = store.stopped(review.get().mappings().crm()).orElse(null);
            snapshots =
                    SnapshotStorage.of(store, review.get().mappings(), accounts.customers())
                            .orElse(null);
        }
        return new Standing(
                Review.lastSync(store).map(Run::asOf).orElse(null),
                last,
                freshness,
                accounts,
                leftOut,
                unlinked,
                ambiguous,
                unowned,
                store.quarantine(),
                unsettled,
                stopped,
                snapshots);
    }
}
