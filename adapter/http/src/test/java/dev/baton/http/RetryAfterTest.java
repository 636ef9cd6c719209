package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String TEN = "Mon, 02 Mar 2026 10:00:00 GMT";

    private static @Nullable Duration parse(String retryAfter, @Nullable String date) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("retry-after", retryAfter);
        if (date != null) {
            headers.put("date", date);
        }
        return RetryAfter.parse(FakeWire.answer(429, headers, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT1S",
        "93, PT1M33S",
        "007, PT7S",
        "' 5 ', PT5S",
        "1.5, PT1.5S",
        "0.0001, PT0.001S",
        "-1, PT0S",
        "-0.5, PT0S",
        "86400, PT24H",
        "86401, PT24H",
        "99999999999999999999999999, PT24H"
    })
    void secondsAreReadInAllTheirForms(String text, Duration expected) {
        assertThat(parse(text, null)).isEqualTo(expected);
    }

    @Test
    void aNumberTooLargeForAnyTypeIsADay() {
        assertThat(parse("9".repeat(400), null)).isEqualTo(RetryAfter.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "NaN",
                "Infinity",
                "1e400",
                "0x10",
                "1,5",
                "5 s",
                "1.",
                ".5",
                "+5",
                "5;6",
                "٥",
                "Mon, 02 Mar",
                "2026-03-02T10:00:00Z"
            })
    void garbageSaysNothing(String text) {
        assertThat(parse(text, TEN)).isNull();
    }

    @Test
    void noHeaderSaysNothing() {
        assertThat(RetryAfter.parse(FakeWire.answer(429, Map.of(), ""))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 02 Mar 2026 10:00:30 GMT | PT30S",
                "Monday, 02-Mar-26 10:00:30 GMT | PT30S",
                "Mon Mar  2 10:00:30 2026 | PT30S",
                "Mon, 02 Mar 2026 09:59:00 GMT | PT0S",
                "Wed, 04 Mar 2026 10:00:00 GMT | PT24H",
                "Fri, 31 Dec 9999 23:59:59 GMT | PT24H"
            })
    void aDateCountsFromTheAnswersOwnDate(String text, Duration expected) {
        assertThat(parse(text, TEN)).isEqualTo(expected);
    }

    @Test
    void aDateWithoutTheServersOwnSaysNothing() {
        assertThat(parse("Mon, 02 Mar 2026 10:00:30 GMT", null)).isNull();
        assertThat(parse("Mon, 02 Mar 2026 10:00:30 GMT", "yesterday")).isNull();
    }

    @Test
    void theServersClockIsItsDate() throws AdapterException {
        HttpAnswer answer = FakeWire.answer(200, Map.of("date", TEN), "");
        assertThat(ServerClock.of(answer)).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "Tue, 02 Mar 2026 10:00:00 GMT",
                "Mon, 30 Feb 2026 10:00:00 GMT",
                "Mon, 02 Mar 2026 25:00:00 GMT",
                "Mon, 02 Mar 2026 10:00:00 +0100",
                "2026-03-02T10:00:00Z",
                "1772445600"
            })
    void aServerWithoutAReadableDateHasNoClock(String date) {
        HttpAnswer answer = FakeWire.answer(200, Map.of("date", date), "");
        assertThatThrownBy(() -> ServerClock.of(answer))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e ->
                                assertThat(e.category())
                                        .isEqualTo(AdapterException.Category.UNAVAILABLE));
        assertThatThrownBy(() -> ServerClock.of(FakeWire.answer(200, Map.of(), "")))
                .isInstanceOf(AdapterException.class);
    }
}
