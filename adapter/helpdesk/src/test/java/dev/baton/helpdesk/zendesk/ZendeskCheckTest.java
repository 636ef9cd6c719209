package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import dev.baton.port.Finding.Severity;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ZendeskCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");

    @Test
    void misspeltNamesAreSuggested() throws AdapterException {
        List<Finding> findings =
                check(
                        "admin",
                        path -> "{\"tickets\":[]}",
                        new StreamRequest("ticket_metrics_events", List.of()),
                        new StreamRequest(
                                "tickets",
                                List.of(
                                        "organisation_id",
                                        "metric_set.solved_at",
                                        "zzz",
                                        "status")));
        assertThat(findings)
                .containsExactly(
                        Finding.error(
                                "zendesk.ticket_metrics_events",
                                "there is no such stream",
                                "did you mean ticket_metric_events?"),
                        Finding.warning(
                                "zendesk.tickets.organisation_id",
                                "the vendor's reference knows no such field",
                                "did you mean organization_id?"),
                        Finding.warning(
                                "zendesk.tickets.zzz",
                                "the vendor's reference knows no such field",
                                "choose one of "
                                        + String.join(", ", ZendeskStream.TICKETS.fields())));
    }

    @Test
    void whoIsNoAdminMayReadRatingsButNoExport() throws AdapterException {
        List<Finding> findings =
                check(
                        "agent",
                        path -> "{\"satisfaction_ratings\":[]}",
                        new StreamRequest("users", List.of()),
                        new StreamRequest("satisfaction_ratings", List.of("score")));
        assertThat(findings)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.where()).isEqualTo("zendesk.users");
                            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                            assertThat(finding.fix()).contains("admin");
                        });
    }

    @Test
    void aStreamThatIsSwitchedOffIsFoundAndTheOthersAreStillChecked() throws AdapterException {
        List<Finding> findings =
                check(
                        "admin",
                        path -> path.contains("ratings") ? "" : "{\"users\":[]}",
                        new StreamRequest("satisfaction_ratings", List.of("score")),
                        new StreamRequest("users", List.of("id")));
        assertThat(findings)
                .singleElement()
                .satisfies(f -> assertThat(f.where()).isEqualTo("zendesk.satisfaction_ratings"));
    }

    /** Checks against a vendor that answers by path; "" is a 403. */
    private static List<Finding> check(
            String role, UnaryOperator<String> byPath, StreamRequest... requests)
            throws AdapterException {
        var seams =
                new Seams(
                        () -> FakeAnswers.OURS,
                        time -> {},
                        new Random(1),
                        call -> answer(call, role, byPath));
        var settings = ZendeskSettings.of(ZendeskFake.ORIGIN, "client", new Secret("secret"));
        try (var source = ZendeskSource.open(settings, seams)) {
            return source.check(List.of(requests));
        }
    }

    private static HttpAnswer answer(HttpCall call, String role, UnaryOperator<String> byPath) {
        if (call.url().endsWith("/oauth/tokens")) {
            return ok("{\"access_token\":\"t\"}");
        }
        if (call.url().endsWith("/users/me")) {
            return ok("{\"user\":{\"id\":7,\"role\":\"" + role + "\"}}");
        }
        String body = byPath.apply(call.url());
        return body.isEmpty()
                ? FakeAnswers.json(403, NOW, FakeAnswers.object("error", "Forbidden"))
                : ok(body);
    }

    private static HttpAnswer ok(String body) {
        return FakeAnswers.text(200, NOW, "application/json", body);
    }
}
