package dev.baton.sandbox.salesforce.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All subscriptions of the org, and how many events its day still allows. Thread-safe. */
public final class EventStreams {
    private final ChangeBus bus;
    private final String organization;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private long delivered;
    private long allowed = Long.MAX_VALUE;

    /**
     * Nobody subscribes yet.
     *
     * @param organization the org's id
     */
    public EventStreams(ChangeBus bus, String organization) {
        this.bus = bus;
        this.organization = organization;
    }

    ChangeBus bus() {
        return bus;
    }

    String organization() {
        return organization;
    }

    void add(EventStream stream) {
        open.add(stream);
    }

    void remove(EventStream stream) {
        open.remove(stream);
    }

    /** Counts deliveries, unless the day has no room for them. */
    synchronized boolean mayDeliver(int events) {
        if (delivered + events > allowed) {
            return false;
        }
        delivered += events;
        return true;
    }

    /** Events delivered so far, each subscriber's own. */
    public synchronized long delivered() {
        return delivered;
    }

    /** How many events may still be delivered, whoever they go to. */
    public synchronized void allow(long more) {
        allowed = delivered + more;
    }

    /** Open subscriptions by object. */
    public Map<String, Long> subscriptions() {
        Map<String, Long> counts = new TreeMap<>();
        open.stream()
                .map(EventStream::object)
                .filter(Objects::nonNull)
                .forEach(object -> counts.merge(object, 1L, Long::sum));
        return counts;
    }

    /** Ends all subscriptions, as when the vendor's servers are renewed. */
    public void cut() {
        List.copyOf(open).forEach(EventStream::unavailable);
    }

    void keepAlive() {
        List.copyOf(open).forEach(EventStream::keepAlive);
    }
}
