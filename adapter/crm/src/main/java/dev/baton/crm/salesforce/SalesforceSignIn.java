package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.http.Exchange;
import dev.baton.http.HttpCall;
import dev.baton.http.ServerClock;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with the OAuth client credentials flow or the JWT bearer flow: no person, no password,
 * no refresh token to lose. The answer says nothing about when its token runs out, so it is renewed
 * when it is refused.
 *
 * @see <a
 *     href="https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm">client
 *     credentials</a>
 */
final class SalesforceSignIn {
    private final SalesforceSettings settings;
    private final Exchange exchange;
    private volatile @Nullable String userId;
    private volatile @Nullable String organizationId;

    /**
     * Signs in when asked to.
     *
     * @param exchange without a token, or signing in would wait for itself
     */
    SalesforceSignIn(SalesforceSettings settings, Exchange exchange) {
        this.settings = settings;
        this.exchange = exchange;
    }

    /** A fresh token. */
    Secret fetch() throws AdapterException {
        JsonNode answer = StrictJson.body(exchange.send(request()));
        requireOurOrg(answer.path("instance_url").asText());
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            throw StrictJson.unreadable(null);
        }
        String[] segments = answer.path("id").asText().split("/", -1);
        userId = recordId(segments, 1);
        organizationId = recordId(segments, 2);
        return new Secret(token);
    }

    /** Whom we act for, as the last sign-in told it; empty before. */
    Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    /** In which org, as the last sign-in told it; empty before. */
    Optional<String> organizationId() {
        return Optional.ofNullable(organizationId);
    }

    private HttpCall request() throws AdapterException {
        String form =
                switch (settings.signIn()) {
                    case SignIn.ClientCredentials(Secret clientSecret) ->
                            "grant_type=client_credentials&client_id="
                                    + encode(settings.clientId())
                                    + "&client_secret="
                                    + encode(clientSecret.reveal());
                    case SignIn.JwtBearer bearer ->
                            "grant_type="
                                    + encode("urn:ietf:params:oauth:grant-type:jwt-bearer")
                                    + "&assertion="
                                    + encode(assertion(bearer));
                };
        return HttpCall.post(
                        settings.url() + "/services/oauth2/token",
                        "application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.US_ASCII),
                        true)
                .withHeader("Accept", "application/json");
    }

    private String assertion(SignIn.JwtBearer bearer) throws AdapterException {
        HttpCall clock =
                HttpCall.get(settings.url() + "/services/data/")
                        .withHeader("Accept", "application/json");
        Instant now = ServerClock.of(exchange.send(clock));
        return JwtAssertion.of(settings.url(), settings.clientId(), bearer, now);
    }

    /** A token for another host is never used: not there, and not here. */
    private void requireOurOrg(String instanceUrl) throws AdapterException {
        if (!instanceUrl.equals(settings.url())) {
            throw new AdapterException(
                    Category.CREDENTIALS,
                    "other_instance",
                    "Salesforce signed us in to another address than url; set url to the org's My"
                            + " Domain",
                    null);
        }
    }

    /** {@code https://login.salesforce.com/id/ORGANIZATION/USER}. */
    private static @Nullable String recordId(String[] segments, int fromEnd) {
        String text = segments.length < fromEnd ? "" : segments[segments.length - fromEnd];
        return Soql.RecordId.isId(text) ? text : null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
