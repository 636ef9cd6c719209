package dev.baton.sandbox.zendesk;

import static dev.baton.sandbox.zendesk.HelpdeskFixture.export;
import static dev.baton.sandbox.zendesk.HelpdeskFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockRulesTest {
    private static final String EXPORT =
            "/api/v2/incremental/tickets/cursor?include=metric_sets&start_time=0";

    @TempDir Path dir;

    @Test
    void aTicketIsItsLastVersionUpToTheClock() {
        export(
                dir,
                "timeline.jsonl",
                ticket(1, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"),
                ticket(1, "open", "2014-01-01T00:00:00Z", "2014-01-02T00:00:00Z", "null", "null"));
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2013-12-31T23:59:59Z");
        assertThat(helpdesk.get("/api/v2/tickets/1").status()).isEqualTo(404);

        helpdesk.clock.advance(Instant.parse("2014-01-01T00:00:00Z"));
        assertThat(status(helpdesk)).isEqualTo("new");
        helpdesk.clock.advance(Instant.parse("2014-01-02T00:00:00Z"));
        assertThat(status(helpdesk)).isEqualTo("open");
    }

    @Test
    void withATimelineThePlainTicketsAreIgnored() {
        export(
                dir,
                "timeline.jsonl",
                ticket(1, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"));
        export(
                dir,
                "tickets.jsonl",
                ticket(2, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"));

        assertThat(HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z").get(EXPORT).ids("tickets"))
                .containsExactly(1L);
    }

    @Test
    void aPlainTicketShowsNothingThatHadNotHappened() {
        export(
                dir,
                "tickets.jsonl",
                ticket(
                        1,
                        "solved",
                        "2014-01-01T00:00:00Z",
                        "2014-01-03T00:00:00Z",
                        "\"2014-01-02T00:00:00Z\"",
                        "90"));
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-01T01:00:00Z");

        JsonNode ticket = helpdesk.get(EXPORT).body().path("tickets").path(0);

        assertThat(ticket.path("created_at").asText()).isEqualTo("2014-01-01T00:00:00Z");
        assertThat(ticket.get("updated_at").isNull()).isTrue();
        assertThat(ticket.path("status").asText()).isEqualTo("open");
        assertThat(ticket.path("metric_set").get("solved_at").isNull()).isTrue();
        assertThat(ticket.path("metric_set").path("reply_time_in_minutes").get("calendar").isNull())
                .isTrue();
        assertThat(ticket.path("generated_timestamp").asLong())
                .isEqualTo(Instant.parse("2014-01-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void eachNewlyShownValueOfAPlainTicketIsAChangeInTheExport() {
        export(
                dir,
                "tickets.jsonl",
                ticket(
                        1,
                        "solved",
                        "2014-01-01T00:00:00Z",
                        "2014-01-03T00:00:00Z",
                        "\"2014-01-02T00:00:00Z\"",
                        "90"));
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-01T01:00:00Z");
        Answer page = helpdesk.get(EXPORT);

        for (String moment :
                new String[] {
                    "2014-01-01T02:00:00Z", "2014-01-02T12:00:00Z", "2014-01-04T00:00:00Z"
                }) {
            helpdesk.clock.advance(Instant.parse(moment));
            page = helpdesk.follow(page.body().path("after_url"));
            assertThat(page.ids("tickets")).as(moment).containsExactly(1L);
        }
        JsonNode last = page.body().path("tickets").path(0);
        assertThat(last.path("status").asText()).isEqualTo("solved");
        assertThat(last.path("metric_set").path("reply_time_in_minutes").path("calendar").asInt())
                .isEqualTo(90);
        assertThat(last.path("generated_timestamp").asLong())
                .isEqualTo(Instant.parse("2014-01-03T00:00:00Z").getEpochSecond());
    }

    @Test
    void aGivenGeneratedTimestampLaterThanTheUpdateIsKept() {
        export(
                dir,
                "tickets.jsonl",
                "{\"id\":1,\"status\":\"new\",\"created_at\":\"2014-01-01T00:00:00Z\","
                        + "\"updated_at\":\"2014-01-02T00:00:00Z\",\"generated_timestamp\":1388707200}");

        assertThat(
                        HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z")
                                .get(EXPORT)
                                .body()
                                .path("tickets")
                                .path(0)
                                .path("generated_timestamp")
                                .asLong())
                .isEqualTo(1_388_707_200L);
    }

    @Test
    void aPlainTicketDeletedLaterIsAliveUntilThen() {
        export(
                dir,
                "tickets.jsonl",
                "{\"id\":1,\"status\":\"open\",\"created_at\":\"2014-01-01T00:00:00Z\",\"deleted_at\":\"2014-01-02T00:00:00Z\"}");
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-01T12:00:00Z");
        assertThat(status(helpdesk)).isEqualTo("open");

        helpdesk.clock.advance(Instant.parse("2014-01-03T00:00:00Z"));
        assertThat(helpdesk.get("/api/v2/tickets/1").status()).isEqualTo(404);
        assertThat(helpdesk.get(EXPORT).body().path("tickets").path(0).path("status").asText())
                .isEqualTo("deleted");
    }

    @Test
    void datesOfCustomFieldsLaterThanTheClockAreNull() {
        export(
                dir,
                "organizations.jsonl",
                "{\"id\":1,\"name\":\"A\",\"created_at\":\"2014-01-01T00:00:00Z\","
                        + "\"organization_fields\":{\"renewal\":\"2014-02-01\",\"since\":\"2013-02-01\",\"plan\":\"gold\"}}");
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z");

        JsonNode fields = organizationFields(helpdesk);
        assertThat(fields.get("renewal").isNull()).isTrue();
        assertThat(fields.path("since").asText()).isEqualTo("2013-02-01");
        assertThat(fields.path("plan").asText()).isEqualTo("gold");
        helpdesk.clock.advance(Instant.parse("2014-02-01T00:00:00Z"));
        assertThat(organizationFields(helpdesk).path("renewal").asText()).isEqualTo("2014-02-01");
    }

    @Test
    void anOrganizationExistsFromItsCreation() {
        export(
                dir,
                "organizations.jsonl",
                "{\"id\":1,\"name\":\"A\",\"created_at\":\"2014-01-05T00:00:00Z\"}");
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z");
        assertThat(helpdesk.get("/api/v2/organizations/1").status()).isEqualTo(404);

        helpdesk.clock.advance(Instant.parse("2014-01-05T00:00:00Z"));
        assertThat(helpdesk.get("/api/v2/organizations/1").status()).isEqualTo(200);
    }

    private static JsonNode organizationFields(HelpdeskFixture helpdesk) {
        return helpdesk.get("/api/v2/organizations/1.json")
                .body()
                .path("organization")
                .path("organization_fields");
    }

    private static String status(HelpdeskFixture helpdesk) {
        return helpdesk.get("/api/v2/tickets/1.json").body().path("ticket").path("status").asText();
    }
}
