package dev.baton.sandbox.salesforce;

import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.Vendor;
import dev.baton.sandbox.salesforce.batches.BatchesApi;
import dev.baton.sandbox.salesforce.bulk.BulkApi;
import dev.baton.sandbox.salesforce.deploy.Deployments;
import dev.baton.sandbox.salesforce.events.ChangeBus;
import dev.baton.sandbox.salesforce.events.ChangeType;
import dev.baton.sandbox.salesforce.events.Changes;
import dev.baton.sandbox.salesforce.events.EventServer;
import dev.baton.sandbox.salesforce.events.EventStreams;
import dev.baton.sandbox.salesforce.events.Origin;
import dev.baton.sandbox.salesforce.faults.FaultSchedule;
import dev.baton.sandbox.salesforce.faults.Scenario;
import dev.baton.sandbox.salesforce.faults.ScenarioException;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PackageReader;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.rest.Replication;
import dev.baton.sandbox.salesforce.rest.RestApi;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.Cursors;
import dev.baton.sandbox.salesforce.session.OAuth;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.soap.MetadataApi;
import dev.baton.sandbox.salesforce.soap.SoapApi;
import dev.baton.sandbox.salesforce.write.Writer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Salesforce org. One lock guards the org: requests are answered one after the other,
 * each as of the clock at its beginning.
 */
public final class SalesforceVendor implements Vendor {
    /** Bytes of the URI and all headers together, as the vendor's edge allows. */
    private static final int MAX_HEAD = 16_384;

    private final Org org;
    private final Sessions sessions;
    private final OAuth oauth;
    private final RestApi rest;
    private final SoapApi soap;
    private final MetadataApi metadata;
    private final Deployments deployments;
    private final Replication replication;
    private final ApiUsage usage;
    private final BulkApi bulk;
    private final BatchesApi batches;
    private final FaultSchedule faults;
    private final Changes changes;
    private final EventStreams streams;
    private String instanceUrl;

    private SalesforceVendor(Org org, SandboxClock clock, Sessions sessions, String instanceUrl) {
        ApiUsage usage = new ApiUsage();
        Cursors cursors = new Cursors();
        this.usage = usage;
        this.faults = new FaultSchedule(sessions, cursors);
        this.changes = new Changes(org, clock);
        this.streams = new EventStreams(changes.bus(), org.organizationId());
        Writer writer = new Writer(org, faults);
        this.bulk = new BulkApi(org, writer, faults);
        this.batches = new BatchesApi(org, sessions, usage, writer, bulk::countBatch);
        this.org = org;
        this.sessions = sessions;
        this.oauth = new OAuth(sessions, org);
        this.replication = new Replication(org);
        this.deployments = new Deployments(org);
        this.rest =
                new RestApi(org, sessions, usage, cursors, replication, writer, bulk, deployments);
        this.metadata = new MetadataApi(org, sessions, usage, deployments);
        this.soap = new SoapApi(org, sessions, usage, cursors, replication, writer);
        this.instanceUrl = instanceUrl;
        rest.instanceUrl(instanceUrl);
        soap.instanceUrl(instanceUrl);
    }

    /**
     * An org of exports.
     *
     * @param dataDirs folders whose {@code salesforce/OBJECT.csv} are loaded; they may lack it
     * @param packageDir Baton's SFDX project, deployed with the permission set assigned; null for
     *     an org without it
     * @param clock what the org takes for now
     * @param instanceUrl what the token endpoint names, without a slash at the end
     * @throws dev.baton.sandbox.DataException for an export or a package that cannot be served
     */
    public static SalesforceVendor open(
            List<Path> dataDirs,
            @Nullable Path packageDir,
            SandboxClock clock,
            String instanceUrl) {
        return open(dataDirs, packageDir, clock, instanceUrl, InstantSource.system());
    }

    /** As above, with the time by which sessions expire. */
    public static SalesforceVendor open(
            List<Path> dataDirs,
            @Nullable Path packageDir,
            SandboxClock clock,
            String instanceUrl,
            InstantSource realTime) {
        PackageContents contents =
                packageDir == null ? PackageContents.NOTHING : PackageReader.read(packageDir);
        return new SalesforceVendor(
                Org.open(dataDirs, contents, clock), clock, new Sessions(realTime), instanceUrl);
    }

    /** Where the org is reached, once the port is known; without a slash at the end. */
    public synchronized void instanceUrl(String url) {
        instanceUrl = url;
        rest.instanceUrl(url);
        soap.instanceUrl(url);
    }

    /** How long tokens live that are issued from now on, in real time; two hours at first. */
    public void sessionLifetime(Duration lifetime) {
        sessions.lifetime(lifetime);
    }

    /** The user that client credentials run as, 18 characters. */
    public String integrationUserId() {
        return org.integrationUserId();
    }

    /** Believes assertions of the JWT bearer flow that are signed with the key's private half. */
    public synchronized void trust(PublicKey key) {
        oauth.trust(key);
    }

    /**
     * A session for any user, without credentials.
     *
     * @param user id or user name
     * @return empty if the org has no such active user
     */
    public synchronized Optional<OAuth.Granted> openSession(String user) {
        return oauth.open(user, instanceUrl);
    }

