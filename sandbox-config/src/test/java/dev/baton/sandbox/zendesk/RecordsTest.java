package dev.baton.sandbox.zendesk;

import static dev.baton.sandbox.zendesk.HelpdeskFixture.export;
import static dev.baton.sandbox.zendesk.HelpdeskFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final String NOW = "2014-01-04T00:00:00Z";

    @TempDir Path dir;

    @Test
    void aListByCursorLinksForthAndBack() {
        HelpdeskFixture helpdesk = threeOrganizations();
        Answer first = helpdesk.get("/api/v2/organizations.json?page%5Bsize%5D=2");
        Answer second = helpdesk.follow(first.body().path("links").path("next"));

        assertThat(first.ids("organizations")).containsExactly(1L, 2L);
        assertThat(first.body().path("meta").path("has_more").asBoolean()).isTrue();
        assertThat(second.ids("organizations")).containsExactly(3L);
        assertThat(second.body().path("meta").path("has_more").asBoolean()).isFalse();
        assertThat(helpdesk.follow(second.body().path("links").path("prev")).ids("organizations"))
                .containsExactly(1L, 2L);
    }

    @Test
    void aListByOffsetCounts() {
        HelpdeskFixture helpdesk = threeOrganizations();
        Answer first = helpdesk.get("/api/v2/organizations?per_page=2");

        assertThat(first.body().path("count").asInt()).isEqualTo(3);
        assertThat(first.body().path("previous_page").isNull()).isTrue();
        assertThat(helpdesk.follow(first.body().path("next_page")).ids("organizations"))
                .containsExactly(3L);
        assertThat(helpdesk.get("/api/v2/organizations?page=101").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page%5Bsize%5D=0",
                "page%5Bsize%5D=101",
                "page%5Bsize%5D=x",
                "page%5Bafter%5D=x",
                "page=0"
            })
    void badPagesAreRefused(String query) {
        assertThat(threeOrganizations().get("/api/v2/organizations?" + query).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v2/tickets/1, ticket",
        "/api/v2/tickets/1/metrics.json, ticket_metric",
        "/api/v2/users/21.json, user",
        "/api/v2/organizations/1, organization"
    })
    void singleRecordsAreShown(String path, String name) {
        export(
                dir,
                "tickets.jsonl",
                ticket(1, "open", "2014-01-01T00:00:00Z", "2014-01-02T00:00:00Z", "null", "5"));
        export(
                dir,
                "users.jsonl",
                "{\"id\":21,\"name\":\"A\",\"created_at\":\"2014-01-01T00:00:00Z\"}");
        Answer answer = threeOrganizations().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path(name).path("url").asText()).startsWith(HelpdeskFixture.URL);
        assertThat(answer.body().path(name).has("created_at")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/tickets/9",
                "/api/v2/tickets/9/metrics",
                "/api/v2/users/9",
                "/api/v2/organizations/9"
            })
    void unknownRecordsAreNotFound(String path) {
        Answer answer = threeOrganizations().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("error").asText()).isEqualTo("RecordNotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "score=received, '1,2'",
        "score=good, 1",
        "score=bad_with_comment, 2",
        "score=good_without_comment, 1",
        "score=offered, 3",
        "score=received&start_time=1388620800, 2",
        "score=received&end_time=1388620799, 1"
    })
    void ratingsAreFilteredAsDocumented(String query, String ids) {
        Answer answer = ratings().get("/api/v2/satisfaction_ratings?page%5Bsize%5D=100&" + query);

        assertThat(answer.ids("satisfaction_ratings"))
                .containsExactly(
                        java.util.Arrays.stream(ids.split(",", -1))
                                .map(Long::valueOf)
                                .toArray(Long[]::new));
    }

    @Test
    void theNextPageOfRatingsKeepsTheFilters() {
        HelpdeskFixture helpdesk = ratings();
        Answer first =
                helpdesk.get(
                        "/api/v2/satisfaction_ratings.json?score=received&start_time=0&page%5Bsize%5D=1");
        Answer second = helpdesk.follow(first.body().path("links").path("next"));

        assertThat(first.ids("satisfaction_ratings")).containsExactly(1L);
        assertThat(second.ids("satisfaction_ratings")).containsExactly(2L);
        assertThat(second.body().path("meta").path("has_more").asBoolean()).isFalse();
    }

    @Test
    void anUnknownScoreIsRefused() {
        assertThat(ratings().get("/api/v2/satisfaction_ratings?score=great").status())
                .isEqualTo(400);
    }

    @Test
    void nothingCanBeWritten() {
        HelpdeskFixture helpdesk = threeOrganizations();

        assertThat(
                        helpdesk.send(
                                        "DELETE",
                                        "/api/v2/organizations/1",
                                        Map.of("authorization", "Bearer x"),
                                        "")
                                .status())
                .isEqualTo(401);
        assertThat(helpdesk.get("/api/v2/organizations/1").status()).isEqualTo(200);
    }

    private HelpdeskFixture ratings() {
        export(
                dir,
                "satisfaction_ratings.jsonl",
                "{\"id\":1,\"score\":\"good\",\"ticket_id\":5,\"created_at\":\"2014-01-01T00:00:00Z\"}",
                "{\"id\":2,\"score\":\"bad\",\"comment\":\"slow\",\"ticket_id\":5,\"created_at\":\"2014-01-02T00:00:00Z\"}",
                "{\"id\":3,\"score\":\"offered\",\"ticket_id\":5,\"created_at\":\"2014-01-02T00:00:00Z\"}",
                "{\"id\":4,\"score\":\"good\",\"ticket_id\":5,\"created_at\":\"2014-01-05T00:00:00Z\"}");
        return HelpdeskFixture.of(dir, NOW);
    }

    private HelpdeskFixture threeOrganizations() {
        export(
                dir,
                "organizations.jsonl",
                "{\"id\":3,\"name\":\"C\",\"created_at\":\"2014-01-01T00:00:00Z\"}",
                "{\"id\":1,\"name\":\"A\",\"created_at\":\"2014-01-01T00:00:00Z\"}",
                "{\"id\":2,\"name\":\"B\",\"created_at\":\"2014-01-01T00:00:00Z\"}");
        return HelpdeskFixture.of(dir, NOW);
    }
}
