package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.bulk.BulkApi;
import dev.baton.sandbox.salesforce.deploy.Deployments;
import dev.baton.sandbox.salesforce.describe.Describe;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.Cursors;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.setup.SetupTables;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.sosl.SearchEngine;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything below {@code /services/data}. */
public final class RestApi {
    /** The oldest version that is listed. */
    public static final int OLDEST = 58;

    /** Older ones are retired. Between the two, clients such as the official CLI still call. */
    private static final int OLDEST_SERVED = 31;

    public static final int NEWEST = 68;
    private static final Pattern VERSION =
            Pattern.compile("/services/data/v(\\d{1,3})\\.0(?:/(.*))?");

    private final Org org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final QueryResource queries;
    private final ObjectResource objects;
    private final CollectionResource collections;
    private final Replication replication;
    private final RowReader reader;
    private final BulkApi bulk;
    private final CompositeResource composites;
    private final TreeResource trees;
    private final LimitsResource limits;
    private final DeployResource deploys;
    private final QueryResource tooling;
    private final Schema toolingObjects;
    private final Describe describe;
    private final SearchResource searches;
    private final ViewResource views;
    private String instanceUrl = "";

    public RestApi(
            Org org,
            Sessions sessions,
            ApiUsage usage,
            Cursors cursors,
            Replication replication,
            Writer writer,
            BulkApi bulk,
            Deployments deployments) {
        this.org = org;
        this.deploys = new DeployResource(org, deployments);
        this.sessions = sessions;
        this.usage = usage;
        this.reader = new RowReader(org);
        this.queries = new QueryResource(new SoqlEngine(org), cursors);
        this.tooling = new QueryResource(SoqlEngine.tooling(org), cursors);
        this.toolingObjects = new SetupTables(org).tooling();
        this.describe = new Describe(org);
        this.views = new ViewResource(org, reader);
        this.searches = new SearchResource(new SearchEngine(org));
        this.objects = new ObjectResource(org, reader, writer);
        this.collections = new CollectionResource(org, reader, writer, objects);
        this.replication = replication;
        this.bulk = bulk;
        this.composites = new CompositeResource(org, new SubRequests(this::dispatch));
        this.trees = new TreeResource(org, reader, writer);
        this.limits = new LimitsResource(usage, bulk, objects);
    }

    /** Whether a version of the API, 65 for v65.0, still works, and works already. */
    public static boolean serves(int version) {
        return version >= OLDEST_SERVED && version <= NEWEST;
    }

    /** Where the org is reached, for the links that are not relative; no slash at the end. */
    public void instanceUrl(String url) {
        instanceUrl = url;
    }

    /** Answers, errors included. */
    public SandboxReply handle(SandboxRequest sent) {
        SandboxRequest request = meant(sent);
        if (request.path().equals("/services/data") || request.path().equals("/services/data/")) {
            return versions();
        }
        boolean write = canWrite(request);
        try {
            return answered(request).as("", write);
        } catch (ApiException e) {
            return error(e).withHeader("sforce-limit-info", usage.limitInfo()).as("", write);
        }
    }

    /** Clients that cannot send a PATCH say so in a parameter of a POST. */
    private static SandboxRequest meant(SandboxRequest sent) {
        String method = sent.parameter("_HttpMethod");
        return method == null || !sent.method().equals("POST")
                ? sent
                : new SandboxRequest(
                        method.toUpperCase(Locale.ROOT),
                        sent.path(),
                        sent.query(),
                        sent.headers(),
                        sent.body());
    }

    /** A refusal in the words of REST. */
    public static SandboxReply error(ApiException e) {
        return Json.error(e.status(), e.code(), e.text());
    }

