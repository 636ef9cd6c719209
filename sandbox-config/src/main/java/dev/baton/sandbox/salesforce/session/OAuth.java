package dev.baton.sandbox.salesforce.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The token endpoint, client credentials flow, and userinfo. */
public final class OAuth {
    private static final String CLIENT_ID = "sandbox";
    private static final String CLIENT_SECRET = "sandbox";

    private final Sessions sessions;
    private final Org org;

    public OAuth(Sessions sessions, Org org) {
        this.sessions = sessions;
        this.org = org;
    }

    /** Answers {@code POST /services/oauth2/token}. */
    public SandboxReply token(SandboxRequest request, String instanceUrl) {
        if (!request.method().equals("POST")) {
            return refusal("invalid_request", "must use HTTP POST");
        }
        Map<String, String> form = form(request);
        String grant = form.getOrDefault("grant_type", "");
        if (!grant.equals("client_credentials")) {
            return refusal("unsupported_grant_type", "grant type not supported");
        }
        if (!CLIENT_ID.equals(form.get("client_id"))) {
            return refusal("invalid_client_id", "client identifier invalid");
        }
        if (!CLIENT_SECRET.equals(form.get("client_secret"))) {
            return refusal("invalid_client", "invalid client credentials");
        }
        return granted(instanceUrl, org.integrationUserId());
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
                                        identity(instanceUrl, id)));
    }

    /**
     * What a client needs to call.
     *
     * @param id the URL that names the user
     */
    public record Granted(String accessToken, String instanceUrl, String id) {}

    private String identity(String instanceUrl, String userId) {
        return instanceUrl + "/id/" + org.organizationId() + "/" + userId;
    }

    private SandboxReply granted(String instanceUrl, String userId) {
        String id = identity(instanceUrl, userId);
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

    /** Answers {@code GET /services/oauth2/userinfo} for a valid session. */
    public SandboxReply userInfo(String instanceUrl, String userId) {
        Row user = org.find(userId).orElseThrow();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sub", identity(instanceUrl, userId));
        body.put("user_id", userId);
        body.put("organization_id", org.organizationId());
        body.put("preferred_username", text(user, "Username"));
        body.put("nickname", text(user, "Alias"));
        body.put("name", text(user, "Name"));
        body.put("email", text(user, "Email"));
        body.put("active", true);
        body.put("user_type", "STANDARD");
        body.put("zoneinfo", "GMT");
        return SandboxReply.json(200, body.toString());
    }

    private @Nullable String text(Row user, String field) {
        Object value = org.view().value(user, field);
        return value == null ? null : value.toString();
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
