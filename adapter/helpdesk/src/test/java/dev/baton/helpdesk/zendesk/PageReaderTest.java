package dev.baton.helpdesk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageReaderTest {
    private static final String CANARY = "jane@customer.example";
    private static final String SOUND =
            "{\"id\":7,\"created_at\":\"2026-03-01T08:00:00Z\",\"generated_timestamp\":1774774800}";

    @Test
    void aTicketIsOrderedByItsGeneratedTimestamp() throws AdapterException {
        var listing = tickets("{\"tickets\":[" + SOUND + "],\"end_of_stream\":true}");
        assertThat(listing.records())
                .containsExactly(
                        new RawRecord(
                                "7",
                                Instant.parse("2026-03-01T08:00:00Z"),
                                Instant.parse("2026-03-29T09:00:00Z"),
                                false,
                                java.util.Map.of()));
        assertThat(listing.about().endOfStream()).isTrue();
    }

    @Test
    void onlyRequestedPathsAreKeptInTheirOrderAndNullsStay() throws AdapterException {
        String ticket =
                SOUND.replace(
                        "}",
                        ",\"subject\":\"x\",\"priority\":null,\"metric_set\":{\"reopens\":2,"
                                + "\"reply_time_in_minutes\":{\"calendar\":7,\"business\":null}}}");
        var fields = List.of("metric_set.reply_time_in_minutes", "priority", "type", "id");
        var listing = read(ZendeskStream.TICKETS, fields, "{\"tickets\":[" + ticket + "]}");
        assertThat(listing.records().getFirst().fields().toString())
                .isEqualTo(
                        "{metric_set={reply_time_in_minutes={calendar=7, business=null}},"
                                + " priority=null, id=7}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # row | called | because of
                    {"generated_timestamp":1774774800}          | row 2 of its page | id
                    {"id":"CANARY","generated_timestamp":1}     | row 2 of its page | id
                    {"id":0,"generated_timestamp":1774774800}   | row 2 of its page | id
                    {"id":1.5,"generated_timestamp":1774774800} | row 2 of its page | id
                    {"id":8}                                    | 8 | generated_timestamp
                    {"id":8,"generated_timestamp":null}         | 8 | generated_timestamp
                    {"id":8,"generated_timestamp":-5}           | 8 | generated_timestamp
                    {"id":8,"generated_timestamp":"CANARY"}     | 8 | generated_timestamp
                    {"id":8,"generated_timestamp":9e400}        | 8 | generated_timestamp
                    {"id":8,"generated_timestamp":1774774800,"created_at":"CANARY"} | 8 | created_at
                    {"id":8,"generated_timestamp":1774774800,"subject":[{"a":1e999}]} | 8 | subject
                    {"id":8,"generated_timestamp":1774774800,"subject":99999999999999999999} | 8 | subject
                    null                                        | row 2 of its page | no object
                    [["CANARY"]]                                | row 2 of its page | no object
                    "CANARY"                                    | row 2 of its page | no object
                    """)
    void aRowThatIsNoRecordIsReportedAndTheOthersAreRead(String row, String called, String why)
            throws AdapterException {
        String body = "{\"tickets\":[" + SOUND + "," + row + "," + SOUND + "]}";
        var listing =
                read(ZendeskStream.TICKETS, List.of("subject"), body.replace("CANARY", CANARY));
        assertThat(listing.records()).hasSize(2);
        assertThat(listing.rows()).isEqualTo(3);
        assertThat(listing.unreadable())
                .singleElement()
                .satisfies(
                        unreadable -> {
                            assertThat(unreadable.record()).isEqualTo(called);
                            assertThat(unreadable.reason()).contains(why).doesNotContain(CANARY);
                        });
    }

    @Test
    void aNumberOutOfRangeThatNobodyAskedForIsNoHarm() throws AdapterException {
        String row = SOUND.replace("}", ",\"other\":1e999}");
        assertThat(tickets("{\"tickets\":[" + row + "]}").records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>" + CANARY + "</html>",
                "[]",
                "null",
                "{}",
                "{\"tickets\":null}",
                "{\"tickets\":{\"" + CANARY + "\":1}}",
                "{\"tickets\":[]",
                "{\"tickets\":[" + SOUND + ",",
                "{\"tickets\":[" + SOUND + "]",
                "{\"tickets\":[]} {}",
                "{\"tickets\":[],\"end_time\":1,\"end_time\":2}",
                "{\"tickets\":[{\"id\":1,\"" + CANARY + "\":2,\"" + CANARY + "\":3}]}",
                "{\"tickets\":[NaN]}"
            })
    void whatIsNotAWholePageIsNoPage(String body) {
        assertThatThrownBy(() -> tickets(body))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("unexpected_answer");
                            assertThat(e.category())
                                    .isEqualTo(AdapterException.Category.UNAVAILABLE);
                            assertThat(e).hasStackTraceContaining("unexpected_answer");
                            assertThat(stackTrace(e)).doesNotContain(CANARY);
                        });
    }

    private static String stackTrace(Throwable thrown) {
        var text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "TICKETS, status, '\"deleted\"', true",
        "TICKETS, status, '\"closed\"', false",
        "USERS, active, false, true",
        "USERS, active, true, false",
        "USERS, active, null, false",
        "ORGANIZATIONS, deleted_at, '\"2026-03-01T08:00:00Z\"', true",
        "ORGANIZATIONS, deleted_at, null, false",
        "TICKET_METRIC_EVENTS, deleted, true, true",
        "TICKET_METRIC_EVENTS, deleted, false, false"
    })
    void eachStreamHasItsTombstone(
            ZendeskStream stream, String field, String value, boolean isDeleted)
            throws AdapterException {
        String row =
                "{\"id\":1,\"generated_timestamp\":5,\"time\":\"2026-03-01T08:00:00Z\","
                        + "\"updated_at\":\"2026-03-01T08:00:00Z\",\"%s\":%s}"
                                .formatted(field, value);
        var listing = read(stream, List.of(), "{\"" + stream.streamName() + "\":[" + row + "]}");
        assertThat(listing.records().getFirst().deleted()).isEqualTo(isDeleted);
    }

    @Test
    void metaAndLinksOfAListingAreUnderstood() throws AdapterException {
        var about =
                read(
                                ZendeskStream.SATISFACTION_RATINGS,
                                List.of(),
                                "{\"meta\":{\"has_more\":true,\"after_cursor\":\"a\",\"x\":[1]},"
                                        + "\"links\":{\"next\":\"https://h/?page[after]=b\"},"
                                        + "\"facets\":{\"y\":[{}]},\"satisfaction_ratings\":[]}")
                        .about();
        assertThat(about)
                .isEqualTo(new Listing.About("a", null, null, true, "https://h/?page[after]=b"));
    }

    private static Listing tickets(String body) throws AdapterException {
        return read(ZendeskStream.TICKETS, List.of(), body);
    }

    private static Listing read(ZendeskStream stream, List<String> fields, String body)
            throws AdapterException {
        Instant date = Instant.parse("2026-03-29T01:30:00Z");
        return new PageReader(stream, fields)
                .read(FakeAnswers.text(200, date, "application/json", body));
    }
}
