package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.zendesk.MetricEvent.Metric;
import dev.baton.sandbox.zendesk.MetricEvent.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Derives a ticket's metric events from its exported rows, oldest first, and from nothing else. A
 * later row only adds events, so an event keeps its id however far the clock moves on.
 */
final class MetricEvents {
    /** Room for the events of one ticket between its ids and the next ticket's. */
    private static final long IDS_A_TICKET = 10_000;

    private final long ticketId;
    private final long created;
    private final List<MetricEvent> events = new ArrayList<>();
    private int instance = 1;
    private long activated;
    private boolean replied;
    private @Nullable String solvedAt;

    private MetricEvents(Row first) {
        this.ticketId = first.id();
        this.created = first.createdAt().getEpochSecond();
        this.activated = created;
    }

    /**
     * All events of one ticket.
     *
     * @param rows of the ticket, in time order, at least one
     * @return in no particular order
     */
    static List<MetricEvent> of(List<Row> rows) {
        Row first = rows.getFirst();
        var derived = new MetricEvents(first);
        derived.add(derived.created, Metric.REPLY_TIME, 1, EventType.ACTIVATE, null);
        derived.add(derived.created, Metric.RESOLUTION_TIME, 1, EventType.ACTIVATE, null);
        rows.forEach(derived::follow);
        if (derived.events.size() >= IDS_A_TICKET || first.id() > Long.MAX_VALUE / IDS_A_TICKET) {
            throw first.broken(
                    "has too large an id, or too many versions, for its metric events to be numbered");
        }
        return derived.events;
    }

    private void follow(Row row) {
        ObjectNode body = row.body();
        JsonNode metrics = body.path("metric_set");
        JsonNode reply = metrics.path("reply_time_in_minutes").path("calendar");
        if (!replied && reply.isIntegralNumber()) {
            replied = true;
            fulfill(created + 60 * reply.longValue(), Metric.REPLY_TIME, 1, created);
        }
        String solved = metrics.path("solved_at").textValue();
        if (solved == null && solvedAt != null) {
            reopen(row);
        } else if (solved != null && !solved.equals(solvedAt)) {
            // Solved again with no reopened row in between: the same instance, since nobody saw
            // another one start.
            fulfill(
                    Instant.parse(solved).getEpochSecond(),
                    Metric.RESOLUTION_TIME,
                    instance,
                    activated);
        }
        solvedAt = solved;
    }

    private void reopen(Row row) {
        instance++;
        Long generated = row.generatedTimestamp();
        activated = generated == null ? row.createdAt().getEpochSecond() : generated;
        add(activated, Metric.RESOLUTION_TIME, instance, EventType.ACTIVATE, null);
    }

    private void fulfill(long second, Metric metric, int number, long since) {
        add(second, metric, number, EventType.FULFILL, null);
        add(second, metric, number, EventType.UPDATE_STATUS, Math.floorDiv(second - since, 60L));
    }

    private void add(
            long second, Metric metric, int number, EventType type, @Nullable Long minutes) {
        long id = ticketId * IDS_A_TICKET + events.size() + 1;
        events.add(new MetricEvent(id, ticketId, second, metric, number, type, minutes));
    }
}
