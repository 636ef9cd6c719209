package dev.baton.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts a nested record down to dotted paths, keeping absent, null and blank apart. */
public final class Projection {
    private final Map<String, Projection> children = new LinkedHashMap<>();

    private Projection() {}

    public static Projection of(List<String> paths) {
        var root = new Projection();
        for (String path : paths) {
            Projection node = root;
            for (String name : path.split("\\.", -1)) {
                node = node.children.computeIfAbsent(name, unused -> new Projection());
            }
        }
        return root;
    }

    /** A new map with only the asked-for paths, in the order they were asked for. */
    public Map<String, @Nullable Object> apply(Map<String, ? extends @Nullable Object> record) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        children.forEach(
                (name, child) -> {
                    if (record.containsKey(name)) {
                        kept.put(name, child.cut(record.get(name)));
                    }
                });
        return kept;
    }

    @SuppressWarnings("unchecked") // JSON objects have String keys
    private @Nullable Object cut(@Nullable Object value) {
        return children.isEmpty() || !(value instanceof Map<?, ?> map)
                ? value
                : apply((Map<String, Object>) map);
    }
}
