package dev.baton.sandbox.zendesk;

import static dev.baton.sandbox.zendesk.HelpdeskFixture.export;
import static dev.baton.sandbox.zendesk.HelpdeskFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricEventsTest {
    private static final String EVENTS =
            "/api/v2/incremental/ticket_metric_events.json?start_time=0";

    @TempDir Path dir;

    @Test
    void aTicketSolvedAndReopenedHasBothStories() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(reopened(), "2013-12-01T00:00:00Z");

        assertThat(stories(helpdesk))
                .containsExactly(
                        "2013-10-11T07:08:53Z reply_time 1 activate",
                        "2013-10-11T07:08:53Z resolution_time 1 activate",
                        "2013-10-11T08:03:51Z resolution_time 1 fulfill",
                        "2013-10-11T08:03:51Z resolution_time 1 update_status 54",
                        "2013-11-28T11:52:53Z reply_time 1 fulfill",
                        "2013-11-28T11:52:53Z reply_time 1 update_status 69404",
                        "2013-11-28T11:53:34Z resolution_time 2 activate");
    }

    @Test
    void anEventKeepsItsIdHoweverFarTheClockMovesOn() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(reopened(), "2013-10-12T00:00:00Z");
        List<Long> early = helpdesk.get(EVENTS).ids("ticket_metric_events");
        helpdesk.clock.advance(Instant.parse("2013-12-01T00:00:00Z"));

        assertThat(early).hasSize(4).allMatch(id -> id > 0).doesNotHaveDuplicates();
        assertThat(helpdesk.get(EVENTS).ids("ticket_metric_events"))
                .startsWith(early.toArray(Long[]::new));
    }

    @Test
    void eventsOfTheLastMinuteWait() {
        HelpdeskFixture helpdesk = HelpdeskFixture.of(reopened(), "2013-10-11T08:04:50Z");
        assertThat(helpdesk.get(EVENTS).ids("ticket_metric_events")).hasSize(2);

        helpdesk.clock.advance(Instant.parse("2013-10-11T08:04:51Z"));
        assertThat(helpdesk.get(EVENTS).ids("ticket_metric_events")).hasSize(4);
    }

    @Test
    void solvedAgainWithoutAReopenedVersionFulfillsTheSameInstance() {
        export(
                dir,
                "timeline.jsonl",
                ticket(
                        1,
                        "solved",
                        "2014-01-01T00:00:00Z",
                        "2014-01-01T01:00:00Z",
                        "\"2014-01-01T01:00:00Z\"",
                        "null"),
                ticket(
                        1,
                        "closed",
                        "2014-01-01T00:00:00Z",
                        "2014-01-01T02:00:00Z",
                        "\"2014-01-01T01:00:00Z\"",
                        "null"),
                ticket(
                        1,
                        "solved",
                        "2014-01-01T00:00:00Z",
                        "2014-01-01T03:00:00Z",
                        "\"2014-01-01T03:00:00Z\"",
                        "null"));

        assertThat(stories(HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z")))
                .contains(
                        "2014-01-01T01:00:00Z resolution_time 1 fulfill",
                        "2014-01-01T03:00:00Z resolution_time 1 fulfill")
                .filteredOn(story -> story.endsWith("resolution_time 1 fulfill"))
                .hasSize(2);
    }

    @Test
    void aPlainTicketHasTheEventsItsMetricSetTells() {
        export(
                dir,
                "tickets.jsonl",
                ticket(
                        1,
                        "solved",
                        "2014-01-01T00:00:00Z",
                        "2014-01-03T00:00:00Z",
                        "\"2014-01-02T00:00:00Z\"",
                        "0"));

        assertThat(stories(HelpdeskFixture.of(dir, "2014-01-04T00:00:00Z")))
                .containsExactly(
                        "2014-01-01T00:00:00Z reply_time 1 activate",
                        "2014-01-01T00:00:00Z resolution_time 1 activate",
                        "2014-01-01T00:00:00Z reply_time 1 fulfill",
                        "2014-01-01T00:00:00Z reply_time 1 update_status 0",
                        "2014-01-02T00:00:00Z resolution_time 1 fulfill",
                        "2014-01-02T00:00:00Z resolution_time 1 update_status 1440");
    }

    @Test
    void theExportSaysWhereItEndedButNotThatItEnded() {
        JsonNode body = HelpdeskFixture.of(reopened(), "2013-12-01T00:00:00Z").get(EVENTS).body();

        assertThat(body.path("count").asInt()).isEqualTo(7);
        assertThat(body.path("end_time").asLong())
                .isEqualTo(Instant.parse("2013-11-28T11:53:34Z").getEpochSecond());
        assertThat(body.has("end_of_stream")).isFalse();
    }

    private Path reopened() {
        export(
                dir,
                "timeline.jsonl",
                ticket(2436, "new", "2013-10-11T07:08:53Z", "2013-10-11T07:08:53Z", "null", "null"),
                ticket(
                        2436,
                        "solved",
                        "2013-10-11T07:08:53Z",
                        "2013-10-11T08:03:51Z",
                        "\"2013-10-11T08:03:51Z\"",
                        "null"),
                ticket(
                        2436,
                        "closed",
                        "2013-10-11T07:08:53Z",
                        "2013-10-26T08:04:05Z",
                        "\"2013-10-11T08:03:51Z\"",
                        "null"),
                ticket(
                        2436,
                        "open",
                        "2013-10-11T07:08:53Z",
                        "2013-11-28T11:53:34Z",
                        "null",
                        "69404"));
        return dir;
    }

    private static List<String> stories(HelpdeskFixture helpdesk) {
        var stories = new ArrayList<String>();
        for (JsonNode event : helpdesk.get(EVENTS).body().path("ticket_metric_events")) {
            String minutes =
                    event.has("status") ? " " + event.path("status").path("calendar").asLong() : "";
            stories.add(
                    event.path("time").asText()
                            + " "
                            + event.path("metric").asText()
                            + " "
                            + event.path("instance_id").asInt()
                            + " "
                            + event.path("type").asText()
                            + minutes);
        }
        return stories;
    }
}
