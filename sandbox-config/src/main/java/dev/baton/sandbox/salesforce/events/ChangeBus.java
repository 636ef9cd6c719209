package dev.baton.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The org's event bus: keeps the change events of the objects that are switched on for 72 hours of
 * the org's clock. Thread-safe.
 */
public final class ChangeBus {
    static final Duration RETENTION = Duration.ofDays(3);

    /** Positions are not consecutive, as the vendor warns. */
    private static final int STRIDE = 3;

    private final Schema schema;
    private final InstantSource clock;
    private final SortedSet<String> enabled = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ChangeSchema> schemasById = new HashMap<>();
    private final TreeMap<Long, ChangeEvent> events = new TreeMap<>();
    private final List<Runnable> hearing = new CopyOnWriteArrayList<>();
    private long last = 1_000;
    private long commits;
    private long forgotten;

    ChangeBus(Schema schema, InstantSource clock) {
        this.schema = schema;
        this.clock = clock;
    }

    /**
     * The objects whose changes are told, in the place of those before.
     *
     * @return those of them that the org does not have; with any, nothing is changed
     */
    public synchronized List<String> enable(Collection<String> objects) {
        List<String> unknown =
                objects.stream().filter(object -> schema.find(object).isEmpty()).toList();
        if (unknown.isEmpty()) {
            enabled.clear();
            objects.forEach(object -> enabled.add(schema.get(object).name()));
        }
        return unknown;
    }

    /** The objects whose changes are told, sorted. */
    public synchronized Set<String> enabled() {
        return new TreeSet<>(enabled);
    }

    synchronized boolean isEnabled(String object) {
        return enabled.contains(object);
    }

    /** The object behind a topic; nothing unless it is switched on. */
    synchronized Optional<ChangeSchema> topic(String topic) {
        return enabled.stream()
                .filter(object -> ChangeSchema.topic(object).equals(topic))
                .findFirst()
                .map(object -> current(schema.get(object)));
    }

    synchronized Optional<ChangeSchema> schema(String id) {
        return Optional.ofNullable(schemasById.get(id));
    }

    private ChangeSchema current(ObjectType type) {
        ChangeSchema made = ChangeSchema.of(type);
        ChangeSchema known = schemasById.putIfAbsent(made.id(), made);
        return known == null ? made : known;
    }

    /** Tells of what one transaction changed; objects that are not switched on are passed over. */
    void publish(List<RecordChange> changes) {
        synchronized (this) {
            String transaction = UUID.randomUUID().toString();
            commits++;
            int sequence = 0;
            for (RecordChange change : changes) {
                if (isEnabled(change.type().name())) {
                    add(change, transaction, ++sequence);
                }
            }
            if (sequence == 0) {
                return;
            }
        }
        hearing.forEach(Runnable::run);
    }

    private void add(RecordChange change, String transaction, int sequence) {
        ChangeSchema written = current(change.type());
        last += STRIDE;
        byte[] payload = ChangePayload.of(written, change, transaction, sequence, commits);
        events.put(
                last,
                new ChangeEvent(
                        last,
                        UUID.randomUUID().toString(),
                        change.type().name(),
                        written.id(),
                        ByteString.copyFrom(payload),
                        change.at()));
    }

    /** From now on runs this after each transaction. */
    void hear(Runnable hearer) {
        hearing.add(hearer);
    }

    void unhear(Runnable hearer) {
        hearing.remove(hearer);
    }

    /** Kept events of an object behind a position, in order. */
    synchronized List<ChangeEvent> after(long position, String object, int most) {
        forgetOld();
        List<ChangeEvent> found = new ArrayList<>();
        for (ChangeEvent event : events.tailMap(position, false).values()) {
            if (found.size() == most) {
                break;
            }
            if (event.object().equals(object)) {
                found.add(event);
            }
        }
        return found;
    }

    /** Where the bus ends. */
    synchronized long end() {
        return last;
    }

    /** Where what is kept begins. */
    synchronized long beginning() {
        forgetOld();
        return events.isEmpty() ? last : events.firstKey() - 1;
    }

    /** Whether one can go on behind a position: nothing behind it has been forgotten. */
    synchronized boolean isKept(long position) {
        forgetOld();
        return position > 0 && position >= forgotten && position <= last;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(RETENTION);
        while (!events.isEmpty() && events.firstEntry().getValue().at().isBefore(oldest)) {
            forgotten = events.pollFirstEntry().getKey();
        }
    }

    /** Forgets all events, as when an org moves to another instance: no replay id is good then. */
    public synchronized void reset() {
        events.clear();
        forgotten = last + 1;
        last += 1_000;
    }

    /** Events that are kept, of one object. */
    public synchronized long kept(String object) {
        forgetOld();
        return events.values().stream().filter(event -> event.object().equals(object)).count();
    }
}
