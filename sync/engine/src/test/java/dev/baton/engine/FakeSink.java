package dev.baton.engine;

import dev.baton.port.AdapterException;
import dev.baton.port.MassReader;
import dev.baton.port.MassWriter;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A CRM in memory that can be told to fail: batches of two, so that tests stay short. */
final class FakeSink implements Sink {
    /** What happens to the next update. */
    sealed interface Fault {
        /** Carried out, but the answer never comes. */
        record AnswerLost() implements Fault {}

        /** Never arrives, and nobody can tell. */
        record RequestLost() implements Fault {}

        /** The system is away; nothing was written. */
        record Away() implements Fault {}

        /** Turned away unread; the adapter waits, while this happens, and tries again. */
        record TurnedAway(Runnable meanwhile) implements Fault {}

        /** One record is refused. */
        record Refused(String id, String code, boolean retryable) implements Fault {}

        /** Every record of the batch is refused for good. */
        record AllRefused(String code) implements Fault {}
    }

    /** Of every object. */
    private static final List<String> FIELDS =
            List.of(
                    "Account",
                    "Account__c",
                    "Band",
                    "Key",
                    "Key__c",
                    "Score",
                    "Score__c",
                    "Status");

    /** Those that our user may not see. */
    final Set<String> hidden = new TreeSet<>();

    final Map<String, Map<String, @Nullable Object>> records = new TreeMap<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    final List<List<String>> updates = new ArrayList<>();
    final List<List<String>> deletes = new ArrayList<>();
    int retrieves;
    Runnable onUpdate = () -> {};

    /** What the org makes of every value that is written, null when it keeps it. */
    @Nullable Object bent;

    /** Null for a CRM without jobs. */
    @Nullable MassWriter mass;

    /** Null for a CRM that reads by ids only. */
    @Nullable MassReader massReader;

    /** Who changed every record last, null when the CRM does not tell. */
    @Nullable String editor;

    FakeSink with(String... ids) {
        for (String id : ids) {
            records.put(id, new LinkedHashMap<>());
        }
        return this;
    }

    /** Somebody changes a record. */
    void edit(String id, String field, @Nullable Object value) {
        records.computeIfAbsent(id, unused -> new LinkedHashMap<>()).put(field, value);
    }

    @Override
    public ObjectDescription describe(String object) {
        return new ObjectDescription(
                object,
                FIELDS.stream()
                        .filter(name -> !hidden.contains(name))
                        .map(FakeSink::field)
                        .toList());
    }

    private static ObjectDescription.Field field(String name) {
        return new ObjectDescription.Field(
                name, "string", 0, 0, 0, true, false, false, List.of(), false);
    }

    @Override
    public int updateBatch() {
        return 2;
    }

    @Override
    public int retrieveBatch() {
        return 10;
    }

    @Override
    public int findBatch() {
        return 10;
    }

    @Override
    public List<WriteResult> update(String object, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        updates.add(batch.stream().map(WriteRequest::id).toList());
        onUpdate.run();
        Fault fault = faults.poll();
        switch (fault) {
            case null -> {}
            case Fault.RequestLost lost -> throw unknown();
            case Fault.Away away ->
                    throw new AdapterException(
                            AdapterException.Category.UNAVAILABLE, "away", "the CRM is away", null);
            case Fault.AnswerLost lost -> {
                batch.forEach(request -> write(request));
                throw unknown();
            }
            case Fault.TurnedAway turnedAway -> {
                turnedAway.meanwhile().run();
                if (!permit.holds()) {
                    throw new AdapterException(
                            AdapterException.Category.UNAVAILABLE, "withdrawn", "not sent", null);
                }
            }
            case Fault.Refused refused -> {}
            case Fault.AllRefused refused -> {}
        }
        return batch.stream().map(request -> result(request, fault)).toList();
    }

    private WriteResult result(WriteRequest request, @Nullable Fault fault) {
        if (fault instanceof Fault.Refused refused && refused.id().equals(request.id())) {
            return new WriteResult.Refused(
                    request.id(), refused.code(), "mend it", List.of(), refused.retryable());
        }
        if (fault instanceof Fault.AllRefused refused) {
            return new WriteResult.Refused(
                    request.id(), refused.code(), "mend it", List.of(), false);
        }
        write(request);
        return new WriteResult.Accepted(request.id());
    }

    private void write(WriteRequest request) {
        Map<String, @Nullable Object> record = records.get(request.id());
        if (record != null) {
            record.putAll(request.fields());
            if (bent != null) {
                record.replaceAll((field, value) -> bent);
            }
        }
    }

    private static AdapterException unknown() {
        return new AdapterException(
                AdapterException.Category.OUTCOME_UNKNOWN, "lost", "no answer came", null);
    }

    @Override
    public List<WriteResult> upsert(
            String object, String key, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        batch.forEach(
                request ->
                        records.computeIfAbsent(request.id(), unused -> new LinkedHashMap<>())
                                .put(key, request.id()));
        return update(object, batch, permit);
    }

    @Override
    public List<WriteResult> delete(
            String object, String key, List<String> keys, WritePermit permit)
            throws AdapterException {
        deletes.add(List.copyOf(keys));
        Fault fault = faults.poll();
        if (fault instanceof Fault.RequestLost) {
            throw unknown();
        }
        var results = new ArrayList<WriteResult>();
        for (String each : keys) {
            if (fault instanceof Fault.Refused refused && refused.id().equals(each)) {
                results.add(
                        new WriteResult.Refused(
                                each, refused.code(), "mend it", List.of(), refused.retryable()));
            } else {
                records.remove(each);
                results.add(new WriteResult.Accepted(each));
            }
        }
        if (fault instanceof Fault.AnswerLost) {
            throw unknown();
        }
        return results;
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> find(
            String object, String key, List<String> keys, List<String> fields) {
        return retrieve(object, keys, fields);
    }

    @Override
    public List<String> closedStatuses(String object) {
        return List.of("Completed");
    }

    @Override
    public Set<String> activeUsers(Collection<String> ids) {
        return Set.copyOf(ids);
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> retrieve(
            String object, List<String> ids, List<String> fields) {
        if (fields.stream().anyMatch(hidden::contains)) {
            throw new IllegalArgumentException("nobody may ask for what is hidden");
        }
        retrieves++;
        var found = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (String id : ids) {
            Map<String, @Nullable Object> record = records.get(id);
            if (record != null) {
                var shown = new LinkedHashMap<String, @Nullable Object>();
                fields.forEach(
                        field ->
                                shown.put(
                                        field,
                                        field.equals("Editor") ? editor : record.get(field)));
                found.put(id, shown);
            }
        }
        return found;
    }

    @Override
    public @Nullable Editor editor(String object) {
        return editor == null ? null : new Editor("Editor", "us"::equals);
    }

    @Override
    public Optional<MassWriter> mass() {
        return Optional.ofNullable(mass);
    }

    @Override
    public Optional<MassReader> massReader() {
        return Optional.ofNullable(massReader);
    }

    @Override
    public Set<String> withoutEditRight(String object, List<String> ids) {
        return new TreeSet<>();
    }

    @Override
    public long calls() {
        return (long) updates.size() + retrieves;
    }

    @Override
    public void close() {}
}
