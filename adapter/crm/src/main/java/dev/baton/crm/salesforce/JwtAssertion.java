package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * The assertion of the JWT bearer flow: who asks, for whom, whom it asks, until when it is good.
 *
 * @see <a
 *     href="https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm">the
 *     flow</a>
 */
final class JwtAssertion {
    /** The vendor takes none that is good for longer than three minutes. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(2);

    private static final String HEADER = encoded("{\"alg\":\"RS256\"}");

    private JwtAssertion() {}

    /**
     * A fresh one.
     *
     * @param now by the org's clock, so that a machine whose clock is wrong can sign in
     */
    static String of(String url, String clientId, SignIn.JwtBearer signIn, Instant now) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", clientId);
        claims.put("sub", signIn.user());
        claims.put("aud", audience(url));
        claims.put("exp", now.plus(GOOD_FOR).getEpochSecond());
        String signed = HEADER + "." + encoded(claims.toString());
        return signed + "." + signIn.key().sign(signed);
    }

    /**
     * The server that signs in: one for production, one for sandboxes, whose My Domain says so. A
     * loopback address is its own.
     */
    static String audience(String url) {
        String host = URI.create(url).getHost().toLowerCase(Locale.ROOT);
        if (!host.endsWith(".salesforce.com")) {
            return url;
        }
        return host.contains(".sandbox.")
                ? "https://test.salesforce.com"
                : "https://login.salesforce.com";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
