package dev.baton.mappings.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dotted paths into a raw record. Only identifiers: a path can never smuggle a query. */
public final class SourcePath {
    private static final Pattern IDENTIFIERS =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,79}(\\.[A-Za-z_][A-Za-z0-9_]{0,79}){0,4}");

    private SourcePath() {}

    public static boolean valid(String path) {
        return IDENTIFIERS.matcher(path).matches();
    }

    /** In alphabetical order; a path below another one is left out, as that one takes all of it. */
    public static List<String> covering(Collection<String> paths) {
        var kept = new ArrayList<String>();
        for (String path : new TreeSet<>(paths)) {
            if (kept.stream().noneMatch(above -> path.startsWith(above + "."))) {
                kept.add(path);
            }
        }
        return kept;
    }

    /** What stands at a path; wrong when something on the way is no object. */
    static Outcome<Object> read(String path, Map<String, @Nullable Object> fields) {
        Object value = fields;
        int from = 0;
        int dot;
        do {
            if (value == null) {
                return new Outcome.Nothing<>();
            }
            if (!(value instanceof Map<?, ?> map)) {
                return new Outcome.Wrong<>("nothing lies below it at " + path);
            }
            dot = path.indexOf('.', from);
            value = map.get(dot < 0 ? path.substring(from) : path.substring(from, dot));
            from = dot + 1;
        } while (dot >= 0);
        return Outcome.ofNullable(value);
    }

    /** A record's id at a path, as text; null when there is none. */
    public static @Nullable String id(String path, Map<String, @Nullable Object> fields) {
        return read(path, fields) instanceof Outcome.Found<Object>(Object value)
                ? Conversion.text(value)
                : null;
    }

    /** The text at a path, or the texts of a list there; empty when there are none. */
    public static List<String> texts(String path, Map<String, @Nullable Object> fields) {
        var texts = new ArrayList<String>();
        if (read(path, fields) instanceof Outcome.Found<Object>(Object value)) {
            for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                String text = each == null ? null : Conversion.text(each);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
