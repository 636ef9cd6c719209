package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * Hides what follows from hidden instants as well: minutes that have not passed, a solution not yet
 * found.
 */
final class TicketHindsight extends Hindsight {
    private static final String REPLY = "reply_time_in_minutes";
    private static final String FIRST_RESOLUTION = "first_resolution_time_in_minutes";
    private static final String FULL_RESOLUTION = "full_resolution_time_in_minutes";

    @Override
    SortedSet<Long> seconds(ObjectNode row) {
        SortedSet<Long> all = super.seconds(row);
        all.removeIf(second -> second < created(row));
        endOf(row, REPLY).ifPresent(all::add);
        endOf(row, FIRST_RESOLUTION).ifPresent(all::add);
        resolved(row).ifPresent(all::add);
        return all;
    }

    @Override
    ObjectNode at(ObjectNode row, long second) {
        ObjectNode shown = super.at(row, second);
        if (hides(row, second) && row.path("metric_set").isObject()) {
            ObjectNode metrics = (ObjectNode) shown.path("metric_set");
            hideMinutes(metrics, REPLY, endOf(row, REPLY), second);
            hideMinutes(metrics, FIRST_RESOLUTION, endOf(row, FIRST_RESOLUTION), second);
            hideMinutes(metrics, FULL_RESOLUTION, resolved(row), second);
        }
        return withStatus(row, shown, second);
    }

    /**
     * Deleted tickets stay in the export with a status of their own; one solved later is open for
     * now.
     */
    private static ObjectNode withStatus(ObjectNode row, ObjectNode shown, long second) {
        if (shown.path("deleted_at").isTextual()) {
            return shown.deepCopy().put("status", "deleted");
        }
        JsonNode solvedAt = row.path("metric_set").path("solved_at");
        String status = row.path("status").asText();
        boolean early = solvedAt.isTextual() && second(solvedAt.textValue()) > second;
        return early && (status.equals("solved") || status.equals("closed"))
                ? shown.deepCopy().put("status", "open")
                : shown;
    }

    private static void hideMinutes(
            ObjectNode metrics, String name, OptionalLong end, long second) {
        if (end.isPresent() && end.getAsLong() > second) {
            metrics.putObject(name).putNull("calendar").putNull("business");
        }
    }

    /** The solution's own second where it is given, because minutes are rounded down. */
    private static OptionalLong resolved(ObjectNode row) {
        JsonNode solvedAt = row.path("metric_set").path("solved_at");
        return solvedAt.isTextual()
                ? OptionalLong.of(second(solvedAt.textValue()))
                : endOf(row, FULL_RESOLUTION);
    }

    private static OptionalLong endOf(ObjectNode row, String metric) {
        JsonNode minutes = row.path("metric_set").path(metric).path("calendar");
        return minutes.isIntegralNumber()
                ? OptionalLong.of(created(row) + 60 * minutes.longValue())
                : OptionalLong.empty();
    }

    private static long created(ObjectNode row) {
        return ceiling(Instant.parse(row.path("created_at").textValue()));
    }
}
