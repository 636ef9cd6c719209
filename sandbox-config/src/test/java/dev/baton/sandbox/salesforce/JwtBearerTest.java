package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by signed assertion: who is let in, and the reason for everybody else. */
final class JwtBearerTest {
    /** Two minutes after the time by which sessions expire. */
    private static final long SOON = 1_795_341_720L;

    private static KeyPair pair;
    private static KeyPair strange;
    private TestOrg org;

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        pair = Assertion.keyPair();
        strange = Assertion.keyPair();
    }

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "User",
                                """
                                Id,Name,Username,Email,IsActive
                                005000000000001AAA,Ann,ann@example.com,ann@mail.example,true
                                005000000000002AAA,Gone,gone@example.com,gone@mail.example,false
                                """));
        org.vendor.trust(pair.getPublic());
        assertThat(org.realTime.instant()).isEqualTo("2026-11-22T10:00:00Z");
    }

    private SandboxReply logIn(String assertion) {
        String form =
                "grant_type="
                        + URLEncoder.encode(Assertion.GRANT, StandardCharsets.UTF_8)
                        + "&assertion="
                        + assertion;
        return org.send("POST", "/services/oauth2/token", Map.of(), Map.of(), form);
    }

    private static ObjectNode claims() {
        return Assertion.claims("ann@example.com", TestOrg.URL, SOON);
    }

    @Test
    void aSignedLoginActsAsItsUser() throws GeneralSecurityException {
        JsonNode granted = TestOrg.json(logIn(Assertion.signed(pair.getPrivate(), claims())));

        assertThat(granted.path("id").asText())
                .startsWith(TestOrg.URL + "/id/00D")
                .endsWith("/005000000000001AAA");
        JsonNode info = userInfo(granted.path("access_token").asText());
        assertThat(info.path("preferred_username").asText()).isEqualTo("ann@example.com");
    }

    private JsonNode userInfo(String token) {
        return TestOrg.json(
                org.send(
                        "GET",
                        "/services/oauth2/userinfo",
                        Map.of(),
                        Map.of("authorization", "Bearer " + token),
                        ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.salesforce.com",
                "https://login.salesforce.com/",
                "https://test.salesforce.com",
                TestOrg.URL,
                TestOrg.URL + "/"
            })
    void theAudienceIsALoginHostOrTheOrgItself(String audience) throws GeneralSecurityException {
        ObjectNode claims = claims().put("aud", audience);

        assertThat(logIn(Assertion.signed(pair.getPrivate(), claims)).status()).isEqualTo(200);
    }

    @Test
    void millisecondsAreReadAsSuch() throws GeneralSecurityException {
        ObjectNode soon = claims().put("exp", SOON * 1000);
        ObjectNode past = claims().put("exp", (SOON - 200) * 1000);

        assertThat(logIn(Assertion.signed(pair.getPrivate(), soon)).status()).isEqualTo(200);
        assertThat(logIn(Assertion.signed(pair.getPrivate(), past)).status()).isEqualTo(400);
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                refused(
                        c -> c.put("exp", SOON - 120),
                        "invalid_grant",
                        "expired authorization code"),
                refused(c -> c.remove("exp"), "invalid_grant", "expired authorization code"),
                refused(
                        c -> c.put("aud", "https://other.my.salesforce.com"),
                        "invalid_grant",
                        "audience is invalid"),
                refused(
                        c -> c.put("iss", "somebody"),
                        "invalid_client_id",
                        "client identifier invalid"),
                refused(
                        c -> c.put("sub", "nobody@example.com"),
                        "invalid_grant",
                        "user hasn't approved this consumer"),
                refused(
                        c -> c.put("sub", "gone@example.com"),
                        "inactive_user",
                        "user is inactive"));
    }

    private static Arguments refused(Consumer<ObjectNode> spoil, String error, String description) {
        return Arguments.of(spoil, error, description);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("spoilt")
    void everyWrongClaimHasItsReason(Consumer<ObjectNode> spoil, String error, String description)
            throws GeneralSecurityException {
        ObjectNode claims = claims();
        spoil.accept(claims);

        requireRefused(logIn(Assertion.signed(pair.getPrivate(), claims)), error, description);
    }

    private static void requireRefused(SandboxReply reply, String error, String description) {
        assertThat(reply.status()).isEqualTo(400);
        JsonNode body = TestOrg.json(reply);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("error_description").asText()).isEqualTo(description);
    }

    @Test
    void aForgedAssertionIsRefused() throws GeneralSecurityException {
        String signed = Assertion.signed(pair.getPrivate(), claims());
        String[] parts = signed.split("\\.", -1);
        String other = Assertion.encoded(claims().put("sub", "admin@sandbox.invalid"));

        requireInvalid(Assertion.signed(strange.getPrivate(), claims()));
        requireInvalid(parts[0] + "." + other + "." + parts[2]);
        requireInvalid(parts[0] + "." + parts[1] + ".");
        requireInvalid(Assertion.encoded(Map.of("alg", "none")) + "." + parts[1] + ".");
        requireInvalid("");
        requireInvalid("a.b.c");
    }

    private void requireInvalid(String assertion) {
        requireRefused(logIn(assertion), "invalid_grant", "invalid assertion");
    }

    @Test
    void anOrgThatTrustsNoKeyBelievesNobody(@TempDir Path dir) throws GeneralSecurityException {
        org = TestOrg.open(dir, Map.of());

        requireInvalid(
                Assertion.signed(
                        pair.getPrivate(),
                        Assertion.claims("admin@sandbox.invalid", TestOrg.URL, SOON)));
    }
}
