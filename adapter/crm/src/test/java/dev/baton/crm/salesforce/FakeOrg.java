package dev.baton.crm.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a fake org holds: objects with their fields, and rows. */
final class FakeOrg {

    /** A field of an object, with a type in the vendor's words. */
    record Field(String name, String type, @Nullable String relationship, List<String> parents) {
        Field(String name, String type) {
            this(name, type, null, List.of());
        }

        boolean updateable() {
            return !Set.of(
                            "Id",
                            "CreatedDate",
                            "SystemModstamp",
                            "LastModifiedDate",
                            "IsDeleted",
                            "MasterRecordId")
                    .contains(name);
        }
    }

    /** Values: String, Double, Boolean, Instant, or null. */
    static final class Row {
        final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean withoutId;
        int updates;

        Instant stamp() {
            Object stamp = values.get("SystemModstamp");
            return stamp instanceof Instant instant ? instant : Instant.EPOCH;
        }

        String id() {
            return String.valueOf(values.get("Id"));
        }
    }

    Instant now = Instant.parse("2026-03-29T01:30:00Z");

    /** While a transaction is open: its start. */
    @Nullable Instant openSince;

    final Map<String, List<Field>> objects = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, Map<String, Row>> rows = new HashMap<>();
    final Set<String> notReplicateable = new LinkedHashSet<>();
    final Set<String> readOnly = new LinkedHashSet<>();

    /** Fields that are formulas or roll-ups. */
    final Set<String> calculated = new LinkedHashSet<>();

    /** What was deleted for good, by id, and when. */
    final Map<String, Instant> purged = new TreeMap<>();

    /** Since when deletions are remembered, where that is less than 15 days. */
    @Nullable Instant remembersSince;

    private int created;

    FakeOrg() {
        objects.put(
                "Account",
                new ArrayList<>(
                        List.of(
                                new Field("Id", "id"),
                                new Field("IsDeleted", "boolean"),
                                new Field("MasterRecordId", "reference"),
                                new Field("Name", "string"),
                                new Field("CreatedDate", "datetime"),
                                new Field("SystemModstamp", "datetime"),
                                new Field("OwnerId", "reference", "Owner", List.of("User")),
                                new Field("AnnualRevenue", "currency"),
                                new Field("NumberOfEmployees", "int"),
                                new Field("Active__c", "boolean"),
                                new Field("Baton_Score__c", "double"),
                                new Field("Baton_Changed_On__c", "date"),
                                new Field("Seen_At__c", "datetime"))));
        objects.put(
                "User",
                new ArrayList<>(
                        List.of(
                                new Field("Id", "id"),
                                new Field("Name", "string"),
                                new Field("SystemModstamp", "datetime"))));
        objects.put("Snapshot__c", List.of(new Field("Id", "id"), new Field("Key__c", "string")));
        objects.put("Contact_Point__Share", List.of(new Field("Id", "id")));
    }

    Row create(String object, Instant at) {
        var row = new Row();
        row.values.put("Id", id(object, ++created));
        row.values.put("CreatedDate", at);
        row.values.put("SystemModstamp", at);
        row.values.put("IsDeleted", false);
        rows.computeIfAbsent(object, unused -> new TreeMap<>()).put(row.id(), row);
        return row;
    }

    /** Past the recycle bin, or out of it. */
    void purge(String object, String id, Instant at) {
        rows.getOrDefault(object, Map.of()).remove(id);
        purged.put(id, at);
    }

    List<Row> rows(String object) {
        return List.copyOf(rows.getOrDefault(object, Map.of()).values());
    }

    /** As the vendor spells it, whatever the request did. */
    String canonical(String object) {
        return objects.keySet().stream().filter(object::equalsIgnoreCase).findFirst().orElseThrow();
    }

    List<Field> fields(String object) {
        return Objects.requireNonNull(objects.get(object));
    }

    @Nullable Row row(String object, String id) {
        return rows.getOrDefault(object, Map.of()).get(id);
    }

    /** Ids grow with time, as the vendor's mostly do; three more characters repeat the case. */
    static String id(String object, int number) {
        return (object.equals("User") ? "005" : "001") + "%012d".formatted(number) + "AAA";
    }
}
