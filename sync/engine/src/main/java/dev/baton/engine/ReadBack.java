package dev.baton.engine;

import dev.baton.port.MassReader;
import dev.baton.port.Sink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What records hold after a write. A value that is not the one we sent is the org's doing, or the
 * edit of a person who was quicker than our read-back: only the record's last editor tells the two
 * apart (invariant 4).
 *
 * @param holds record → field → value; records that are gone are left out, but for those that were
 *     to be deleted: they hold nothing
 * @param gone those of them
 * @param edited those that somebody else changed since
 * @param tellsEditors whether the CRM says who changed a record last; without it, none is in {@code
 *     edited}
 */
record ReadBack(
        Map<String, Map<String, @Nullable Object>> holds,
        SortedSet<String> gone,
        SortedSet<String> edited,
        boolean tellsEditors) {

    /** Whether what a record holds besides our values may be a person's. */
    boolean mayBeEdited(String key) {
        return !tellsEditors || edited.contains(key);
    }

    /** The fields to read, and in the same breath who changed the records last. */
    static List<String> asked(Sink.@Nullable Editor editor, List<String> fields) {
        if (editor == null) {
            return fields;
        }
        var all = new ArrayList<>(fields);
        all.add(editor.field());
        return all;
    }

    /**
     * What was read.
     *
     * @param editor as it was asked for, null where the CRM does not tell
     * @param read the records that were asked for, and what those hold that are there
     */
    static ReadBack of(Target target, Sink.@Nullable Editor editor, MassReader.Some read) {
        var holds = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        var edited = new TreeSet<String>();
        read.holds()
                .forEach(
                        (key, values) -> {
                            var ours = new LinkedHashMap<>(values);
                            holds.put(key, ours);
                            if (editor != null && !isOurs(editor, ours.remove(editor.field()))) {
                                edited.add(key);
                            }
                        });
        return new ReadBack(holds, gone(target, read.ids(), holds), edited, editor != null);
    }

    private static boolean isOurs(Sink.Editor editor, @Nullable Object last) {
        return last instanceof String user && editor.isUs().test(user);
    }

    private static SortedSet<String> gone(
            Target target, List<String> keys, Map<String, Map<String, @Nullable Object>> holds) {
        var gone = new TreeSet<String>();
        if (target.removes()) {
            gone.addAll(keys);
            gone.removeAll(holds.keySet());
            gone.forEach(key -> holds.put(key, Map.of()));
        }
        return gone;
    }
}
