package dev.baton.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTest {
    @TempDir Path dir;

    private HelpdeskFixture helpdesk;

    @BeforeEach
    void open() {
        helpdesk = HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z");
    }

    @Test
    void aTokenOpensTheAccountAsItsAdministrator() {
        Answer me = helpdesk.get("/api/v2/users/me.json");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("user").path("role").asText()).isEqualTo("admin");
        assertThat(me.body().path("user").path("id").asLong()).isPositive();
    }

    @Test
    void aFormIsAsGoodAsJson() {
        Answer granted =
                helpdesk.send(
                        "POST",
                        "/oauth/tokens",
                        Map.of("content-type", "application/x-www-form-urlencoded"),
                        "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox&scope=read+organizations%3Awrite");

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.body().path("scope").asText()).isEqualTo("read organizations:write");
        assertThat(granted.body().path("token_type").asText()).isEqualTo("bearer");
    }

    @Test
    void aWrongSecretIsAnInvalidClient() {
        Answer refused =
                helpdesk.grant(
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"sandbox\",\"client_secret\":\"wrong\"}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void otherGrantsAreUnsupported() {
        Answer refused =
                helpdesk.grant(
                        "{\"grant_type\":\"password\",\"client_id\":\"sandbox\",\"client_secret\":\"sandbox\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").asText()).isEqualTo("unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "172800", "-1", "\"soon\""})
    void aLifetimeOutsideTheVendorsBoundsIsRefused(String expiresIn) {
        assertThat(granted(expiresIn).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 172_799})
    void aLifetimeJustInsideTheVendorsBoundsIsKept(long expiresIn) {
        Answer granted = granted(Long.toString(expiresIn));

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.body().path("expires_in").asLong()).isEqualTo(expiresIn);
    }

    @Test
    void aTokenExpiresInRealTimeWhereverTheSandboxClockStands() {
        helpdesk.clock.advance(helpdesk.clock.instant().plus(Duration.ofDays(30)));
        assertThat(helpdesk.get("/api/v2/users/me").status()).isEqualTo(200);

        helpdesk.realTime.updateAndGet(now -> now.plusSeconds(3_600));
        Answer expired = helpdesk.get("/api/v2/users/me");

        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.body().path("error").asText()).isEqualTo("Couldn't authenticate you");
    }

    @Test
    void anUnknownTokenIsRefused() {
        assertThat(
                        helpdesk.get("/api/v2/organizations", Map.of("authorization", "Bearer x"))
                                .status())
                .isEqualTo(401);
        assertThat(helpdesk.get("/api/v2/organizations", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void whoeverSendsNoCredentialIsNobodyWithStatus200() {
        Answer nobody = helpdesk.get("/api/v2/users/me", Map.of());

        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.body().path("user").path("id").isNull()).isTrue();
        assertThat(nobody.body().path("user").path("name").asText()).isEqualTo("Anonymous user");
    }

    private Answer granted(String expiresIn) {
        return helpdesk.grant(
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"sandbox\","
                        + "\"client_secret\":\"sandbox\",\"expires_in\":"
                        + expiresIn
                        + "}");
    }
}
