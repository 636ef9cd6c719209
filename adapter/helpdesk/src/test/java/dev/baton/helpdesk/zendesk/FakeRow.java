package dev.baton.helpdesk.zendesk;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that the fake vendor holds. */
record FakeRow(
        long id, Instant created, Instant modified, String label, boolean deleted, boolean broken) {
    static final String CANARY = "canary: what a customer wrote";

    FakeRow changed(Instant at, String newLabel) {
        return new FakeRow(id, created, at, newLabel, false, broken);
    }

    FakeRow removed(Instant at) {
        return new FakeRow(id, created, at, label, true, broken);
    }

    long second() {
        return modified.getEpochSecond();
    }

    /** As this stream's answers show it, the nulls of real ones included. */
    Map<String, @Nullable Object> json(String stream) {
        Map<String, @Nullable Object> json =
                switch (stream) {
                    case "tickets" -> ticket();
                    case "users" -> user();
                    case "organizations" -> organization();
                    case "ticket_metric_events" -> event();
                    case "satisfaction_ratings" -> rating();
                    default -> throw new IllegalArgumentException(stream);
                };
        if (broken) {
            json.put("id", CANARY);
        }
        return json;
    }

    private Map<String, @Nullable Object> ticket() {
        return FakeAnswers.object(
                "url",
                "https://elsewhere.example/api/v2/tickets/" + id + ".json",
                "id",
                id,
                "external_id",
                null,
                "created_at",
                created.toString(),
                "updated_at",
                created.toString(),
                "subject",
                label,
                "description",
                CANARY,
                "priority",
                null,
                "status",
                deleted ? "deleted" : "open",
                "organization_id",
                null,
                "satisfaction_rating",
                null,
                "custom_fields",
                java.util.List.of(),
                "generated_timestamp",
                second());
    }

    private Map<String, @Nullable Object> user() {
        return FakeAnswers.object(
                "id", id,
                "name", label,
                "email", CANARY,
                "active", !deleted,
                "organization_id", null,
                "created_at", created.toString(),
                "updated_at", modified.toString());
    }

    private Map<String, @Nullable Object> organization() {
        return FakeAnswers.object(
                "id",
                id,
                "name",
                label,
                "notes",
                CANARY,
                "external_id",
                null,
                "deleted_at",
                deleted ? modified.toString() : null,
                "created_at",
                created.toString(),
                "updated_at",
                modified.toString());
    }

    private Map<String, @Nullable Object> event() {
        return FakeAnswers.object(
                "id",
                id,
                "ticket_id",
                1,
                "metric",
                label,
                "type",
                "breach",
                "status",
                CANARY,
                "time",
                modified.toString());
    }

    private Map<String, @Nullable Object> rating() {
        return FakeAnswers.object(
                "id", id,
                "score", label,
                "comment", CANARY,
                "created_at", created.toString(),
                "updated_at", modified.toString());
    }
}
