package dev.baton.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLimitTest {
    private static final String NOW = "2014-01-04T00:00:00Z";

    @TempDir Path dir;

    @Test
    void allExportsShareTheTenCallsAMinute() {
        HelpdeskFixture helpdesk =
                HelpdeskFixture.limited(dir, NOW, new ZendeskVendor.Limits(10, 0));
        for (int i = 0; i < 5; i++) {
            assertThat(helpdesk.get("/api/v2/incremental/tickets/cursor?start_time=0").status())
                    .isEqualTo(200);
            assertThat(helpdesk.get("/api/v2/incremental/organizations?start_time=0").status())
                    .isEqualTo(200);
            helpdesk.realTime.updateAndGet(now -> now.plusSeconds(2));
        }
        Answer refused = helpdesk.get("/api/v2/incremental/users/cursor?start_time=0");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "50");
        assertThat(refused.body().path("error").asText()).isEqualTo("APIRateLimitExceeded");
        assertThat(helpdesk.get("/api/v2/users/me").status()).isEqualTo(200);
    }

    @Test
    void whoeverWaitsAsLongAsToldIsServed() {
        HelpdeskFixture helpdesk =
                HelpdeskFixture.limited(dir, NOW, new ZendeskVendor.Limits(1, 0));
        String export = "/api/v2/incremental/tickets/cursor?start_time=0";
        assertThat(helpdesk.get(export).status()).isEqualTo(200);
        helpdesk.realTime.updateAndGet(now -> now.plusMillis(500));
        Answer refused = helpdesk.get(export);

        // 59.5 seconds, rounded up.
        assertThat(refused.headers()).containsEntry("Retry-After", "60");
        helpdesk.realTime.updateAndGet(now -> now.plusMillis(59_499));
        assertThat(helpdesk.get(export).status()).isEqualTo(429);
        helpdesk.realTime.updateAndGet(now -> now.plusMillis(1));
        assertThat(helpdesk.get(export).status()).isEqualTo(200);
    }

    @Test
    void theAccountsOwnLimitAnswersInPlainText() {
        HelpdeskFixture helpdesk =
                HelpdeskFixture.limited(dir, NOW, new ZendeskVendor.Limits(10, 1));
        helpdesk.get("/api/v2/users/me");
        Answer refused = helpdesk.get("/api/v2/users/me");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().asText())
                .isEqualTo("Number of allowed API requests per minute exceeded");
    }
}
