package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes out of an exported row what nobody could know yet: dates and instants later than the clock
 * become null. A row thus unfolds into one version for every instant at which it shows more, and an
 * incremental export sees each of them.
 */
class Hindsight {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?");
    // Admin-made fields are named freely, so here the value says whether it is a date.
    private static final Set<String> FREE_FIELDS =
            Set.of("custom_fields", "organization_fields", "user_fields");

    /**
     * The versions of a row that is known from one second on.
     *
     * @param from the first second, inclusive
     * @param until the first second that belongs to another row of the same record, or
     *     Long.MAX_VALUE
     */
    final List<Version> unfold(long id, ObjectNode row, long from, long until) {
        SortedSet<Long> seconds = new TreeSet<>(Set.of(from));
        seconds.addAll(seconds(row));
        var versions = new ArrayList<Version>();
        for (long second : seconds.tailSet(from)) {
            if (second < until) {
                versions.add(new Version(id, second, at(row, second)));
            }
        }
        return versions;
    }

    /** The seconds at which the row shows more than before. */
    SortedSet<Long> seconds(ObjectNode row) {
        var all = new TreeSet<Long>();
        collect(row, false, all);
        return all;
    }

    /** The row as it may be shown at a second; the row itself if it hides nothing. */
    ObjectNode at(ObjectNode row, long second) {
        if (!hides(row, second)) {
            return row;
        }
        ObjectNode shown = row.deepCopy();
        hide(shown, false, second);
        return shown;
    }

    final boolean hides(ObjectNode row, long second) {
        SortedSet<Long> seconds = seconds(row);
        return !seconds.isEmpty() && seconds.last() > second;
    }

    private static void collect(JsonNode node, boolean free, SortedSet<Long> all) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (isDate(field.getKey(), free, value)) {
                all.add(second(value.textValue()));
            }
            collect(value, free || FREE_FIELDS.contains(field.getKey()), all);
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, free, all));
        }
    }

    private static void hide(JsonNode node, boolean free, long second) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (isDate(field.getKey(), free, value) && second(value.textValue()) > second) {
                field.setValue(NullNode.instance);
            }
            hide(value, free || FREE_FIELDS.contains(field.getKey()), second);
        }
        if (node.isArray()) {
            node.forEach(element -> hide(element, free, second));
        }
    }

    private static boolean isDate(String name, boolean free, JsonNode value) {
        return value.isTextual()
                && (name.endsWith("_at") || free)
                && DATE.matcher(value.textValue()).matches()
                && second(value.textValue()) >= 0;
    }

    /**
     * Epoch seconds, rounded up since a record must not show before its time; -1 for text that only
     * looks like a date.
     */
    static long second(String date) {
        try {
            return date.contains("T")
                    ? ceiling(Instant.parse(date))
                    : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeParseException e) {
            return -1;
        }
    }

    static long ceiling(Instant instant) {
        return instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    }
}
