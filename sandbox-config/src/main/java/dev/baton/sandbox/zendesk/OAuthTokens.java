package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues and checks access tokens of the client credentials grant; tokens expire in real time. */
final class OAuthTokens {
    private static final String CLIENT = "sandbox";
    private static final String SECRET = "sandbox";
    // Both bounds are exclusive.
    // https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
    private static final long EXPIRES_ABOVE = 300;
    private static final long EXPIRES_BELOW = 172_800;
    private static final long EXPIRES_DEFAULT = 1_800;

    private final InstantSource realTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiryByToken = new LinkedHashMap<>();

    OAuthTokens(InstantSource realTime) {
        this.realTime = realTime;
    }

    /** {@code POST /oauth/tokens}, JSON or form. */
    SandboxReply grant(SandboxRequest request) {
        ObjectNode asked = parameters(request);
        if (asked == null) {
            return refusal(400, "invalid_request", "The request body is neither JSON nor a form.");
        }
        if (!asked.path("grant_type").asText().equals("client_credentials")) {
            return refusal(
                    400,
                    "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server.");
        }
        if (!same(asked.path("client_id"), CLIENT) || !same(asked.path("client_secret"), SECRET)) {
            return refusal(
                    401,
                    "invalid_client",
                    "Client authentication failed due to unknown client, no client authentication included, or"
                            + " unsupported authentication method.");
        }
        JsonNode lifetime = asked.path("expires_in");
        long seconds =
                lifetime.isMissingNode() || lifetime.isNull()
                        ? EXPIRES_DEFAULT
                        : lifetime.asLong(-1);
        if (seconds <= EXPIRES_ABOVE || seconds >= EXPIRES_BELOW) {
            return refusal(
                    400,
                    "invalid_request",
                    "expires_in must be greater than 300 and less than 172800.");
        }
        return Json.reply(200, token(asked.path("scope").asText("read"), seconds))
                .withHeader("Cache-Control", "no-store");
    }

    private ObjectNode token(String scope, long seconds) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        remember(token, realTime.instant().plusSeconds(seconds));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("access_token", token).put("token_type", "bearer").put("scope", scope);
        return answer.put("expires_in", seconds);
    }

    private synchronized void remember(String token, Instant expiry) {
        Instant now = realTime.instant();
        expiryByToken.values().removeIf(known -> !known.isAfter(now));
        expiryByToken.put(token, expiry);
    }

    /**
     * Whether the Authorization header carries a token that was issued here and has not expired.
     */
    synchronized boolean accepts(@Nullable String authorization) {
        if (authorization == null
                || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return false;
        }
        Instant expiry = expiryByToken.get(authorization.substring("bearer ".length()).strip());
        return expiry != null && expiry.isAfter(realTime.instant());
    }

    private static boolean same(JsonNode given, String expected) {
        return MessageDigest.isEqual(
                given.asText().getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable ObjectNode parameters(SandboxRequest request) {
        String type = request.header("content-type");
        if (type == null || !type.startsWith("application/json")) {
            return form(new String(request.body(), StandardCharsets.UTF_8));
        }
        try {
            return Json.MAPPER.readTree(request.body()) instanceof ObjectNode object
                    ? object
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable ObjectNode form(String body) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        try {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String value =
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    all.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            value);
                }
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return all;
    }

    private static SandboxReply refusal(int status, String error, String description) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        return Json.reply(status, body.put("error", error).put("error_description", description));
    }
}
