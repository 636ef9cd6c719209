package dev.baton.crm.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Piecemeal;
import dev.baton.http.ServerClock;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WritePermit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the Bulk API 2.0. Addresses are made of ids and locators that have the shape of
 * such; none is ever taken out of an answer.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0.htm">Bulk
 *     API 2.0</a>
 */
final class BulkApi {
    private static final JsonMapper JSON = new JsonMapper();

    /** So that change events tell whose change it was. */
    private static final Map<String, String> NAMED =
            Map.of("Sforce-Call-Options", "client=" + SalesforceSettings.CLIENT);

    private static final String JSON_TYPE = "application/json;charset=UTF-8";
    private static final Pattern LOCATOR = Pattern.compile("[A-Za-z0-9+/=_-]{1,200}");
    private static final String LOCATOR_HEADER = "Sforce-Locator";
    private static final String NO_LOCATOR = "null";

    private final SalesforceSettings settings;
    private final Exchange reading;
    private final Function<WritePermit, Exchange> writing;

    /**
     * Sends nothing yet.
     *
     * @param reading signed in, for calls that may be sent again
     * @param writing signed in, asks the permit before every try
     */
    BulkApi(
            SalesforceSettings settings,
            Exchange reading,
            Function<WritePermit, Exchange> writing) {
        this.settings = settings;
        this.reading = reading;
        this.writing = writing;
    }

    /** Jobs read or write; their resources are called alike. */
    enum Kind {
        QUERY("jobs/query"),
        INGEST("jobs/ingest");

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    /**
     * A part of a query job's answer.
     *
     * @param csv with the header row
     * @param rows in it, the header left out
     * @param next where the next part begins, null after the last
     */
    record Part(byte[] csv, long rows, @Nullable String next, Instant serverTime) {}

    static boolean isLocator(String text) {
        return LOCATOR.matcher(text).matches() && !text.equals(NO_LOCATOR);
    }

    /**
     * Opens a query job. Sent twice it is two jobs, of which one is read and the other runs out
     * after seven days: harm to nobody.
     *
     * @param deleted whether rows in the recycle bin and archived ones come along
     */
    BulkJob query(Soql.Whole query, boolean deleted) throws AdapterException {
        ObjectNode body = JSON.createObjectNode();
        body.put("operation", deleted ? "queryAll" : "query").put("query", query.text());
        return job(reading.send(post(Kind.QUERY.path, body)));
    }

    /** How a job stands. */
    BulkJob job(Kind kind, String id) throws AdapterException {
        return job(reading.send(get(path(kind, id), "application/json")));
    }

    /**
     * Reads a part of what a query job found.
     *
     * @param locator null for the first part
     * @param rows at most
     * @param next told where the next part begins as soon as that is known, before the rows of this
     *     one are here, and anew for each try; never after the last part
     */
    Part results(String id, @Nullable String locator, int rows, Consumer<String> next)
            throws AdapterException {
        String from = locator == null ? "" : "&locator=" + encoded(locator);
        String path = path(Kind.QUERY, id) + "/results?maxRecords=" + rows + from;
        HttpCall call =
                get(path, "text/csv")
                        .onHead(
                                head -> {
                                    String begins = head.header(LOCATOR_HEADER);
                                    if (begins != null && isLocator(begins)) {
                                        next.accept(begins);
                                    }
                                });
        HttpAnswer answer = reading.send(call);
        return new Part(answer.body(), count(answer), next(answer), ServerClock.of(answer));
    }

    private static long count(HttpAnswer answer) throws AdapterException {
        String count = answer.header("Sforce-NumberOfRecords");
        try {
            return Long.parseLong(count == null ? "" : count);
        } catch (NumberFormatException e) {
            throw StrictJson.unreadable(e);
        }
    }

    /** The vendor writes the word null where there is no next part. */
    private static @Nullable String next(HttpAnswer answer) throws AdapterException {
        String locator = answer.header(LOCATOR_HEADER);
        if (locator == null || locator.isEmpty() || locator.equals(NO_LOCATOR)) {
            return null;
        }
        if (!isLocator(locator)) {
            throw StrictJson.unreadable(null);
        }
        return locator;
    }

    /**
     * Opens a job that updates by Id, or upserts by a key. Until its data are complete it does
     * nothing, so it may be sent again.
     */
    BulkJob ingest(String object, @Nullable String key, WritePermit permit)
            throws AdapterException {
        ObjectNode body = JSON.createObjectNode();
        body.put("object", new Soql.Name(object).text());
        body.put("operation", key == null ? "update" : "upsert");
        if (key != null) {
            body.put("externalIdFieldName", new Soql.Name(key).text());
        }
        body.put("contentType", "CSV").put("lineEnding", "LF").put("columnDelimiter", "COMMA");
        return job(writing.apply(permit).send(post(Kind.INGEST.path, body)));
    }

    /** Hands a job its rows; a job takes them once. */
    void upload(String id, Piecemeal.Upload csv, WritePermit permit) throws AdapterException {
        String url = settings.rest(path(Kind.INGEST, id) + "/batches");
        var call = new HttpCall("PUT", url, NAMED, null, "text/csv; charset=UTF-8", false);
        writing.apply(permit).send(call.with(csv));
    }

    /** From here on the vendor works on it. */
    BulkJob complete(String id, WritePermit permit) throws AdapterException {
        return job(writing.apply(permit).send(state(id, "UploadComplete", false)));
    }

    /** Calls a job off; what it has done by then stays done. */
    BulkJob abort(String id) throws AdapterException {
        return job(reading.send(state(id, "Aborted", true)));
    }

    private HttpCall state(String id, String state, boolean repeatable) throws AdapterException {
        byte[] body = bytes(JSON.createObjectNode().put("state", state));
        String url = settings.rest(path(Kind.INGEST, id));
        return new HttpCall("PATCH", url, NAMED, body, JSON_TYPE, repeatable)
                .withHeader("Accept", "application/json");
    }

    /** What became of a job's rows. */
    enum Outcome {
        SUCCESSFUL("successfulResults/"),
        FAILED("failedResults/"),
        UNPROCESSED("unprocessedrecords/");

        private final String path;

        Outcome(String path) {
            this.path = path;
        }
    }

    /** The rows of a job at rest that came to this, as CSV with a header. */
    void rows(String id, Outcome outcome, Piecemeal.Reader csv) throws AdapterException {
        reading.send(get(path(Kind.INGEST, id) + "/" + outcome.path, "text/csv").with(csv));
    }

    private static String path(Kind kind, String id) {
        return kind.path + "/" + new Soql.RecordId(id).id();
    }

    private HttpCall get(String path, String type) {
        return HttpCall.get(settings.rest(path)).withHeader("Accept", type);
    }

    private HttpCall post(String path, ObjectNode body) throws AdapterException {
        return new HttpCall("POST", settings.rest(path), NAMED, bytes(body), JSON_TYPE, true)
                .withHeader("Accept", "application/json");
    }

    private static BulkJob job(HttpAnswer answer) throws AdapterException {
        return BulkJob.of(StrictJson.body(answer));
    }

    private static byte[] bytes(ObjectNode body) throws AdapterException {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new AdapterException(
                    Category.BAD_REQUEST, "unwritable", "the request cannot be written", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
