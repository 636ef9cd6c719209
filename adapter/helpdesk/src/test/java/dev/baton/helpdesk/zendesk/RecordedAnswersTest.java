package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.port.AdapterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that the real API gave, with all their nulls. Needs {@code -Dbaton.evaluation=DIR}. */
final class RecordedAnswersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant DATE = Instant.parse("2026-03-29T01:30:00Z");

    private record Recorded(ZendeskStream stream, URI request, JsonNode body) {
        Listing read() throws AdapterException {
            return new PageReader(stream, stream.fields()).read(FakeAnswers.json(200, DATE, body));
        }

        boolean isExport() {
            return request.getPath().contains("/incremental/");
        }
    }

    private final List<Recorded> recorded = new ArrayList<>();

    @BeforeEach
    void load() throws IOException {
        String root = System.getProperty("baton.evaluation", "");
        if (root.isEmpty()) {
            System.out.println("SKIPPED: recorded answers (no -Dbaton.evaluation)");
        }
        Assumptions.assumeFalse(root.isEmpty(), "no -Dbaton.evaluation");
        try (Stream<Path> files = Files.list(Path.of(root, "recorded", "zendesk"))) {
            files.sorted().forEach(this::load);
        }
    }

    private void load(Path file) {
        try {
            for (JsonNode exchange : MAPPER.readTree(file.toFile())) {
                JsonNode body = exchange.path("response").path("body");
                URI request = URI.create(exchange.path("request").path("uri").asText());
                for (ZendeskStream stream : ZendeskStream.values()) {
                    if (body.path(stream.streamName()).isArray()) {
                        recorded.add(new Recorded(stream, request, body));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRowOfEveryExportIsReadWithAllThatItHolds() throws AdapterException {
        int rows = 0;
        for (Recorded answer : recorded.stream().filter(Recorded::isExport).toList()) {
            Listing listing = answer.read();
            assertThat(listing.unreadable()).isEmpty();
            assertThat(listing.rows())
                    .isEqualTo(answer.body().path(answer.stream().streamName()).size());
            rows += listing.rows();
        }
        assertThat(rows).isGreaterThan(300);
    }

    @Test
    void organizationsListedOneByOneReadAsInAnExport() throws AdapterException {
        List<Recorded> lists =
                recorded.stream().filter(r -> r.stream() == ZendeskStream.ORGANIZATIONS).toList();
        assertThat(lists).isNotEmpty();
        for (Recorded answer : lists) {
            assertThat(answer.read().unreadable()).isEmpty();
            assertThat(answer.read().rows()).isPositive();
        }
    }

    @Test
    void theVendorNamesNoFieldThatWeDoNotKnow() {
        for (Recorded answer : recorded) {
            for (JsonNode row : answer.body().path(answer.stream().streamName())) {
                List<String> names = new ArrayList<>();
                row.fieldNames().forEachRemaining(names::add);
                assertThat(answer.stream().fields()).containsAll(names);
            }
        }
    }

    /** What a cursor-based walk asked for next is what we would have asked for. */
    @Test
    void ourNextQueryIsTheOneThatWasRecorded() throws AdapterException {
        var paging = new CursorExport();
        List<Recorded> walk =
                recorded.stream()
                        .filter(r -> r.stream() == ZendeskStream.TICKETS)
                        .filter(r -> r.request().getPath().contains("/cursor"))
                        .filter(r -> r.request().getQuery().contains("per_page=1"))
                        .toList();
        int followed = 0;
        for (int at = 1; at < walk.size(); at++) {
            Map<String, String> asked = ZendeskFake.query(walk.get(at).request());
            if (asked.containsKey("cursor")) {
                var step = paging.after(paging.start(), walk.get(at - 1).read(), 1);
                assertThat(step.next())
                        .isEqualTo(new Position.After(String.valueOf(asked.get("cursor"))));
                assertThat(step.last()).isFalse();
                followed++;
            }
        }
        assertThat(followed).isGreaterThan(50);
    }

    /** The rule of the fake: filled up to the end of a second, then on to the next. */
    @Test
    void timedPagesAreFilledUpToTheEndOfTheirLastSecond() throws AdapterException {
        int pages = 0;
        for (Recorded answer : recorded) {
            boolean bySecond =
                    answer.isExport() && answer.request().toString().contains("per_page=1&start");
            if (bySecond && answer.body().has("end_time")) {
                Listing listing = answer.read();
                assertThat(listing.about().endTime()).isEqualTo(listing.newest(0) + 1);
                var step = new TimeExport().after(new Position.Since(0), listing, 1);
                assertThat(step)
                        .isEqualTo(
                                new Paging.Step(new Position.Since(listing.newest(0) + 1), false));
                pages++;
            }
        }
        assertThat(pages).isGreaterThan(10);
    }
}
