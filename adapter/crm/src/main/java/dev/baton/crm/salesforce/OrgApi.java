package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.http.Exchange;
import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.HttpCall;
import dev.baton.http.Pace;
import dev.baton.http.Seams;
import dev.baton.http.SingleFlightTokens;
import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The REST API of an org as one user sees it, for setting up and looking around: few calls, JSON in
 * and out. Pulls and pushes go through {@link Salesforce} and its budget instead. Thread-safe.
 */
public final class OrgApi implements AutoCloseable {
    private static final Pattern LOCATOR = Pattern.compile(".*/query/([A-Za-z0-9_-]{1,80})");
    private static final String JSON = "application/json";

    /** A query over the setup of an org that has more pages than this is not one of ours. */
    private static final int MOST_PAGES = 100;

    private final SalesforceSettings settings;
    private final Gateway gateway;
    private final Exchange reads;
    private final Exchange writes;

    private OrgApi(SalesforceSettings settings, Gateway gateway, TokenSource tokens) {
        this.settings = settings;
        this.gateway = gateway;
        this.reads = gateway.signedIn(tokens);
        this.writes = gateway.signedIn(tokens, SalesforceErrors.forWrites(), Pace.none());
    }

    /** As the user that Baton runs as. */
    public static OrgApi signedIn(SalesforceSettings settings, Seams seams) {
        Gateway gateway = gateway(settings, seams);
        var signIn = new SalesforceSignIn(settings, gateway.anonymous());
        return new OrgApi(settings, gateway, new SingleFlightTokens(signIn::fetch, seams.clock()));
    }

    /**
     * As the person whose token it is. It is kept in memory only and cannot be renewed.
     *
     * @param url the org's My Domain origin
     */
    public static OrgApi as(Secret token, String url, Seams seams) {
        SalesforceSettings settings = SalesforceSettings.of(url, "none", token);
        return new OrgApi(settings, gateway(settings, seams), new Handed(token));
    }

    private static Gateway gateway(SalesforceSettings settings, Seams seams) {
        return Gateway.open(
                GatewaySettings.forOrigin(settings.url()), SalesforceErrors.forReads(), seams);
    }

    /** A token that somebody handed over. */
    private record Handed(Secret token) implements TokenSource {
        @Override
        public Secret current() {
            return token;
        }

        @Override
        public Secret renew(Secret rejected) throws AdapterException {
            throw new AdapterException(
                    Category.CREDENTIALS,
                    "token_refused",
                    "the org does not take this token: it has run out, or it is of another org;"
                            + " get a new one",
                    null);
        }
    }

    /**
     * Whose session this is: {@code user_id}, {@code organization_id}, {@code preferred_username}.
     */
    public JsonNode user() throws AdapterException {
        return read(settings.url() + "/services/oauth2/userinfo");
    }

    /**
     * All rows of a query.
     *
     * @param soql text in it is made by {@link #quoted}
     */
    public List<JsonNode> query(String soql) throws AdapterException {
        return rows("", soql);
    }

    /** All rows of a query of the Tooling API, which knows what an org is built of. */
    public List<JsonNode> tooling(String soql) throws AdapterException {
        return rows("tooling/", soql);
    }

    /** How many rows a {@code SELECT COUNT()} finds. */
    public long count(String soql) throws AdapterException {
        return read(settings.rest("query?q=" + encoded(soql))).path("totalSize").asLong();
    }

    /** An object as this user sees it, as the vendor tells it; empty if there is none. */
    public Optional<JsonNode> describe(String object) throws AdapterException {
        try {
            return Optional.of(read(settings.rest("sobjects/" + name(object) + "/describe")));
        } catch (AdapterException e) {
            if (e.code().equals("NOT_FOUND")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The names of all objects that this user may see. */
    public List<String> objects() throws AdapterException {
        var names = new ArrayList<String>();
        for (JsonNode object : read(settings.rest("sobjects/")).path("sobjects")) {
            names.add(object.path("name").asText());
        }
        return names;
    }

    /**
     * Makes a record of the org's setup: an assignment, never a customer's record.
     *
     * @return its id
     */
    public String create(String object, Map<String, String> values) throws AdapterException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        values.forEach(body::put);
        HttpCall call =
                HttpCall.post(
                        settings.rest("sobjects/" + name(object) + "/"),
                        JSON,
                        body.toString().getBytes(StandardCharsets.UTF_8),
                        false);
        return StrictJson.body(writes.send(call.withHeader("Accept", JSON))).path("id").asText();
    }

    /** Takes such a record away. */
    public void delete(String object, String id) throws AdapterException {
        String path = "sobjects/" + name(object) + "/" + new Soql.RecordId(id).id();
        HttpCall call = HttpCall.delete(settings.rest(path));
        writes.send(call.withHeader("Accept", JSON));
    }

    /**
     * Sends a form of several parts to a resource.
     *
     * @param path below the version
     * @param body as {@code contentType} says
     */
    public JsonNode send(String path, String contentType, byte[] body) throws AdapterException {
        HttpCall call = HttpCall.post(settings.rest(path), contentType, body, false);
        return StrictJson.body(writes.send(call.withHeader("Accept", JSON)));
    }

    /** What a resource answers. */
    public JsonNode get(String path) throws AdapterException {
        return read(settings.rest(path));
    }

    /** A text as SOQL writes it, quotes included. */
    public static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Requests sent since it was opened. */
    public long calls() {
        return gateway.meter().sent();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private List<JsonNode> rows(String api, String soql) throws AdapterException {
        var rows = new ArrayList<JsonNode>();
        JsonNode page = read(settings.rest(api + "query?q=" + encoded(soql)));
        for (int pages = 1; ; pages++) {
            if (!page.path("records").isArray() || pages > MOST_PAGES) {
                throw StrictJson.unreadable(null);
            }
            page.path("records").forEach(rows::add);
            if (page.path("done").asBoolean()) {
                return rows;
            }
            page = read(settings.rest(api + "query/" + locator(page)));
        }
    }

    /** Only the locator of the address that came: where to ask is ours to say. */
    private static String locator(JsonNode page) throws AdapterException {
        Matcher locator = LOCATOR.matcher(page.path("nextRecordsUrl").asText());
        if (!locator.matches()) {
            throw StrictJson.unreadable(null);
        }
        return locator.group(1);
    }

    private JsonNode read(String url) throws AdapterException {
        return StrictJson.body(reads.send(HttpCall.get(url).withHeader("Accept", JSON)));
    }

    private static String name(String object) {
        return new Soql.Name(object).text();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
