package dev.baton.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.zendesk.HelpdeskFixture.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a real helpdesk's log with figures computed independently; needs {@code
 * -Dbaton.evaluation=DIR}.
 */
class HelpdeskEvaluationTest {
    private Path data = Path.of("");

    @BeforeEach
    void locate() {
        String directory = System.getProperty("baton.evaluation", "");
        if (directory.isBlank()) {
            System.out.println("SKIPPED: HelpdeskEvaluationTest needs -Dbaton.evaluation=DIR");
        }
        Assumptions.assumeFalse(directory.isBlank(), "no evaluation data");
        data = Path.of(directory, "data", "helpdesk");
    }

    @Test
    void theExportsYieldEveryTicketAndOrganization() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(data, "2014-01-04T00:00:00Z");

        assertThat(tickets(helpdesk)).hasSize(4_580);
        assertThat(
                        helpdesk.get("/api/v2/incremental/organizations?start_time=0")
                                .ids("organizations"))
                .hasSize(397);
        assertThat(helpdesk.get("/api/v2/organizations").body().path("count").asInt())
                .isEqualTo(397);
    }

    @Test
    void theLastSolutionsHaveTheKnownMedian() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(data, "2014-01-04T00:00:00Z");
        var created = new HashMap<Long, Instant>();
        var solved = new HashMap<Long, Instant>();
        for (JsonNode event : events(helpdesk)) {
            if (event.path("metric").asText().equals("resolution_time")) {
                long ticket = event.path("ticket_id").asLong();
                Instant time = Instant.parse(event.path("time").asText());
                switch (event.path("type").asText()) {
                    case "activate" -> created.putIfAbsent(ticket, time);
                    case "fulfill" -> solved.put(ticket, time);
                    default -> assertThat(event.has("status")).isTrue();
                }
            }
        }
        List<Double> days =
                solved.entrySet().stream()
                        .map(
                                entry ->
                                        Duration.between(
                                                                created.getOrDefault(
                                                                        entry.getKey(),
                                                                        Instant.MAX),
                                                                entry.getValue())
                                                        .toSeconds()
                                                / 86_400.0)
                        .sorted()
                        .toList();

        assertThat(days).hasSize(4_569);
        assertThat(days.get(days.size() / 2)).isCloseTo(6.658, within(0.0005));
        assertThat(solved).containsEntry(2436L, Instant.parse("2013-10-11T08:03:51Z"));
    }

    private static Set<Long> tickets(HelpdeskFixture helpdesk) {
        var ids = new HashSet<Long>();
        Answer page = helpdesk.get("/api/v2/incremental/tickets/cursor?start_time=0&per_page=1000");
        int rows = page.ids("tickets").size();
        ids.addAll(page.ids("tickets"));
        while (!page.body().path("end_of_stream").asBoolean()) {
            page = helpdesk.follow(page.body().path("after_url"));
            rows += page.ids("tickets").size();
            ids.addAll(page.ids("tickets"));
        }
        assertThat(rows).as("no ticket twice").isEqualTo(ids.size());
        return ids;
    }

    /**
     * Pages overlap by a second, so by id; the page after which the start no longer grows is the
     * last.
     */
    private static List<JsonNode> events(HelpdeskFixture helpdesk) {
        var all = new LinkedHashMap<Long, JsonNode>();
        long start = 0;
        while (true) {
            JsonNode body =
                    helpdesk.get("/api/v2/incremental/ticket_metric_events?start_time=" + start)
                            .body();
            body.path("ticket_metric_events")
                    .forEach(event -> all.put(event.path("id").asLong(), event));
            if (body.path("count").asInt() < 1_000) {
                return List.copyOf(all.values());
            }
            assertThat(body.path("end_time").asLong()).isGreaterThan(start);
            start = body.path("end_time").asLong();
        }
    }
}
