package dev.baton.engine;

import dev.baton.port.AdapterException;
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

    /** Reads records, and in the same breath who changed them last. */
    static ReadBack of(Target target, Sink sink, List<String> keys, List<String> fields)
            throws AdapterException {
        Sink.Editor editor = sink.editor(target.object());
        var holds = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        var edited = new TreeSet<String>();
        if (editor == null) {
            holds.putAll(target.read(sink, keys, fields));
        } else {
            var all = new ArrayList<>(fields);
            all.add(editor.field());
            target.read(sink, keys, all)
                    .forEach(
                            (key, values) -> {
                                var ours = new LinkedHashMap<>(values);
                                Object last = ours.remove(editor.field());
                                holds.put(key, ours);
                                if (!(last instanceof String user) || !editor.isUs().test(user)) {
                                    edited.add(key);
                                }
                            });
        }
        return new ReadBack(holds, gone(target, keys, holds), edited, editor != null);
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
