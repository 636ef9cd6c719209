package dev.baton.sandbox.zendesk;

import static dev.baton.sandbox.zendesk.HelpdeskFixture.export;
import static dev.baton.sandbox.zendesk.HelpdeskFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalExportTest {
    private static final String CURSOR = "/api/v2/incremental/tickets/cursor";

    @TempDir Path dir;

    private HelpdeskFixture five() {
        export(
                dir,
                "timeline.jsonl",
                ticket(1, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"),
                ticket(4, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"),
                ticket(3, "new", "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", "null", "null"),
                ticket(1, "open", "2014-01-01T00:00:00Z", "2014-01-02T00:00:00Z", "null", "null"),
                ticket(2, "new", "2014-01-03T00:00:00Z", "2014-01-03T00:00:00Z", "null", "null"),
                ticket(
                        4,
                        "deleted",
                        "2014-01-01T00:00:00Z",
                        "2014-01-03T12:00:00Z",
                        "null",
                        "null"));
        return HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z");
    }

    @Test
    void ticketsComeByGeneratedTimestampAndThenById() {
        Answer page = five().get(CURSOR + "?start_time=0");

        assertThat(page.ids("tickets")).containsExactly(3L, 1L, 2L, 4L);
        assertThat(page.body().path("end_of_stream").asBoolean()).isTrue();
        assertThat(page.body().path("before_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void anyPageSizeWalksToTheSameTicketsOnce(int size) {
        HelpdeskFixture helpdesk = five();
        var seen = new ArrayList<Long>();
        Answer page = helpdesk.get(CURSOR + ".json?start_time=0&per_page=" + size);
        seen.addAll(page.ids("tickets"));
        while (!page.body().path("end_of_stream").asBoolean()) {
            page = helpdesk.follow(page.body().path("after_url"));
            seen.addAll(page.ids("tickets"));
        }

        assertThat(seen).containsExactly(3L, 1L, 2L, 4L);
    }

    @Test
    void theLastCursorLaterYieldsWhatHasChangedSince() {
        five();
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-02T12:00:00Z");
        String cursor = helpdesk.get(CURSOR + "?start_time=0").body().path("after_cursor").asText();

        assertThat(helpdesk.get(CURSOR + "?cursor=" + cursor).ids("tickets")).isEmpty();
        assertThat(helpdesk.get(CURSOR + "?cursor=" + cursor).body().path("after_cursor").asText())
                .isEqualTo(cursor);
        helpdesk.clock.advance(Instant.parse("2014-01-04T00:00:00Z"));
        assertThat(helpdesk.get(CURSOR + "?cursor=" + cursor).ids("tickets"))
                .containsExactly(2L, 4L);
    }

    @Test
    void theMostRecentMinuteIsNotServedYet() {
        five();
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-03T00:00:59Z");
        assertThat(helpdesk.get(CURSOR + "?start_time=0").ids("tickets"))
                .containsExactly(3L, 4L, 1L);

        helpdesk.clock.advance(Instant.parse("2014-01-03T00:01:00Z"));
        assertThat(helpdesk.get(CURSOR + "?start_time=0").ids("tickets"))
                .containsExactly(3L, 4L, 1L, 2L);
    }

    @Test
    void aStartLessThanAMinuteAgoIsTooRecent() {
        HelpdeskFixture helpdesk = five();
        long now = helpdesk.clock.instant().getEpochSecond();

        assertThat(helpdesk.get(CURSOR + "?start_time=" + (now - 60)).status()).isEqualTo(200);
        Answer refused = helpdesk.get(CURSOR + "?start_time=" + (now - 59));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("error").asText()).isEqualTo("StartTimeTooRecent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?start_time=yesterday",
                "?cursor=nonsense",
                "?cursor=%25",
                "?start_time=0&per_page=0",
                "?start_time=0&cursor=MTI5ODAxODQ1My4wfHwxMjQwfA%3D%3D"
            })
    void whatTheVendorCannotReadIsABadRequest(String query) {
        assertThat(five().get(CURSOR + query).status()).isEqualTo(400);
    }

    @Test
    void metricsUsersAndOrganizationsComeOnlyWhenAskedFor() {
        five();
        export(
                dir,
                "organizations.jsonl",
                "{\"id\":7,\"name\":\"Seven\",\"created_at\":\"2010-01-01T00:00:00Z\"}");
        export(
                dir,
                "users.jsonl",
                "{\"id\":21,\"name\":\"Requester\",\"created_at\":\"2010-01-01T00:00:00Z\"}");
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z");

        JsonNode bare = helpdesk.get(CURSOR + "?start_time=0").body();
        assertThat(bare.path("tickets").path(0).has("metric_set")).isFalse();
        assertThat(bare.has("users") || bare.has("organizations")).isFalse();

        Answer full =
                helpdesk.get(CURSOR + "?start_time=0&include=metric_sets,users,organizations");
        assertThat(full.body().path("tickets").path(0).path("metric_set").path("reopens").asInt(-1))
                .isZero();
        assertThat(full.ids("users")).containsExactly(21L);
        assertThat(full.ids("organizations")).containsExactly(7L);
        assertThat(full.body().path("after_url").asText()).contains("include=");
    }

    @Test
    void deletedTicketsComeUnlessExcluded() {
        HelpdeskFixture helpdesk = five();

        assertThat(helpdesk.get(CURSOR + "?start_time=0&exclude_deleted=true").ids("tickets"))
                .containsExactly(3L, 1L, 2L);
        assertThat(helpdesk.get("/api/v2/tickets/4").status()).isEqualTo(404);
    }

    @Test
    void whatTheExportDoesNotSayIsNullAndNotMissing() {
        JsonNode ticket = five().get(CURSOR + "?start_time=0").body().path("tickets").path(0);

        for (String name :
                List.of(
                        "external_id",
                        "subject",
                        "priority",
                        "assignee_id",
                        "satisfaction_rating")) {
            assertThat(ticket.has(name) && ticket.path(name).isNull()).as(name).isTrue();
        }
        assertThat(ticket.path("url").asText())
                .isEqualTo(HelpdeskFixture.URL + "/api/v2/tickets/3.json");
        assertThat(ticket.path("generated_timestamp").asLong()).isEqualTo(1_388_534_400L);
    }

    @Test
    void aTimeBasedPageOfOneSecondTakesAllOfItAndMovesOn() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(organizations(), "2014-01-04T00:00:00Z");
        Answer first =
                helpdesk.get("/api/v2/incremental/organizations.json?per_page=1&start_time=0");

        assertThat(first.ids("organizations")).containsExactly(1L, 2L);
        assertThat(first.body().path("end_time").asLong()).isEqualTo(1_388_534_401L);
        assertThat(first.body().path("end_of_stream").asBoolean()).isFalse();
        assertThat(first.body().path("next_page").asText())
                .isEqualTo(
                        HelpdeskFixture.URL
                                + "/api/v2/incremental/organizations.json?per_page=1&start_time=1388534401");
        Answer second = helpdesk.follow(first.body().path("next_page"));
        assertThat(second.ids("organizations")).containsExactly(3L);
        assertThat(second.body().path("end_of_stream").asBoolean()).isTrue();
    }

    @Test
    void aTimeBasedPageOfSeveralSecondsRepeatsItsLastOne() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(organizations(), "2014-01-04T00:00:00Z");
        Answer first = helpdesk.get("/api/v2/incremental/organizations?start_time=0");

        assertThat(first.ids("organizations")).containsExactly(1L, 2L, 3L);
        assertThat(first.body().path("count").asInt()).isEqualTo(3);
        assertThat(helpdesk.follow(first.body().path("next_page")).ids("organizations"))
                .containsExactly(3L);
    }

    @Test
    void theNextTimeBasedPageIsNeverTooRecent() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(organizations(), "2014-01-02T00:01:00Z");
        Answer page = helpdesk.get("/api/v2/incremental/organizations?start_time=1388534401");

        assertThat(page.ids("organizations")).containsExactly(3L);
        assertThat(helpdesk.follow(page.body().path("next_page")).status()).isEqualTo(200);
    }

    @Test
    void deletedOrganizationsStayInTheExportMarked() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(organizations(), "2014-01-04T00:00:00Z");
        Answer page = helpdesk.get("/api/v2/incremental/organizations?start_time=0");

        assertThat(page.body().path("organizations").path(2).path("deleted_at").asText())
                .isEqualTo("2014-01-02T00:00:00Z");
        assertThat(page.body().path("organizations").path(0).get("deleted_at").isNull()).isTrue();
        assertThat(helpdesk.get("/api/v2/organizations/3").status()).isEqualTo(404);
        assertThat(helpdesk.get("/api/v2/organizations").ids("organizations"))
                .containsExactly(1L, 2L);
    }

    @Test
    void usersAreExportedByCursorToo() {
        export(
                dir,
                "users.jsonl",
                "{\"id\":5,\"name\":\"A\",\"email\":null,\"created_at\":\"2014-01-01T00:00:00Z\","
                        + "\"deleted_at\":\"2014-01-02T00:00:00Z\"}");
        HelpdeskFixture helpdesk = HelpdeskFixture.of(dir, "2014-01-01T12:00:00Z");
        Answer before = helpdesk.get("/api/v2/incremental/users/cursor?start_time=0");
        helpdesk.clock.advance(Instant.parse("2014-01-04T00:00:00Z"));
        Answer after = helpdesk.follow(before.body().path("after_url"));

        assertThat(before.body().path("users").path(0).path("active").asBoolean()).isTrue();
        assertThat(after.body().path("users").path(0).path("active").asBoolean(true)).isFalse();
    }

    @Test
    void anUnknownExportIsAnInvalidEndpoint() {
        Answer answer = five().get("/api/v2/incremental/dreams?start_time=0");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("error").asText()).isEqualTo("InvalidEndpoint");
    }

    private Path organizations() {
        export(
                dir,
                "organizations.jsonl",
                "{\"id\":2,\"name\":\"B\",\"created_at\":\"2014-01-01T00:00:00Z\"}",
                "{\"id\":1,\"name\":\"A\",\"created_at\":\"2014-01-01T00:00:00Z\"}",
                "{\"id\":3,\"name\":\"C\",\"created_at\":\"2014-01-01T00:00:00Z\",\"deleted_at\":\"2014-01-02T00:00:00Z\"}");
        return dir;
    }
}
