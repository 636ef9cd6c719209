package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Whatever a server writes into {@code Retry-After} and {@code Date}, one header a line. */
class RetryAfterFuzzTest {

    @FuzzTest
    void aHeaderIsAWaitWithinADayOrNone(byte[] input) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 2);
        String date = lines.length > 1 ? lines[1] : "Sun, 29 Mar 2026 01:30:00 GMT";
        var answer =
                new HttpAnswer(
                        503,
                        Map.of("retry-after", lines[0], "date", date),
                        new byte[0],
                        Instant.EPOCH);
        Duration wait = RetryAfter.parse(answer);
        if (wait != null) {
            assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST);
        }
    }
}
