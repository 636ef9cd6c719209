package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.write.RowObstacles.Attempt;
import dev.baton.sandbox.salesforce.write.RowObstacles.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Updates and upserts. Every row has its own result, in the order of the rows; with allOrNone one
 * refused row keeps all others from being written.
 */
public final class Writer {
    private static final RowError ROLLED_BACK =
            RowError.of(
                    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                    "Record rolled back because not all records were valid and the request was using AllOrNone header");

    private final Org org;
    private final RowCheck check;
    private final RowObstacles obstacles;

    /**
     * A writer.
     *
     * @param obstacles met by rows that pass all checks
     */
    public Writer(Org org, RowObstacles obstacles) {
        this.org = org;
        this.check = new RowCheck(org);
        this.obstacles = obstacles;
    }

    /** Changes records by id. */
    public List<RowResult> update(List<RowInput> rows, boolean allOrNone) {
        Set<String> seen = new HashSet<>();
        return run(
                rows,
                allOrNone,
                row -> {
                    String id = row.id();
                    if (id == null) {
                        throw new Refusal(
                                "MISSING_ARGUMENT", "Id not specified in an update call", "Id");
                    }
                    Row target = check.target(row.type(), id);
                    if (!seen.add(SalesforceId.key(id))) {
                        throw new Refusal("DUPLICATE_VALUE", "Duplicate id specified: " + id, "Id");
                    }
                    return check.update(target, row.values());
                });
    }

    /** Creates records. */
    public List<RowResult> create(List<RowInput> rows, boolean allOrNone) {
        return run(
                rows,
                allOrNone,
                row -> {
                    if (row.id() != null) {
                        throw new Refusal(
                                "INVALID_FIELD_FOR_INSERT_UPDATE",
                                "cannot specify Id in an insert call",
                                "Id");
                    }
                    return check.create(row.type(), row.values());
                });
    }

    /**
     * Changes the record that has the row's key, or creates one.
     *
     * @param key an external id, another field that identifies records, or Id
     */
    public List<RowResult> upsert(Field key, List<RowInput> rows, boolean allOrNone) {
        Set<String> twice = keysSentTwice(key, rows);
        return run(rows, allOrNone, row -> upsertOne(key, row, twice));
    }

    /** Moves records to the recycle bin. */
    public List<RowResult> delete(List<String> ids) {
        return ids.stream().map(id -> deleteOne(null, id, org::delete)).toList();
    }

    /** Moves records of one object to the recycle bin; ids of others are malformed here. */
    public List<RowResult> delete(ObjectType type, List<String> ids) {
        return ids.stream().map(id -> deleteOne(type, id, org::delete)).toList();
    }

    /** Deletes records of one object for good. */
    public List<RowResult> erase(ObjectType type, List<String> ids) {
        return ids.stream().map(id -> deleteOne(type, id, org::erase)).toList();
    }

    private RowResult deleteOne(@Nullable ObjectType type, String id, Consumer<Row> how) {
        try {
            ObjectType of = type != null ? type : typeOf(id);
            Row row = check.target(of, id);
            if (!org.access().object(row.type()).delete()) {
                throw new Refusal(
                        "INSUFFICIENT_ACCESS_OR_READONLY",
                        "insufficient access rights on object id");
            }
            meet(new Attempt(Kind.DELETE, row.type(), row, Map.of()));
            how.accept(row);
            return new RowResult.Saved(row.id(), false);
        } catch (Refusal refusal) {
            return new RowResult.Failed(id, refusal.errors());
        }
    }

    private ObjectType typeOf(String id) throws Refusal {
        return org.find(id)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        "INVALID_CROSS_REFERENCE_KEY",
                                        "invalid cross reference id"))
                .type();
    }

    private Draft upsertOne(Field key, RowInput row, Set<String> twice) throws Refusal {
        String value = keyValue(key, row);
        if (value == null) {
            if (key.name().equals("Id")) {
                return check.create(row.type(), row.values());
            }
            throw new Refusal("MISSING_ARGUMENT", key.name() + " not specified", key.name());
        }
        if (twice.contains(normal(key, value))) {
            throw new Refusal(
                    "DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name());
        }
        if (key.name().equals("Id")) {
            return check.update(check.target(row.type(), value), row.values());
        }
        List<Row> found = org.findBy(row.type(), key, value);
        if (found.size() > 1) {
            throw new Refusal(
                    "DUPLICATE_EXTERNAL_ID",
                    key.name()
                            + ": more than one record found for external id field: "
                            + ids(found),
                    key.name());
        }
        if (found.isEmpty()) {
            return check.create(row.type(), row.values());
        }
        Map<Field, Input> others = new LinkedHashMap<>(row.values());
        others.remove(key);
        return check.update(found.getFirst(), others);
    }

    private static List<String> ids(List<Row> rows) {
        return rows.stream().map(row -> SalesforceId.key(row.id())).toList();
    }

    private static Set<String> keysSentTwice(Field key, List<RowInput> rows) {
        Map<String, Integer> counts = new HashMap<>();
        for (RowInput row : rows) {
            String value = keyValue(key, row);
            if (value != null) {
                counts.merge(normal(key, value), 1, Integer::sum);
            }
        }
        counts.values().removeIf(count -> count == 1);
        return counts.keySet();
    }

    private static String normal(Field key, String value) {
        if (key.name().equals("Id")) {
            return SalesforceId.key(value);
        }
        return key.is(Trait.CASE_SENSITIVE) ? value : value.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String keyValue(Field key, RowInput row) {
        if (key.name().equals("Id")) {
            return row.id();
        }
        return row.values().get(key) instanceof Input.Text text && !text.value().isBlank()
                ? text.value().strip()
                : null;
    }

    private void meet(Attempt attempt) throws Refusal {
        List<RowError> errors = obstacles.refuse(attempt);
        if (!errors.isEmpty()) {
            throw new Refusal(errors);
        }
    }

    private interface Step {
        Draft draft(RowInput row) throws Refusal;
    }

    private List<RowResult> run(List<RowInput> rows, boolean allOrNone, Step step) {
        List<RowResult> results = new ArrayList<>();
        List<Draft> held = new ArrayList<>();
        boolean refused = false;
        for (RowInput row : rows) {
            try {
                Draft draft = step.draft(row);
                Kind kind = draft.existing() == null ? Kind.CREATE : Kind.UPDATE;
                meet(new Attempt(kind, draft.type(), draft.existing(), draft.values()));
                held.add(draft);
                results.add(
                        allOrNone
                                ? new RowResult.Failed(row.id(), List.of(ROLLED_BACK))
                                : draft.save(org));
            } catch (Refusal refusal) {
                refused = true;
                results.add(new RowResult.Failed(row.id(), refusal.errors()));
            }
        }
        return allOrNone && !refused
                ? held.stream().map(draft -> draft.save(org)).toList()
                : results;
    }
}
