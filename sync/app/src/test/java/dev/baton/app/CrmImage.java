package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.engine.store.LedgerEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM holds of ours.
 *
 * @param accounts our fields by record id
 * @param tasks our tasks by key, without their ids
 * @param duplicates tasks too many: a key twice, or a play twice for an account on one day
 */
record CrmImage(
        SortedMap<String, JsonNode> accounts, SortedMap<String, JsonNode> tasks, int duplicates) {
    private static final String KEY = "Baton_Key__c";

    /** What the demo's mapping writes into a task that it opens; the CRM fills the rest itself. */
    private static final List<String> OPENED =
            List.of("WhatId", "OwnerId", "Subject", "Description", "ActivityDate", "Baton_Play__c");

    /** And into one that it closes. */
    private static final List<String> CLOSED = List.of("Description", "Status");

    static CrmImage of(SandboxProcess sandbox) throws Exception {
        var accounts = new TreeMap<String, JsonNode>();
        for (JsonNode account : sandbox.records("Account")) {
            var others = new ArrayList<String>();
            account.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!name.startsWith("Baton_")) {
                                    others.add(name);
                                }
                            });
            accounts.put(account.path("Id").asText(), without(account, others));
        }
        var tasks = new TreeMap<String, JsonNode>();
        var causes = new HashSet<List<String>>();
        int duplicates = 0;
        for (JsonNode task : sandbox.records("Task")) {
            String key = task.path(KEY).asText("");
            if (key.isEmpty()) {
                continue;
            }
            boolean fresh = tasks.put(key, without(task, List.of("Id"))) == null;
            duplicates += fresh && causes.add(cause(task)) ? 0 : 1;
        }
        return new CrmImage(accounts, tasks, duplicates);
    }

    private static List<String> cause(JsonNode task) {
        return List.of(
                task.path("WhatId").asText(),
                task.path("Baton_Play__c").asText(),
                task.path("CreatedDate").asText().replaceFirst("T.*", ""));
    }

    private static JsonNode without(JsonNode record, List<String> fields) {
        return record.<ObjectNode>deepCopy().remove(fields);
    }

    /** Records that are otherwise than in the other image, or in one alone. */
    SortedSet<String> differences(CrmImage other) {
        var different = new TreeSet<String>();
        different.addAll(differences("Account ", accounts, other.accounts));
        different.addAll(differences("Task ", tasks, other.tasks));
        return different;
    }

    private static Set<String> differences(
            String object, SortedMap<String, JsonNode> left, SortedMap<String, JsonNode> right) {
        var records = new TreeSet<>(left.keySet());
        records.addAll(right.keySet());
        records.removeIf(record -> Objects.equals(left.get(record), right.get(record)));
        var named = new TreeSet<String>();
        records.forEach(record -> named.add(object + record));
        return named;
    }

    /**
     * The fields that are otherwise than before although no line of the ledger meant them to be so.
     *
     * @param ledger of the time between the two
     */
    SortedSet<String> unexplained(CrmImage before, List<LedgerEntry> ledger) {
        var meant = new HashSet<List<String>>();
        for (LedgerEntry entry : ledger) {
            if (entry.field() != null && entry.event().equals("intent")) {
                meant.add(
                        List.of(
                                entry.object(),
                                entry.record(),
                                entry.field(),
                                spelled(entry.newValue())));
            }
        }
        var unexplained = new TreeSet<String>();
        accounts.forEach(
                (id, account) ->
                        unexplained.addAll(
                                unexplained(
                                        List.of("Account", id),
                                        names(account),
                                        before.accounts.get(id),
                                        account,
                                        meant)));
        tasks.forEach(
                (key, task) ->
                        unexplained.addAll(
                                unexplained(
                                        List.of("Task", key),
                                        before.tasks.containsKey(key) ? CLOSED : OPENED,
                                        before.tasks.get(key),
                                        task,
                                        meant)));
        return unexplained;
    }

    private static List<String> names(JsonNode record) {
        var names = new ArrayList<String>();
        record.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> unexplained(
            List<String> record,
            List<String> fields,
            @Nullable JsonNode before,
            JsonNode now,
            Set<List<String>> meant) {
        var unexplained = new TreeSet<String>();
        for (String field : fields) {
            String was = before == null ? "" : spelled(value(before.path(field)));
            String is = spelled(value(now.path(field)));
            if (!is.equals(was)
                    && !meant.contains(List.of(record.getFirst(), record.getLast(), field, is))) {
                unexplained.add(String.join(" ", record) + " " + field);
            }
        }
        return unexplained;
    }

    private static @Nullable Object value(JsonNode field) {
        return field.isNumber()
                ? field.decimalValue()
                : field.isNull() || field.isMissingNode() ? null : field.asText();
    }

    /** One spelling for what the CRM and the ledger write differently. */
    private static String spelled(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number ->
                    new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            default -> value.toString().replace("\r\n", "\n").stripTrailing();
        };
    }
}