    /**
     * Opens a long-running transaction: until it is closed, latestDateCovered of updated and
     * deleted stays at its start.
     */
    public synchronized Transaction openTransaction(Instant start) {
        replication.beginTransaction(start);
        return () -> {
            synchronized (this) {
                replication.endTransaction(start);
            }
        };
    }

    /** Someone else's transaction. */
    @FunctionalInterface
    public interface Transaction extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Plays a scenario from its start, in the place of the one before.
     *
     * @throws ScenarioException for what it names and the org does not have
     */
    public synchronized void play(Scenario scenario) throws ScenarioException {
        faults.play(scenario, org);
        Scenario.Limits limits = scenario.limits();
        if (limits.callsADay() != null) {
            usage.allow(limits.callsADay(), limits.callsUsed());
        } else {
            usage.allowAsUsual();
        }
        bulk.pageRecords(limits.bulkPageRecords());
    }

    /** The name of the scenario that is played, empty if it has none. */
    public synchronized String scenario() {
        return faults.name();
    }

    /** What is left of the scenario, in the order of its file. */
    public synchronized List<FaultSchedule.Progress> scenarioProgress() {
        return faults.progress();
    }

    /** The org's change events, which nobody gets before an object is switched on. */
    public ChangeBus events() {
        return changes.bus();
    }

    public EventStreams subscriptions() {
        return streams;
    }

    /**
     * Serves the Pub/Sub API.
     *
     * @param port 0 for any free one
     */
    public EventServer serveEvents(int port) throws IOException {
        return EventServer.listen(port, streams, sessions, this::instanceUrl);
    }

    private synchronized String instanceUrl() {
        return instanceUrl;
    }

    /** Tells of what the clock has brought to light on its way between two instants. */
    public synchronized void advanced(Instant before, Instant now) {
        changes.revealed(before, now);
    }

    /**
     * Has the bus tell that records changed without telling how.
     *
     * @param ids of records; one may be a prefix and {@code *}
     * @return whether the object's changes are told at all
     */
    public synchronized boolean gap(String object, ChangeType kind, List<String> ids) {
        return changes.gap(object, kind, ids);
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith("/services/") || OAuth.serves(path);
    }

    @Override
    public synchronized SandboxReply handle(SandboxRequest request) {
        Optional<SandboxReply> tooLong = tooLong(request);
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        return changes.during(
                Origin.of(request),
                () -> faults.around(request, BatchesApi.token(request), this::answered));
    }

    private SandboxReply answered(SandboxRequest request) {
        String path = request.path();
        deployments.goOn();
        if (OAuth.serves(path)) {
            return oauth.handle(request, RestApi.token(request), instanceUrl);
        }
        if (path.startsWith(BatchesApi.ROOT)) {
            return batches.handle(request);
        }
        if (path.startsWith("/services/Soap/m/")) {
            return metadata.handle(request);
        }
        return path.startsWith("/services/Soap/") ? soap.handle(request) : rest.handle(request);
    }

    /** The vendor's edge answers in HTML before any API sees the request. */
    private static Optional<SandboxReply> tooLong(SandboxRequest request) {
        int uri = request.path().length();
        for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
            for (String value : parameter.getValue()) {
                uri +=
                        parameter.getKey().length()
                                + 2
                                + URLEncoder.encode(value, StandardCharsets.UTF_8).length();
            }
        }
        int headers =
                request.headers().entrySet().stream()
                        .mapToInt(
                                header -> header.getKey().length() + header.getValue().length() + 4)
                        .sum();
        if (uri + headers <= MAX_HEAD) {
            return Optional.empty();
        }
        return Optional.of(
                uri >= headers
                        ? html(414, "URI Too Long")
                        : html(431, "Request Header Fields Too Large"));
    }

    private static SandboxReply html(int status, String reason) {
        return SandboxReply.of(
                status,
                "text/html;charset=iso-8859-1",
                "<h1>Bad Message " + status + "</h1><pre>reason: " + reason + "</pre>");
    }

    /**
     * All live records of an object as of the clock, every field, as a system administrator sees
     * them: neither field nor record rights apply. Text, ids, dates and date-times are String (the
     * latter as REST writes them), whole numbers Long, others BigDecimal, checkboxes Boolean.
     *
     * @param object API name; one the org does not have has no records
     * @return sorted by Id
     */
    public synchronized List<Map<String, @Nullable Object>> records(String object) {
        return org.schema().find(object).stream()
                .flatMap(type -> org.rows(type).filter(row -> !org.view().deleted(row)))
                .map(this::everything)
                .toList();
    }

    private Map<String, @Nullable Object> everything(Row row) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        ObjectType type = row.type();
        for (Field field : type.fields()) {
            out.put(field.name(), plain(field, org.record(row).value(field)));
        }
        return out;
    }

    private static @Nullable Object plain(Field field, @Nullable Object value) {
        return switch (value) {
            case Instant instant -> Values.dateTimeText(instant);
            case LocalDate date -> date.toString();
            case BigDecimal number
                    when field.size().scale() == 0 && number.stripTrailingZeros().scale() <= 0 ->
                    (Object) number.longValueExact();
            case null, default -> value;
        };
    }
}
