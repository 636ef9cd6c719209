package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.View;
import dev.baton.sandbox.salesforce.org.Watcher;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices what changes in the org and tells the bus: what calls write, each a transaction of its
 * own, and what the clock brings to light. Guarded by the org's lock.
 */
public final class Changes implements Watcher {
    /** Kept by the platform, changed with every write. */
    private static final String MODIFIED = "LastModifiedDate";

    private final Org org;
    private final ChangeBus bus;
    private final List<RecordChange> transaction = new ArrayList<>();

    /** Where the writes begin of which all or none stand. */
    private int mark;

    public Changes(Org org, SandboxClock clock) {
        this.org = org;
        this.bus = new ChangeBus(org.schema(), clock);
        org.watch(this);
    }

    public ChangeBus bus() {
        return bus;
    }

    /** Answers a call; what it writes is told when it ends. */
    public <T> T during(Origin by, Supplier<T> call) {
        org.origin(by.text());
        try {
            return call.get();
        } finally {
            if (!transaction.isEmpty()) {
                bus.publish(alike(transaction));
                transaction.clear();
            }
        }
    }

    @Override
    public void begun() {
        mark = transaction.size();
    }

    @Override
    public void ended(boolean kept) {
        if (!kept) {
            transaction.subList(mark, transaction.size()).clear();
        }
    }

    @Override
    public void created(Row row) {
        add(row, ChangeType.CREATE, filled(row, org.view()));
    }

    @Override
    public void written(Row row, Set<String> changed) {
        if (bus.isEnabled(row.type().name())) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            changed.forEach(field -> values.put(field, org.view().value(row, field)));
            values.put(MODIFIED, org.view().value(row, MODIFIED));
            add(row, ChangeType.UPDATE, values);
        }
    }

    @Override
    public void deleted(Row row) {
        add(row, ChangeType.DELETE, Map.of());
    }

    @Override
    public void undeleted(Row row) {
        add(row, ChangeType.UNDELETE, filled(row, org.view()));
    }

    private void add(Row row, ChangeType kind, Map<String, @Nullable Object> values) {
        if (bus.isEnabled(row.type().name())) {
            transaction.add(
                    new RecordChange(
                            row.type(),
                            List.of(row.id()),
                            kind,
                            values,
                            Origin.of(org.caller()),
                            org.view().now()));
        }
    }

    /** Neighbours that were changed alike are told in one event. */
    private static List<RecordChange> alike(List<RecordChange> changes) {
        List<RecordChange> told = new ArrayList<>();
        for (RecordChange change : changes) {
            if (!told.isEmpty() && told.getLast().isLike(change)) {
                List<String> ids = new ArrayList<>(told.getLast().ids());
                ids.addAll(change.ids());
                told.set(told.size() - 1, change.with(ids));
            } else {
                told.add(change);
            }
        }
        return told;
    }

    /** Tells what came to light between two instants, as done by people at their desks. */
    public void revealed(Instant before, Instant now) {
        View then = org.view(before);
        View view = org.view(now);
        List<RecordChange> all = new ArrayList<>();
        for (String object : bus.enabled()) {
            org.schema().find(object).stream()
                    .flatMap(org::rows)
                    .map(row -> revealed(row, then, view))
                    .flatMap(Optional::stream)
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(RecordChange::at));
        all.forEach(change -> bus.publish(List.of(change)));
    }

    private Optional<RecordChange> revealed(Row row, View then, View view) {
        if (then.exists(row) && then.deleted(row)) {
            return Optional.empty();
        }
        if (view.deleted(row)) {
            return told(row, ChangeType.DELETE, Map.of(), view);
        }
        if (!then.exists(row)) {
            return told(row, ChangeType.CREATE, filled(row, view), view);
        }
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (Field field : row.type().fields()) {
            Object value = value(row, field, view);
            if (!Objects.equals(value(row, field, then), value)) {
                changed.put(field.name(), value);
            }
        }
        return changed.isEmpty() ? Optional.empty() : told(row, ChangeType.UPDATE, changed, view);
    }

    private Optional<RecordChange> told(
            Row row, ChangeType kind, Map<String, @Nullable Object> values, View view) {
        Instant at =
                view.value(row, "SystemModstamp") instanceof Instant stamp ? stamp : view.now();
        String user =
                view.value(row, "LastModifiedById") instanceof String id
                        ? id
                        : org.integrationUserId();
        return Optional.of(
                new RecordChange(
                        row.type(), List.of(row.id()), kind, values, Origin.person(user), at));
    }

    private static @Nullable Object value(Row row, Field field, View view) {
        return field.calculated() ? null : view.value(row, field.name());
    }

    private static Map<String, @Nullable Object> filled(Row row, View view) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : row.type().fields()) {
            Object value = value(row, field, view);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /**
     * Tells that records changed without telling how, as the vendor does where a change is too
     * large or passed its servers by.
     *
     * @param ids of the records; one may be a prefix and {@code *}, for all that there are
     * @return whether the object's changes are told at all
     */
    public boolean gap(String object, ChangeType kind, List<String> ids) {
        Optional<ObjectType> type = org.schema().find(object);
        if (type.isEmpty() || !bus.isEnabled(type.get().name())) {
            return false;
        }
        bus.publish(
                List.of(
                        new RecordChange(
                                type.get(),
                                ids,
                                kind,
                                Map.of(),
                                Origin.UNKNOWN.by(org.integrationUserId()),
                                org.view().now())));
        return true;
    }
}
