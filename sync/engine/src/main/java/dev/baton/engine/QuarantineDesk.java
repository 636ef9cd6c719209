package dev.baton.engine;

import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Ours;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person can do about records in quarantine. */
public final class QuarantineDesk {
    private final StateStore store;

    public QuarantineDesk(StateStore store) {
        this.store = store;
    }

    /**
     * Lets the next sync try again: a refused write is sent, a field in conflict is Baton's again,
     * a row that could not be read is read anew with its whole stream.
     */
    public void retry(Parked parked) {
        if (Quarantining.isWrite(parked)) {
            store.park(List.of(due(parked)));
        } else if (Quarantining.isConflict(parked)) {
            takeBack(parked);
            store.drop(parked);
        } else if (store.find(parked.stream(), parked.record(), Instant.MAX).isEmpty()) {
            store.rewind(parked.stream());
            store.drop(parked);
        }
        // What has landed is translated anew by every sync and leaves by itself.
    }

    private static Parked due(Parked parked) {
        return new Parked(
                parked.stream(), parked.record(), parked.reason(), parked.since(), parked.since());
    }

    /** What the CRM holds counts as ours from now on, so that the next plan may write over it. */
    private void takeBack(Parked parked) {
        var object = new StreamKey(parked.stream().connection(), Quarantining.object(parked));
        String record = parked.record();
        Map<String, @Nullable Object> held =
                store.held(object, List.of(record)).getOrDefault(record, Map.of());
        var ours = new LinkedHashMap<String, Ours>();
        store.ours(object, List.of(record))
                .getOrDefault(record, Map.of())
                .forEach(
                        (field, last) -> {
                            if (!FieldValues.same(last.got(), held.get(field))) {
                                ours.put(field, Ours.kept(held.get(field)));
                            }
                        });
        store.own(object, Map.of(record, ours));
    }

    /**
     * Forgets an entry. What is still wrong comes back with the next sync.
     *
     * @return false for a conflict: as long as it lasts it has to be seen
     */
    public boolean drop(Parked parked) {
        if (Quarantining.isConflict(parked)) {
            return false;
        }
        store.drop(parked);
        return true;
    }
}
