package dev.baton.simulation.vendor;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The org's APIs: OAuth, REST, and the Partner API in {@link Soap}.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm">REST
 *     API</a>
 */
public final class Crm {
    public static final String URL = "https://acme.my.salesforce.com";
    static final String USER = "005000000000042AAA";
    private static final String VERSION = "/services/data/v65.0/";

    private final Org org;
    private final Soap soap;
    private final Consumer<String> read;
    private final long allowance;
    private String session = "00D!1";
    private int sessions = 1;
    private long used;

    /**
     * The APIs of an org.
     *
     * @param allowance calls a day
     * @param watch told of every record that is about to be written
     * @param refused told of every record that is refused for good, by id or key
     * @param read told of every record that is looked at by its id, and of every task whose account
     *     is asked for
     */
    public Crm(
            Org org,
            long allowance,
            Consumer<Written> watch,
            Consumer<String> refused,
            Consumer<String> read) {
        this.org = org;
        this.allowance = allowance;
        this.read = read;
        this.soap = new Soap(org, watch, refused, read);
    }

    /** Ends the session, so that its token is refused from now on. */
    public void endSession() {
        session = "00D!" + ++sessions;
    }

    /** Calls by others. */
    public void use(long calls) {
        used += calls;
    }

    /** The day's window moves on. */
    public void newDay() {
        used = 0;
    }

    public long used() {
        return used;
    }

    public long allowance() {
        return allowance;
    }

    /** Rows that the next write refuses, by id or key. */
    public Map<String, String> refusals() {
        return soap.refusals();
    }

    /**
     * Answers.
     *
     * @param authorization the header, null without one
     */
    public Reply handle(URI uri, @Nullable String authorization, byte @Nullable [] body) {
        String path = uri.getPath();
        if (path.equals("/services/data/")) {
            return Reply.json(200, "[{\"version\":\"65.0\"}]");
        }
        if (path.equals("/services/oauth2/token")) {
            return token();
        }
        used++;
        Reply reply = used > allowance ? exhausted(path) : signedIn(path, uri, authorization, body);
        return reply.with("sforce-limit-info", "api-usage=" + used + "/" + allowance);
    }

    private Reply exhausted(String path) {
        String message = "TotalRequests Limit exceeded.";
        return path.startsWith("/services/Soap")
                ? Soap.fault("REQUEST_LIMIT_EXCEEDED", message)
                : error(403, "REQUEST_LIMIT_EXCEEDED", message);
    }

    private Reply signedIn(
            String path, URI uri, @Nullable String authorization, byte @Nullable [] body) {
        if (path.startsWith("/services/Soap")) {
            return soap.handle(body == null ? new byte[0] : body, session);
        }
        return ("Bearer " + session).equals(authorization)
                ? rest(path.substring(VERSION.length()), uri)
                : error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }

    private Reply token() {
        return Reply.json(
                200,
                "{\"access_token\":\"%s\",\"instance_url\":\"%s\",\"id\":\"https://login.salesforce.com/id/00D000000000001AAA/%s\",\"token_type\":\"Bearer\"}"
                        .formatted(session, URL, USER));
    }

    private Reply rest(String resource, URI uri) {
        if (resource.equals("query") || resource.equals("queryAll")) {
            String text = URLDecoder.decode(uri.getRawQuery().substring(2), StandardCharsets.UTF_8);
            return query(new Soql(text), resource.equals("queryAll"));
        }
        String[] words = resource.split("/", -1);
        List<Field> fields = words.length < 3 ? null : org.fields(words[1]);
        if (fields == null) {
            return error(404, "NOT_FOUND", "The requested resource does not exist");
        }
        return switch (words[2]) {
            case "describe" -> describe(words[1], fields);
            case "updated" -> updated();
            case "deleted" -> deleted(words[1], parameter(uri, "start"));
            default -> error(404, "NOT_FOUND", "The requested resource does not exist");
        };
    }

    private static Instant parameter(URI uri, String name) {
        for (String pair : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                String text =
                        URLDecoder.decode(
                                pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                return OffsetDateTime.parse(text).toInstant();
            }
        }
        throw new IllegalArgumentException("the request names no " + name);
    }

