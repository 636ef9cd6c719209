package dev.baton.mappings;

import dev.baton.mappings.yaml.Shape;
import java.util.List;
import java.util.Map;

/** The keys of all files but the model. The JSON Schemas name the same, held to it by a test. */
final class Shapes {
    static final Shape CONNECTIONS =
            new Shape("the connections", List.of("connections"), List.of());
    static final Shape CONNECTION =
            new Shape(
                    "a connection",
                    List.of("type", "streams"),
                    List.of("stale_after_days", "time_zone"));
    static final Shape FILE_STREAM =
            new Shape("a stream of files", List.of("key"), List.of("created_at", "modified_at"));
    static final Shape JDBC_STREAM =
            new Shape(
                    "a stream of a query",
                    List.of("query", "key", "grows_by"),
                    List.of("created_at", "modified_at"));
    static final Shape SOURCE =
            new Shape(
                    "a source",
                    List.of("from"),
                    List.of(
                            "to",
                            "links",
                            "account",
                            "customer",
                            "object",
                            "link",
                            "children",
                            "reread_days",
                            "fields"));
    static final Shape LINKS = new Shape("links", List.of("to", "by"), List.of());
    static final Shape ACCOUNT =
            new Shape(
                    "the way to the account", List.of(), List.of("key", "through", "external_id"));
    static final Shape CHILD = new Shape("children", List.of("from", "key", "fields"), List.of());
    static final Shape FIELD =
            new Shape(
                    "a field",
                    List.of(),
                    List.of("from", "cel", "value", "values", "hash", "type", "nature"));
    static final Shape OUTPUTS =
            new Shape(
                    "the outputs",
                    List.of("object", "fields"),
                    List.of("tasks", "snapshots", "heartbeat", "renewals", "handoffs"));
    static final Shape TASKS =
            new Shape("the tasks", List.of("object", "key", "fields"), List.of());
    static final Shape SNAPSHOTS =
            new Shape("the snapshots", List.of("object", "key", "fields"), List.of());
    static final Shape HEARTBEAT =
            new Shape("the heartbeat", List.of("object", "key", "fields"), List.of());
    static final Shape RENEWALS =
            new Shape("the renewals", List.of("object", "who", "fields"), List.of());

    static final Shape HANDOFFS =
            new Shape("the handoffs", List.of("object", "key", "fields"), List.of("deal"));
    static final Shape DEAL =
            new Shape("what is told on deals", List.of("object", "fields"), List.of());

    private Shapes() {}

    /** Every shape by the name it has among the definitions of its schema. */
    static List<Map.Entry<String, Shape>> all() {
        return List.of(
                Map.entry("connections", CONNECTIONS),
                Map.entry("connection", CONNECTION),
                Map.entry("file_stream", FILE_STREAM),
                Map.entry("jdbc_stream", JDBC_STREAM),
                Map.entry("source", SOURCE),
                Map.entry("links", LINKS),
                Map.entry("account", ACCOUNT),
                Map.entry("child", CHILD),
                Map.entry("field", FIELD),
                Map.entry("outputs", OUTPUTS),
                Map.entry("tasks", TASKS),
                Map.entry("snapshots", SNAPSHOTS),
                Map.entry("heartbeat", HEARTBEAT),
                Map.entry("renewals", RENEWALS),
                Map.entry("handoffs", HANDOFFS),
                Map.entry("deal", DEAL));
    }
}
