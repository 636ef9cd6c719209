package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.DataException;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.Vendor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Zendesk Support account: OAuth tokens, incremental exports, lists and single records, all
 * read-only.
 */
public final class ZendeskVendor implements Vendor {
    private static final Pattern RECORD =
            Pattern.compile("/api/v2/(organizations|tickets|users)/(\\d{1,18})(/metrics)?");

    /** The administrator whose client the sandbox's credentials are. */
    private static final ObjectNode ADMIN =
            Json.constant(
                    """
            {"name":"Sandbox Administrator","email":"admin@sandbox.invalid","role":"admin","verified":true,
            "restricted_agent":false,"created_at":"2010-01-01T00:00:00Z","updated_at":"2010-01-01T00:00:00Z"}""");

    private static final long ADMIN_ID = 900_000_000_001L;

    /**
     * What the vendor answers to nobody in particular, with 200: a self-test must look at the id.
     */
    private static final ObjectNode ANONYMOUS =
            Json.constant(
                    """
            {"user":{"id":null,"url":null,"name":"Anonymous user","email":"invalid@example.com","role":"end-user",
            "verified":false,"external_id":null,"organization_id":null,"active":true}}""");

    private final HelpdeskData data;
    private final SandboxClock clock;
    private final OAuthTokens tokens;
    private final CallLimit exports;
    private final CallLimit calls;
    private volatile String url = "http://127.0.0.1";

    /**
     * Calls allowed in any 60 seconds of real time.
     *
     * @param exportsPerMinute of all incremental exports together, at least 1; the vendor's
     *     standard is 10
     * @param callsPerMinute of everything else, 0 for no limit; the vendor's range is 200 to 2,500
     */
    public record Limits(int exportsPerMinute, int callsPerMinute) {}

    private ZendeskVendor(
            HelpdeskData data, SandboxClock clock, InstantSource realTime, Limits limits) {
        this.data = data;
        this.clock = clock;
        this.tokens = new OAuthTokens(realTime);
        this.exports = new CallLimit(limits.exportsPerMinute(), realTime);
        this.calls = new CallLimit(limits.callsPerMinute(), realTime);
    }

    /**
     * Loads {@code zendesk/} of every folder.
     *
     * @param clock what the account's records follow
     * @param realTime what token expiry and rate limits follow
     * @throws DataException when an export cannot be served
     */
    public static ZendeskVendor open(
            List<Path> dataDirs, SandboxClock clock, InstantSource realTime, Limits limits) {
        return new ZendeskVendor(HelpdeskData.load(dataDirs), clock, realTime, limits);
    }

    /** Where the account is reached, for the links in its answers; without a slash at the end. */
    public void instanceUrl(String reachedAt) {
        this.url = reachedAt;
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith("/api/v2/")
                || path.equals("/oauth/tokens")
                || path.equals("/oauth/tokens.json");
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        String path =
                request.path().endsWith(".json")
                        ? request.path().substring(0, request.path().length() - ".json".length())
                        : request.path();
        if (path.equals("/oauth/tokens")) {
            return request.method().equals("POST")
                    ? tokens.grant(request)
                    : ZendeskErrors.invalidEndpoint();
        }
        if (!tokens.accepts(request.header("authorization"))) {
            return refused(request, path);
        }
        return admitted(request, path);
    }

    private static SandboxReply refused(SandboxRequest request, String path) {
        return path.equals("/api/v2/users/me") && request.header("authorization") == null
                ? Json.reply(200, ANONYMOUS)
                : ZendeskErrors.unauthenticated();
    }

    private SandboxReply admitted(SandboxRequest request, String path) {
        boolean export = path.startsWith(IncrementalExport.ROOT);
        long wait = (export ? exports : calls).take();
        if (wait > 0) {
            return export ? ZendeskErrors.exportLimit(wait) : ZendeskErrors.callLimit(wait);
        }
        if (!request.method().equals("GET")) {
            return ZendeskErrors.invalidEndpoint();
        }
        var account = new Account(data, clock.instant(), url);
        return export
                ? new IncrementalExport(account, request).answer(path)
                : read(account, request, path);
    }

    private static SandboxReply read(Account account, SandboxRequest request, String path) {
        return switch (path) {
            case "/api/v2/users/me" ->
                    one("user", account.bodies().user(new Version(ADMIN_ID, 0, ADMIN)));
            case "/api/v2/satisfaction_ratings" -> Ratings.answer(account, request);
            case "/api/v2/organizations" -> organizations(account, request);
            default -> single(account, path);
        };
    }

    private static SandboxReply organizations(Account account, SandboxRequest request) {
        List<Version> living =
                account.organizations().current().stream()
                        .filter(Predicate.not(ZendeskVendor::hasDeletion))
                        .toList();
        String url = account.url() + "/api/v2/organizations.json";
        return new RecordList(request, "organizations", url)
                .answer(living, account.bodies()::organization);
    }

    private static boolean hasDeletion(Version version) {
        return version.body().path("deleted_at").isTextual();
    }

    private static SandboxReply single(Account account, String path) {
        Matcher match = RECORD.matcher(path);
        if (!match.matches()) {
            return ZendeskErrors.invalidEndpoint();
        }
        long id = Long.parseLong(match.group(2));
        boolean metrics = match.group(3) != null;
        return switch (match.group(1)) {
            case "tickets" ->
                    metrics
                            ? ticket(account, id, "ticket_metric", Bodies::metrics)
                            : ticket(account, id, "ticket", Bodies::ticket);
            case "organizations" ->
                    metrics ? ZendeskErrors.invalidEndpoint() : organization(account, id);
            default -> metrics ? ZendeskErrors.invalidEndpoint() : user(account, id);
        };
    }

    private static SandboxReply ticket(
            Account account, long id, String name, BiFunction<Bodies, Version, ObjectNode> body) {
        Version ticket = account.tickets().byId().get(id);
        return ticket == null || IncrementalExport.isDeleted(ticket)
                ? ZendeskErrors.recordNotFound()
                : one(name, body.apply(account.bodies(), ticket));
    }

    private static SandboxReply organization(Account account, long id) {
        Version organization = account.organizations().byId().get(id);
        return organization == null || hasDeletion(organization)
                ? ZendeskErrors.recordNotFound()
                : one("organization", account.bodies().organization(organization));
    }

    private static SandboxReply user(Account account, long id) {
        @Nullable Version user = account.users().byId().get(id);
        return user == null
                ? ZendeskErrors.recordNotFound()
                : one("user", account.bodies().user(user));
    }

    private static SandboxReply one(String name, ObjectNode body) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set(name, body);
        return Json.reply(200, answer);
    }
}