    private SandboxReply answered(SandboxRequest request) {
        Matcher path = VERSION.matcher(request.path());
        if (!path.matches()) {
            return Json.error(404, "NOT_FOUND", "The requested resource does not exist");
        }
        int version = Integer.parseInt(path.group(1));
        Optional<String> user = sessions.user(token(request));
        if (user.isEmpty()) {
            return Json.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
        }
        org.actFor(user.get());
        usage.count();
        if (version < OLDEST_SERVED) {
            throw new ApiException(410, "GONE", "The requested resource is no longer available");
        }
        if (version > NEWEST) {
            throw ApiException.notFound();
        }
        Route route =
                new Route(request, "/services/data/v" + version + ".0", segments(path.group(2)));
        return dispatch(route).withHeader("sforce-limit-info", usage.limitInfo());
    }

    /** The token of an Authorization header, null without one. */
    public static @Nullable String token(SandboxRequest request) {
        String header = request.header("authorization");
        if (header == null) {
            return null;
        }
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? "" : header.substring(0, blank);
        return scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("OAuth")
                ? header.substring(blank + 1).strip()
                : null;
    }

    static List<String> segments(@Nullable String rest) {
        return rest == null
                ? List.of()
                : Arrays.stream(rest.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    }

    private SandboxReply dispatch(Route route) {
        if (route.segments().isEmpty()) {
            return resources(route);
        }
        return switch (route.segment(0)) {
            case "query", "queryAll" -> query(route, queries);
            case "tooling" -> tooling(route);
            case "sobjects" -> sobjects(route);
            case "composite" -> composite(route);
            case "limits" -> limits.get(route);
            case "search" -> searches.search(route);
            case "parameterizedSearch" -> searches.parameterized(route);
            case "metadata" -> deploys.handle(route);
            case "jobs" -> bulk.handle(route);
            case "recent", "tabs", "theme", "quickActions" -> view(route);
            default -> throw ApiException.notFound();
        };
    }

    private SandboxReply view(Route route) {
        if (!route.is("GET", "*")) {
            throw route.segments().size() == 1 ? notAllowed(route) : ApiException.notFound();
        }
        return switch (route.segment(0)) {
            case "recent" -> ViewResource.recent();
            case "tabs" -> views.tabs();
            case "theme" -> ViewResource.theme();
            default -> ViewResource.actions();
        };
    }

    private static SandboxReply query(Route route, QueryResource of) {
        if (route.is("GET", route.segment(0))) {
            return of.first(route, route.segment(0).equals("queryAll"));
        }
        if (route.is("GET", route.segment(0), "*")) {
            return of.next(route);
        }
        throw notAllowed(route);
    }

    /** Queries and describe only, and only for who may see the setup. */
    private SandboxReply tooling(Route route) {
        if (!org.access().administers()) {
            throw new ApiException(
                    403, "INSUFFICIENT_ACCESS", "insufficient access rights on the Tooling API");
        }
        Route below =
                new Route(
                        route.request(),
                        route.versionPath() + "/tooling",
                        route.segments().subList(1, route.segments().size()));
        if (below.is("GET", "sobjects")) {
            return ObjectResource.list(below, describe, toolingObjects.all().stream());
        }
        if (below.is("GET", "sobjects", "*", "describe")) {
            ObjectType type =
                    toolingObjects.find(below.segment(1)).orElseThrow(ApiException::notFound);
            return ObjectResource.described(below, describe, type);
        }
        if (below.segments().isEmpty() || !below.segment(0).equals("query")) {
            throw ApiException.notFound();
        }
        return query(below, tooling);
    }

    private SandboxReply sobjects(Route route) {
        if (route.is("GET", "sobjects")) {
            return objects.list(route);
        }
        if (route.is("GET", "sobjects", "*")) {
            return objects.basics(route);
        }
        if (route.is("GET", "sobjects", "*", "describe")) {
            return objects.describe(route);
        }
        if (route.is("GET", "sobjects", "*", "updated")) {
            return replication.updated(route, reader.object(route.segment(1)));
        }
        if (route.is("GET", "sobjects", "*", "listviews")) {
            return views.listViews(route);
        }
        if (route.is("GET", "sobjects", "*", "quickActions")) {
            reader.object(route.segment(1));
            return ViewResource.actions();
        }
        if (route.is("GET", "sobjects", "*", "deleted")) {
            return replication.deleted(route, reader.object(route.segment(1)));
        }
        return record(route);
    }

    private SandboxReply record(Route route) {
        if (route.is("POST", "sobjects", "*")) {
            return objects.create(route);
        }
        if (route.matches("sobjects", "*", "*")) {
            return switch (route.request().method()) {
                case "GET" -> objects.get(route);
                case "PATCH" -> objects.update(route);
                case "DELETE" -> objects.delete(route);
                default -> throw notAllowed(route);
            };
        }
        if (route.segments().size() > 3 && route.segment(2).equals("describe")) {
            return views.described(route);
        }
        if (route.is("GET", "sobjects", "*", "*", "*")) {
            return objects.getByKey(route);
        }
        if (route.is("PATCH", "sobjects", "*", "*", "*")) {
            return objects.upsert(route);
        }
        throw route.segments().size() > 4 ? ApiException.notFound() : notAllowed(route);
    }

    private SandboxReply composite(Route route) {
        if (route.is("POST", "composite")) {
            return composites.composite(route);
        }
        if (route.is("POST", "composite", "batch")) {
            return composites.batch(route);
        }
        if (route.is("POST", "composite", "tree", "*")) {
            return trees.create(route);
        }
        if (route.matches("composite", "sobjects")) {
            return switch (route.request().method()) {
                case "PATCH" -> collections.update(route);
                case "POST" -> collections.create(route);
                case "DELETE" -> collections.delete(route);
                default -> throw notAllowed(route);
            };
        }
        if (route.is("POST", "composite", "sobjects", "*")) {
            return collections.retrieve(route);
        }
        if (route.is("GET", "composite", "sobjects", "*")) {
            return collections.retrieveByQuery(route);
        }
        if (route.is("PATCH", "composite", "sobjects", "*", "*")) {
            return collections.upsert(route);
        }
        throw notAllowed(route);
    }

    static ApiException notAllowed(Route route) {
        return new ApiException(
                405,
                "METHOD_NOT_ALLOWED",
                "HTTP Method '" + route.request().method() + "' not allowed");
    }

    private SandboxReply resources(Route route) {
        ObjectNode body = Json.object();
        for (String name :
                List.of(
                        "composite",
                        "jobs",
                        "limits",
                        "metadata",
                        "parameterizedSearch",
                        "query",
                        "queryAll",
                        "quickActions",
                        "recent",
                        "search",
                        "sobjects",
                        "tabs",
                        "theme",
                        "tooling")) {
            body.put(name, route.versionPath() + "/" + name);
        }
        body.put("identity", instanceUrl + "/id/" + org.organizationId() + "/" + org.userId());
        return Json.reply(200, body);
    }

    /**
     * Three releases a year: v58 is Summer '23, v68 Winter '27. Needs no session and is not
     * counted.
     */
    private static SandboxReply versions() {
        List<String> seasons = List.of("Summer", "Winter", "Spring");
        ArrayNode list = Json.array();
        for (int version = OLDEST; version <= NEWEST; version++) {
            int release = version - OLDEST;
            int year = 23 + (release + 2) / 3;
            list.addObject()
                    .put("label", seasons.get(release % 3) + " '" + year)
                    .put("url", "/services/data/v" + version + ".0")
                    .put("version", version + ".0");
        }
        return Json.reply(200, list);
    }

    /** Reading many records by id is a POST, too, and so is a bulk query: they change nothing. */
    private static boolean canWrite(SandboxRequest request) {
        boolean reads =
                request.path().endsWith("/parameterizedSearch")
                        || (request.method().equals("POST")
                                && request.path().matches(".*/composite/sobjects/[^/]+/?"))
                        || request.path().matches("/services/data/v[0-9.]+/jobs/query(/.*)?");
        return !request.method().equals("GET") && !request.method().equals("HEAD") && !reads;
    }
}
