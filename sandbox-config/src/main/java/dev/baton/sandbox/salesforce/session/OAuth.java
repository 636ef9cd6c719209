package dev.baton.sandbox.salesforce.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Everything below {@code /services/oauth2} and the identity URL: tokens by client credentials, by
 * JWT bearer and by user name and password, what they are worth, and their end.
 */
public final class OAuth {
    private static final String ROOT = "/services/oauth2/";
    private static final String IDENTITY = "/id/";
    private static final String CLIENT_ID = "sandbox";
    private static final String CLIENT_SECRET = "sandbox";

    /** Of every active user, where a flow or a call wants one. */
    public static final String PASSWORD = "sandbox";

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final Sessions sessions;
    private final Org org;
    private final Identity identity;
    private final JwtBearer assertions = new JwtBearer();

    public OAuth(Sessions sessions, Org org) {
        this.sessions = sessions;
        this.org = org;
        this.identity = new Identity(org);
    }

    public static boolean serves(String path) {
        return path.startsWith(ROOT) || path.startsWith(IDENTITY);
    }

    /** Believes assertions signed with the private half of the key from now on. */
    public void trust(PublicKey key) {
        assertions.trust(key);
    }

    /**
     * Answers, refusals included.
     *
     * @param bearer the token of the Authorization header, null without one
     * @param instanceUrl where the org is reached, without a slash at the end
     */
    public SandboxReply handle(
            SandboxRequest request, @Nullable String bearer, String instanceUrl) {
        if (request.path().startsWith(IDENTITY)) {
            return identified(
                    request.path(),
                    bearer == null ? request.parameter("oauth_token") : bearer,
                    instanceUrl);
        }
        return switch (request.path().substring(ROOT.length())) {
            case "token" -> token(request, instanceUrl);
            case "userinfo" ->
                    sessions.user(bearer)
                            .map(user -> json(200, identity.of(instanceUrl, user)))
                            .orElseGet(OAuth::badToken);
            case "introspect" -> introspect(form(request), instanceUrl);
            case "revoke" -> revoke(form(request), request.parameter("token"));
            default -> refusal("invalid_request", "no such endpoint");
        };
    }

    private static SandboxReply badToken() {
        return SandboxReply.of(403, "text/html;charset=UTF-8", "Bad_OAuth_Token");
    }

