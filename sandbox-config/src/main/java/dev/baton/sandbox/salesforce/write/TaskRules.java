package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the platform adds to a task on its own. */
final class TaskRules {
    private final Org org;

    TaskRules(Org org) {
        this.org = org;
    }

    /** Fills defaults of a new task, and what follows from its status and from what it is about. */
    void complete(@Nullable Row existing, Map<String, @Nullable Object> values) {
        if (existing == null) {
            values.putIfAbsent("Status", "Not Started");
            values.putIfAbsent("Priority", "Normal");
            values.putIfAbsent("TaskSubtype", "Task");
            values.putIfAbsent("IsHighPriority", "High".equals(values.get("Priority")));
            values.putIfAbsent("IsArchived", false);
            values.putIfAbsent("IsReminderSet", false);
        }
        if (values.get("Status") instanceof String status) {
            boolean closed = closes(status);
            values.put("IsClosed", closed);
            values.put("CompletedDateTime", closed ? org.view().now() : null);
        }
        if (values.containsKey("WhatId") || values.containsKey("WhoId")) {
            values.put("AccountId", account(existing, values));
        }
    }

    private boolean closes(String status) {
        var type = org.schema().get("TaskStatus");
        return org.rows(type)
                .filter(row -> status.equals(org.view().value(row, "ApiName")))
                .anyMatch(row -> Boolean.TRUE.equals(org.view().value(row, "IsClosed")));
    }

    /** Only an account, a child of one or a contact says which account a task belongs to. */
    private @Nullable Object account(@Nullable Row existing, Map<String, @Nullable Object> values) {
        Optional<Object> throughWhat = related(existing, values, "WhatId").flatMap(this::accountOf);
        return throughWhat
                .or(() -> related(existing, values, "WhoId").flatMap(this::accountOf))
                .orElse(null);
    }

    private Optional<Row> related(
            @Nullable Row existing, Map<String, @Nullable Object> values, String field) {
        Object id =
                values.containsKey(field)
                        ? values.get(field)
                        : existing == null ? null : org.view().value(existing, field);
        return id instanceof String text ? org.find(text) : Optional.empty();
    }

    private Optional<Object> accountOf(Row row) {
        if (row.type().name().equals("Account")) {
            return Optional.of(row.id());
        }
        return row.type().field("AccountId").isPresent()
                ? Optional.ofNullable(org.view().value(row, "AccountId"))
                : Optional.empty();
    }
}
