package dev.baton.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds three values of each field against each other: what we want, what the CRM holds, and what
 * we wrote last. Only so can a person's edit be told from our own older value (invariant 4).
 */
public final class ThreeWay {
    private ThreeWay() {}

    /**
     * What is to be done about one record.
     *
     * @param changes what to write
     * @param conflicts what somebody else changed; left alone
     * @param adopted fields that hold what we want though we did not write it, an empty field that
     *     we want empty among them: from now on a change there is an edit, too
     */
    public record Compared(
            List<Change> changes, List<Conflict> conflicts, SortedMap<String, Ours> adopted) {
        public Compared {
            changes = List.copyOf(changes);
            conflicts = List.copyOf(conflicts);
            adopted = Collections.unmodifiableSortedMap(new TreeMap<>(adopted));
        }
    }

    /**
     * Compares one record. Fields that are not desired are left alone.
     *
     * @param desired field → value
     * @param held field → value; a field that is absent holds nothing
     * @param ours field → what we wrote last; a field that is absent was never written by us as far
     *     as we remember, nor seen as we wanted it, and may be written
     */
    public static Compared compare(
            String object,
            String key,
            Map<String, ? extends @Nullable Object> desired,
            Map<String, ? extends @Nullable Object> held,
            Map<String, Ours> ours) {
        var changes = new ArrayList<Change>();
        var conflicts = new ArrayList<Conflict>();
        var adopted = new TreeMap<String, Ours>();
        desired.forEach(
                (field, wanted) -> {
                    Object now = held.get(field);
                    Ours last = ours.get(field);
                    switch (fate(wanted, now, last)) {
                        case KEEP -> {}
                        case ADOPT -> adopted.put(field, Ours.kept(now));
                        case WRITE -> changes.add(new Change(object, key, field, now, wanted));
                        case YIELD ->
                                conflicts.add(
                                        new Conflict(
                                                object,
                                                key,
                                                field,
                                                last == null ? null : last.got(),
                                                now,
                                                wanted));
                    }
                });
        return new Compared(changes, conflicts, adopted);
    }

    private enum Fate {
        KEEP,
        ADOPT,
        WRITE,
        YIELD
    }

    private static Fate fate(@Nullable Object wanted, @Nullable Object now, @Nullable Ours last) {
        if (FieldValues.same(now, wanted)) {
            boolean known = last != null && FieldValues.same(now, last.got());
            return known ? Fate.KEEP : Fate.ADOPT;
        }
        if (last == null) {
            return Fate.WRITE;
        }
        if (!FieldValues.same(now, last.got())) {
            return Fate.YIELD;
        }
        // Bent by the org: sent again it would be bent again, every cycle (invariant 10).
        return FieldValues.same(wanted, last.sent()) ? Fate.KEEP : Fate.WRITE;
    }
}