    private SandboxReply token(SandboxRequest request, String instanceUrl) {
        if (!request.method().equals("POST")) {
            return refusal("invalid_request", "must use HTTP POST");
        }
        Map<String, String> form = form(request);
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> clientCredentials(form, instanceUrl);
            case "password" -> password(form, instanceUrl);
            case JWT_BEARER -> jwtBearer(form.getOrDefault("assertion", ""), instanceUrl);
            default -> refusal("unsupported_grant_type", "grant type not supported");
        };
    }

    private SandboxReply clientCredentials(Map<String, String> form, String instanceUrl) {
        Optional<SandboxReply> stranger = stranger(form);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        return org.assignments()
                .user(org.integrationUserId())
                .map(user -> granted(instanceUrl, user))
                .orElseGet(() -> refusal("invalid_grant", "no client credentials user enabled"));
    }

    /** Every active user has the password; a security token may follow it, as the vendor has it. */
    private SandboxReply password(Map<String, String> form, String instanceUrl) {
        Optional<SandboxReply> stranger = stranger(form);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        return Optional.of(form.getOrDefault("username", ""))
                .filter(name -> form.getOrDefault("password", "").startsWith(PASSWORD))
                .flatMap(org.assignments()::user)
                .map(user -> granted(instanceUrl, user))
                .orElseGet(() -> refusal("invalid_grant", "authentication failure"));
    }

    private static Optional<SandboxReply> stranger(Map<String, String> form) {
        if (!CLIENT_ID.equals(form.get("client_id"))) {
            return Optional.of(refusal("invalid_client_id", "client identifier invalid"));
        }
        return CLIENT_SECRET.equals(form.get("client_secret"))
                ? Optional.empty()
                : Optional.of(refusal("invalid_client", "invalid client credentials"));
    }

    /** The org's admin has approved the app for every active user. */
    private SandboxReply jwtBearer(String assertion, String instanceUrl) {
        try {
            String subject = assertions.subject(assertion, CLIENT_ID, instanceUrl, sessions.now());
            String user = org.assignments().user(subject).orElseThrow(() -> noSession(subject));
            return granted(instanceUrl, user);
        } catch (JwtBearer.Refused e) {
            return refusal(e.error(), e.description());
        }
    }

    private JwtBearer.Refused noSession(String username) {
        return org.assignments().deactivated(username)
                ? new JwtBearer.Refused("inactive_user", "user is inactive")
                : JwtBearer.invalid("user hasn't approved this consumer");
    }

    private SandboxReply introspect(Map<String, String> form, String instanceUrl) {
        Optional<SandboxReply> stranger = stranger(form);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Optional<Sessions.Session> session = sessions.session(form.get("token"));
        body.put("active", session.isPresent());
        if (session.isPresent()) {
            String user = session.get().userId();
            body.put("scope", "api");
            body.put("client_id", CLIENT_ID);
            body.put("username", identity.text(org.find(user).orElseThrow(), "Username"));
            body.put("sub", identity.url(instanceUrl, user));
            body.put("token_type", "access_token");
            body.put("exp", session.get().expiry().getEpochSecond());
            body.put("iat", session.get().issued().getEpochSecond());
            body.put("nbf", session.get().issued().getEpochSecond());
        }
        return json(200, body);
    }

    private SandboxReply revoke(Map<String, String> form, @Nullable String parameter) {
        String token = form.getOrDefault("token", parameter == null ? "" : parameter);
        if (sessions.user(token).isEmpty()) {
            return refusal("invalid_token", "invalid token");
        }
        sessions.revoke(token);
        return SandboxReply.of(200, "text/plain;charset=UTF-8", "");
    }

    /** {@code /id/ORG/USER}: only of the session's own org, and of any of its users. */
    private SandboxReply identified(String path, @Nullable String bearer, String instanceUrl) {
        if (sessions.user(bearer).isEmpty()) {
            return badToken();
        }
        String[] parts = path.substring(IDENTITY.length()).split("/", -1);
        boolean own =
                parts.length == 2
                        && SalesforceId.key(parts[0])
                                .equals(SalesforceId.key(org.organizationId()));
        return Optional.of(parts)
                .filter(named -> own)
                .flatMap(named -> org.assignments().user(named[1]))
                .map(user -> json(200, identity.of(instanceUrl, user)))
                .orElseGet(() -> SandboxReply.of(404, "text/html;charset=UTF-8", "Bad_Id"));
    }

    private static SandboxReply json(int status, ObjectNode body) {
        return SandboxReply.json(status, body.toString());
    }

    /**
     * A session for any user, as a test or an admin who tries something wants one.
     *
     * @param user id or user name
     * @return empty if the org has no such user
     */
    public Optional<Granted> open(String user, String instanceUrl) {
        return org.assignments()
                .user(user)
                .map(
                        id ->
                                new Granted(
                                        sessions.issue(org.organizationId(), id),
                                        instanceUrl,
                                        identity.url(instanceUrl, id)));
    }

    /**
     * What a client needs to call.
     *
     * @param id the URL that names the user
     */
    public record Granted(String accessToken, String instanceUrl, String id) {}

    private SandboxReply granted(String instanceUrl, String userId) {
        String id = identity.url(instanceUrl, userId);
        String issuedAt = String.valueOf(sessions.now().toEpochMilli());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("access_token", sessions.issue(org.organizationId(), userId));
        body.put("signature", signature(id + issuedAt));
        body.put("scope", "api");
        body.put("instance_url", instanceUrl);
        body.put("id", id);
        body.put("token_type", "Bearer");
        body.put("issued_at", issuedAt);
        return SandboxReply.json(200, body.toString())
                .withHeader("cache-control", "no-cache, no-store");
    }

    private static SandboxReply refusal(String error, String description) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error);
        body.put("error_description", description);
        return SandboxReply.json(400, body.toString());
    }

    /** Credentials may stand in the form or in a Basic header. */
    private static Map<String, String> form(SandboxRequest request) {
        Map<String, String> form = new HashMap<>();
        String authorization = request.header("authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            readBasic(authorization.substring("Basic ".length()), form);
        }
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static void readBasic(String encoded, Map<String, String> form) {
        try {
            String plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon > 0) {
                form.put("client_id", plain.substring(0, colon));
                form.put("client_secret", plain.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            form.remove("client_id"); // No Base64: the same as no credentials.
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A stray % is no escape; the value then matches nothing.
        }
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