    /** Up to now, whatever the request's end; nothing here leaves the recycle bin by itself. */
    private Reply deleted(String object, Instant start) {
        String records =
                org.rows(object).values().stream()
                        .filter(row -> row.deleted() && !row.stamp().isBefore(start))
                        .map(
                                row ->
                                        "{\"id\":\"%s\",\"deletedDate\":\"%s\"}"
                                                .formatted(row.id(), Texts.stamp(row.stamp())))
                        .collect(Collectors.joining(","));
        return Reply.json(
                200,
                "{\"deletedRecords\":["
                        + records
                        + "],\"earliestDateAvailable\":\""
                        + Texts.stamp(start.minus(Duration.ofDays(15)))
                        + "\",\"latestDateCovered\":\""
                        + Texts.stamp(org.covered())
                        + "\"}");
    }

    private Reply updated() {
        return Reply.json(
                200, "{\"ids\":[],\"latestDateCovered\":\"" + Texts.stamp(org.covered()) + "\"}");
    }

    private static Reply describe(String object, List<Field> fields) {
        var out = new StringBuilder();
        for (Field field : fields) {
            boolean parent = field.name().equals("AccountId");
            out.append(out.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(field.name())
                    .append("\",\"type\":\"")
                    .append(field.type())
                    .append("\",\"relationshipName\":")
                    .append(parent ? "\"Account\"" : "null")
                    .append(",\"referenceTo\":[")
                    .append(parent ? "\"Account\"" : "")
                    .append("],\"length\":")
                    .append(field.length())
                    .append(",\"idLookup\":")
                    .append(field.lookup())
                    .append(",\"updateable\":")
                    .append(field.updateable())
                    .append(field.type().equals("double") ? ",\"precision\":18,\"scale\":2}" : "}");
        }
        return Reply.json(
                200,
                "{\"name\":\""
                        + object
                        + "\",\"queryable\":true,\"replicateable\":true,\"fields\":["
                        + out
                        + "]}");
    }

    private Reply query(Soql query, boolean deleted) {
        return switch (query.from) {
            case "TaskStatus" -> rows(List.of("{\"ApiName\":\"Completed\"}"));
            case "User" ->
                    rows(
                            List.of("005000000000009AAA", "005000000000007AAA").stream()
                                    .filter(id -> query.where.test(user(id)))
                                    .map(id -> "{\"Id\":\"" + id + "\"}")
                                    .toList());
            default -> records(query, deleted);
        };
    }

    private static Soql.Cells user(String id) {
        return field -> field.equals("Id") ? id : "true";
    }

    private void looked(Soql query, Row row) {
        if (query.from.equals(Org.TASK) && query.select.contains("WhatId")) {
            read.accept(row.id());
        }
    }

    private Reply records(Soql query, boolean deleted) {
        List<Field> fields = org.fields(query.from);
        if (fields == null) {
            return error(
                    400, "INVALID_TYPE", "sObject type '" + query.from + "' is not supported.");
        }
        for (String name : query.select) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                return error(
                        400,
                        "INVALID_FIELD",
                        "No such column '%s' on entity '%s'.".formatted(name, query.from));
            }
        }
        return rows(
                org.rows(query.from).values().stream()
                        .filter(row -> (deleted || !row.deleted()) && query.where.test(row::get))
                        .sorted((one, other) -> query.order().compare(one::get, other::get))
                        .limit(query.limit)
                        .peek(row -> looked(query, row))
                        .map(row -> json(row, query.select, fields))
                        .toList());
    }

    private static String json(Row row, List<String> select, List<Field> fields) {
        var out = new StringBuilder("{");
        for (String name : select) {
            boolean bare =
                    fields.stream().anyMatch(field -> field.name().equals(name) && field.bare());
            String value = row.get(name);
            out.append(out.length() == 1 ? "\"" : ",\"").append(name).append("\":");
            out.append(bare ? String.valueOf(value) : Texts.json(value));
        }
        return out.append('}').toString();
    }

    private static Reply rows(List<String> rows) {
        return Reply.json(
                200,
                "{\"totalSize\":"
                        + rows.size()
                        + ",\"done\":true,\"records\":["
                        + String.join(",", rows)
                        + "]}");
    }

    static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                "[{\"message\":" + Texts.json(message) + ",\"errorCode\":\"" + code + "\"}]");
    }
}
