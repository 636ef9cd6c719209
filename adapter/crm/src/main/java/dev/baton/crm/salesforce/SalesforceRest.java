package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.ServerClock;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few resources of the REST API that we read. No address is ever taken out of an answer. */
final class SalesforceRest {

    /**
     * The vendor refuses more than 16,384 bytes of address and headers together; a token may take 2
     * KB of them.
     */
    static final int LONGEST_URL = 13_500;

    private final SalesforceSettings settings;
    private final Exchange anonymous;
    private final Exchange signedIn;

    SalesforceRest(SalesforceSettings settings, Exchange anonymous, Exchange signedIn) {
        this.settings = settings;
        this.anonymous = anonymous;
        this.signedIn = signedIn;
    }

    /**
     * One page of a query's answer.
     *
     * @param complete whether the server says that there are no more rows within the limit
     */
    record Rows(List<JsonNode> records, boolean complete, Instant serverTime) {
        Rows {
            records = List.copyOf(records);
        }
    }

    /** The org's clock, from a resource that needs no sign-in and counts against no limit. */
    Instant serverTime() throws AdapterException {
        HttpAnswer answer = anonymous.send(get(settings.url() + "/services/data/"));
        return ServerClock.of(answer);
    }

    /** An object as our user sees it; empty if there is none, or none that we may see. */
    Optional<ObjectSchema> describe(String object) throws AdapterException {
        HttpAnswer answer;
        try {
            answer = signedIn.send(get(settings.rest("sobjects/" + name(object) + "/describe")));
        } catch (AdapterException e) {
            if (e.code().equals("NOT_FOUND")) {
                return Optional.empty();
            }
            throw e;
        }
        Optional<ObjectSchema> schema = ObjectSchema.parse(StrictJson.body(answer));
        if (schema.isEmpty()) {
            throw StrictJson.unreadable(null);
        }
        return schema;
    }

    /** The names of all objects that our user may see. */
    List<String> objects() throws AdapterException {
        var names = new ArrayList<String>();
        JsonNode answer = StrictJson.body(signedIn.send(get(settings.rest("sobjects/"))));
        for (JsonNode object : answer.path("sobjects")) {
            names.add(object.path("name").asText());
        }
        return names;
    }

    /**
     * Up to when the org's changes of an object are complete: the start of the oldest transaction
     * still open, else the end of the window.
     *
     * @param start more than a minute before {@code end}, at most 30 days; seconds do not count
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getupdated_getupdatedresult.htm">latestDateCovered</a>
     */
    Instant latestDateCovered(String object, Instant start, Instant end) throws AdapterException {
        String window = "?start=" + encoded(start) + "&end=" + encoded(end);
        String path = "sobjects/" + name(object) + "/updated/" + window;
        JsonNode answer = StrictJson.body(signedIn.send(get(settings.rest(path))));
        Optional<Instant> covered = SalesforceTime.parse(answer.path("latestDateCovered").asText());
        if (covered.isEmpty()) {
            throw StrictJson.unreadable(null);
        }
        return covered.get();
    }

    /**
     * What was deleted.
     *
     * @param at when, by id
     * @param earliest since when the vendor remembers
     */
    record Deleted(Map<String, Instant> at, Instant earliest) {
        Deleted {
            at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
        }
    }

    /**
     * The records of an object that were deleted in a window, whether or not they can be restored.
     *
     * @param start more than a minute before {@code end}, at most 15 days; seconds do not count
     */
    Deleted deleted(String object, Instant start, Instant end) throws AdapterException {
        String window = "?start=" + encoded(start) + "&end=" + encoded(end);
        String path = "sobjects/" + name(object) + "/deleted/" + window;
        JsonNode answer = StrictJson.body(signedIn.send(get(settings.rest(path))));
        Optional<Instant> earliest =
                SalesforceTime.parse(answer.path("earliestDateAvailable").asText());
        if (earliest.isEmpty() || !answer.path("deletedRecords").isArray()) {
            throw StrictJson.unreadable(null);
        }
        var at = new LinkedHashMap<String, Instant>();
        for (JsonNode record : answer.path("deletedRecords")) {
            String id = record.path("id").asText();
            Optional<Instant> date = SalesforceTime.parse(record.path("deletedDate").asText());
            if (!Soql.RecordId.isId(id) || date.isEmpty()) {
                throw StrictJson.unreadable(null);
            }
            at.put(id, date.get());
        }
        return new Deleted(at, earliest.get());
    }

    /**
     * Runs a query.
     *
     * @param deleted whether rows in the recycle bin and archived ones come along
     */
    Rows query(Soql.Query query, boolean deleted) throws AdapterException {
        if (!fits(query)) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "query_too_long",
                    query.object().text() + ": the query of its fields is too long; map fewer",
                    null);
        }
        HttpCall call =
                get(url(query, deleted)).withHeader("Sforce-Query-Options", "batchSize=2000");
        return rows(signedIn.send(call));
    }

    /** How many live rows a query would give. */
    long count(Soql.Whole query) throws AdapterException {
        String url = settings.rest("query?q=" + encoded(query.count()));
        JsonNode size = StrictJson.body(signedIn.send(get(url))).path("totalSize");
        if (!size.canConvertToLong() || !size.isIntegralNumber()) {
            throw StrictJson.unreadable(null);
        }
        return size.longValue();
    }

    /** Whether the vendor takes a query of this length. */
    boolean fits(Soql.Query query) {
        return url(query, true).length() <= LONGEST_URL;
    }

    private String url(Soql.Query query, boolean deleted) {
        String resource = deleted ? "queryAll?q=" : "query?q=";
        return settings.rest(resource + encoded(query.text()));
    }

    /** A page that holds fewer rows than it counts is cut, and must not be taken for the end. */
    private static Rows rows(HttpAnswer answer) throws AdapterException {
        JsonNode body = StrictJson.body(answer);
        JsonNode records = body.path("records");
        if (!records.isArray() || !body.path("done").isBoolean()) {
            throw StrictJson.unreadable(null);
        }
        boolean done = body.path("done").booleanValue();
        if (done && records.size() < body.path("totalSize").asInt(0)) {
            throw new AdapterException(
                    Category.UNAVAILABLE, "truncated_page", "rows are missing; try later", null);
        }
        var rows = new ArrayList<JsonNode>();
        records.forEach(rows::add);
        return new Rows(rows, done, ServerClock.of(answer));
    }

    private static HttpCall get(String url) {
        return HttpCall.get(url).withHeader("Accept", "application/json");
    }

    /** Checked, since it becomes part of an address. */
    private static String name(String object) {
        return new Soql.Name(object).text();
    }

    private static String encoded(Instant instant) {
        return encoded(SalesforceTime.print(instant));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
