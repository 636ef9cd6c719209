package dev.baton.engine;

import dev.baton.core.health.Band;
import dev.baton.core.health.ResultName;
import dev.baton.core.plan.Ours;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The band that we last wrote of an account: the state that a band needs to be held. What somebody
 * else put in its place is theirs, and moves no threshold of ours.
 */
final class HeldBands {
    private static final int TOGETHER = 100;

    private HeldBands() {}

    /** Of the fields that are ours in an account's record; null where we wrote none. */
    static @Nullable Band of(Mappings mappings, Map<String, Ours> ours) {
        String field = mappings.outputs().fields().get(ResultName.BAND);
        Ours band = field == null ? null : ours.get(field);
        return band == null ? null : Band.titled(band.sent()).orElse(null);
    }

    /** Of accounts, as far as we wrote any; none where the model holds no band. */
    static Map<String, Band> of(StateStore store, Mappings mappings, List<String> accounts) {
        var bands = new TreeMap<String, Band>();
        if (mappings.model().bands().areHeld()) {
            var object = new StreamKey(mappings.crm(), mappings.outputs().object());
            for (List<String> some : Batches.of(accounts, TOGETHER)) {
                store.ours(object, some)
                        .forEach(
                                (account, ours) -> {
                                    Band band = of(mappings, ours);
                                    if (band != null) {
                                        bands.put(account, band);
                                    }
                                });
            }
        }
        return bands;
    }

    /**
     * The bands that we had written by an earlier instant, as the ledger tells.
     *
     * @param accounts the ids asked for
     */
    static Map<String, Band> at(
            StateStore store, Mappings mappings, Instant instant, List<String> accounts) {
        var bands = new TreeMap<String, Band>();
        String field = mappings.outputs().fields().get(ResultName.BAND);
        if (field != null && mappings.model().bands().areHeld()) {
            WriteScope scope =
                    accounts.size() == 1
                            ? new WriteScope.OfAccount(accounts.getFirst())
                            : new WriteScope.OfField(field);
            store.writes(
                    scope,
                    write -> {
                        if (isOf(write, mappings, field) && !write.at().isAfter(instant)) {
                            Band.titled(write.newValue())
                                    .ifPresentOrElse(
                                            band -> bands.put(write.record(), band),
                                            () -> bands.remove(write.record()));
                        }
                    });
        }
        return bands;
    }

    private static boolean isOf(LedgerEntry write, Mappings mappings, String field) {
        return write.connection().equals(mappings.crm())
                && write.object().equals(mappings.outputs().object())
                && field.equals(write.field());
    }
}
