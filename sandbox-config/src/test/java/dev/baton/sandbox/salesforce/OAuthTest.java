package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens: who gets one, and for how long. */
final class OAuthTest {
    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org = TestOrg.open(dir, Map.of());
    }

    private static String text(SandboxReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grant_type=client_credentials&client_id=nobody&client_secret=sandbox | invalid_client_id | client identifier invalid
                    grant_type=client_credentials&client_id=sandbox&client_secret=wrong  | invalid_client | invalid client credentials
                    grant_type=client_credentials&client_id=sandbox                      | invalid_client | invalid client credentials
                    grant_type=device&client_id=sandbox&client_secret=sandbox            | unsupported_grant_type | grant type not supported
                    grant_type=password&client_id=sandbox&client_secret=sandbox&username=baton%40sandbox.invalid&password=guess | invalid_grant | authentication failure
                    grant_type=password&client_id=sandbox&client_secret=sandbox&username=nobody&password=sandbox | invalid_grant | authentication failure
                    """)
    void credentialsThatAreWrongAreRefused(String form, String error, String description) {
        SandboxReply reply = org.send("POST", "/services/oauth2/token", Map.of(), Map.of(), form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(text(reply))
                .isEqualTo(
                        "{\"error\":\""
                                + error
                                + "\",\"error_description\":\""
                                + description
                                + "\"}");
    }

    @Test
    void aUserNameAndItsPasswordAreASession() {
        JsonNode granted =
                TestOrg.json(
                        org.send(
                                "POST",
                                "/services/oauth2/token",
                                Map.of(),
                                Map.of(),
                                "grant_type=password&client_id=sandbox&client_secret=sandbox"
                                        + "&username=admin%40sandbox.invalid&password=sandboxTOKEN"));

        SandboxReply reply =
                org.callAs(granted.path("access_token").asText(), "GET", "/limits", Map.of(), "");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void theTokenNamesTheOrgAndTheInstance() {
        org.vendor.instanceUrl("http://127.0.0.1:4711");
        JsonNode granted =
                TestOrg.json(
                        org.send(
                                "POST",
                                "/services/oauth2/token",
                                Map.of(),
                                Map.of("authorization", "Basic c2FuZGJveDpzYW5kYm94"),
                                "grant_type=client_credentials"));

        assertThat(granted.path("access_token").asText()).matches("00D\\w{12}!.+");
        assertThat(granted.path("instance_url").asText()).isEqualTo("http://127.0.0.1:4711");
        assertThat(granted.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.path("id").asText()).endsWith("/" + org.vendor.integrationUserId());
    }

    @Test
    void tokensExpireInRealTimeWhateverTheClockSays() {
        org.clock.advance(TestOrg.NOW.plus(Duration.ofDays(100)));
        assertThat(org.get("/limits").status()).isEqualTo(200);

        org.realTime.plusSeconds(2 * 60 * 60);
        SandboxReply reply = org.get("/limits");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(text(reply))
                .isEqualTo(
                        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    }

    @Test
    void theLifetimeOfTokensCanBeShortened() {
        org.vendor.sessionLifetime(Duration.ofSeconds(10));
        String token = org.logIn();
        org.realTime.plusSeconds(10);

        SandboxReply reply =
                org.send(
                        "GET",
                        TestOrg.DATA + "/limits",
                        Map.of(),
                        Map.of("authorization", "Bearer " + token),
                        "");

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void userInfoNeedsAValidToken() {
        Map<String, String> header = Map.of("authorization", "Bearer " + org.token());
        JsonNode info =
                TestOrg.json(org.send("GET", "/services/oauth2/userinfo", Map.of(), header, ""));

        assertThat(info.path("user_id").asText()).isEqualTo(org.vendor.integrationUserId());
        assertThat(org.send("GET", "/services/oauth2/userinfo", Map.of(), Map.of(), "").status())
                .isEqualTo(403);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("authorization", "Bearer " + token);
    }

    @Test
    void theIdentityUrlTellsWhoTheUserIs() {
        String path =
                TestOrg.json(tokenReply()).path("id").asText().substring(TestOrg.URL.length());
        JsonNode identity = TestOrg.json(org.send("GET", path, Map.of(), bearer(org.token()), ""));

        assertThat(identity.path("username").asText()).isEqualTo("baton@sandbox.invalid");
        assertThat(identity.path("urls").path("rest").asText())
                .isEqualTo(TestOrg.URL + "/services/data/v{version}/");
        assertThat(
                        org.send(
                                        "GET",
                                        path,
                                        Map.of("format", "json", "oauth_token", org.token()),
                                        Map.of(),
                                        "")
                                .status())
                .isEqualTo(200);
        assertThat(TestOrg.json(org.get("")).path("identity").asText())
                .isEqualTo(TestOrg.URL + path);
        assertThat(org.send("GET", path, Map.of(), Map.of(), "").status()).isEqualTo(403);
        assertThat(org.send("GET", "/id/00D/005", Map.of(), bearer(org.token()), "").status())
                .isEqualTo(404);
    }

    private SandboxReply tokenReply() {
        return org.send(
                "POST",
                "/services/oauth2/token",
                Map.of(),
                Map.of(),
                "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox");
    }

    @Test
    void anApplicationCanAskWhatATokenIsWorth() {
        JsonNode known = introspect(org.token());

        assertThat(known.path("active").asBoolean()).isTrue();
        assertThat(known.path("username").asText()).isEqualTo("baton@sandbox.invalid");
        assertThat(known.path("exp").asLong() - known.path("iat").asLong()).isEqualTo(7200);
        assertThat(introspect("00Dnonsense").toString()).isEqualTo("{\"active\":false}");
    }

    private JsonNode introspect(String token) {
        return TestOrg.json(
                org.send(
                        "POST",
                        "/services/oauth2/introspect",
                        Map.of(),
                        Map.of(),
                        "client_id=sandbox&client_secret=sandbox&token=" + token));
    }

    @Test
    void aRevokedTokenIsWorthNothing() {
        String token = org.logIn();
        String form = "token=" + token;

        assertThat(org.send("POST", "/services/oauth2/revoke", Map.of(), Map.of(), form).status())
                .isEqualTo(200);
        assertThat(org.send("GET", TestOrg.DATA + "/limits", Map.of(), bearer(token), "").status())
                .isEqualTo(401);
        assertThat(text(org.send("POST", "/services/oauth2/revoke", Map.of(), Map.of(), form)))
                .contains("invalid_token");
        assertThat(org.get("/limits").status()).isEqualTo(200);
    }
}
