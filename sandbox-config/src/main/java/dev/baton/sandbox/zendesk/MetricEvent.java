package dev.baton.sandbox.zendesk;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the vendor's ticket metric events.
 *
 * @param second when it happened, epoch seconds
 * @param instance counts from 1: a metric starts anew when its ticket is reopened
 * @param minutes calendar minutes the metric was open; only, and always, with {@link
 *     EventType#UPDATE_STATUS}
 */
record MetricEvent(
        long id,
        long ticketId,
        long second,
        Metric metric,
        int instance,
        EventType type,
        @Nullable Long minutes)
        implements Ordered {

    /** The metrics that an export has the data for; on the wire in lower case. */
    enum Metric {
        REPLY_TIME,
        RESOLUTION_TIME
    }

    /** What happened to the metric; on the wire in lower case. */
    enum EventType {
        ACTIVATE,
        FULFILL,
        UPDATE_STATUS
    }
}
