package dev.baton.sandbox.salesforce.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Assertions of the JWT bearer flow (RFC 7523) against the keys that the org's admin registered:
 * who is meant, if all is as the vendor wants it.
 */
final class JwtBearer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LOGIN_HOSTS =
            Set.of("https://login.salesforce.com", "https://test.salesforce.com");

    /** No second of this size is near, so such a number counts milliseconds. */
    private static final long MILLISECONDS = 100_000_000_000L;

    private final List<PublicKey> keys = new ArrayList<>();

    /** Why there is no token, in the vendor's words. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;

        Refused(String error, String description) {
            super(description);
            this.error = error;
        }

        String error() {
            return error;
        }

        String description() {
            return String.valueOf(getMessage());
        }
    }

    /** From now on assertions signed with the private half are believed. */
    void trust(PublicKey key) {
        keys.add(key);
    }

    /**
     * The user name an assertion is about.
     *
     * @param clientId whom it must be issued by
     * @param instanceUrl one of the audiences it may be for
     * @throws Refused if it is malformed, forged, expired or for somebody else
     */
    String subject(String assertion, String clientId, String instanceUrl, Instant now)
            throws Refused {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3 || !"RS256".equals(json(parts[0]).path("alg").asText())) {
            throw invalid("invalid assertion");
        }
        JsonNode claims = json(parts[1]);
        if (!claims.path("iss").asText().equals(clientId)) {
            throw new Refused("invalid_client_id", "client identifier invalid");
        }
        if (!signed(parts)) {
            throw invalid("invalid assertion");
        }
        String audience = claims.path("aud").asText().replaceAll("/$", "");
        if (!LOGIN_HOSTS.contains(audience) && !audience.equals(instanceUrl)) {
            throw invalid("audience is invalid");
        }
        if (!expiry(claims.path("exp").asLong()).isAfter(now)) {
            throw invalid("expired authorization code");
        }
        return claims.path("sub").asText();
    }

    static Refused invalid(String description) {
        return new Refused("invalid_grant", description);
    }

    /** Seconds, as the standard has it; the official CLI sends milliseconds and is believed. */
    private static Instant expiry(long exp) {
        return exp > MILLISECONDS ? Instant.ofEpochMilli(exp) : Instant.ofEpochSecond(exp);
    }

    private static JsonNode json(String encoded) throws Refused {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("invalid assertion");
        }
    }

    private boolean signed(String[] parts) throws Refused {
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw invalid("invalid assertion");
        }
        for (PublicKey key : keys) {
            if (signedBy(key, content, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signedBy(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // A signature of another length than the key's is none of its.
        }
    }
}
