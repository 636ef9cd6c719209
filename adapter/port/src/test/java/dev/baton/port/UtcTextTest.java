package dev.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {
    private static final long SEED = 20_261_122;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-16T13:05:30Z",
                "2025-12-16T13:05:30.000+0000",
                "2024-02-29T23:59:59.5Z",
                "0001-01-01T00:00:00.123456789Z",
                "1969-12-31T23:59:59.999Z"
            })
    void readsWhatTheJdkReads(String text) {
        assertThat(UtcText.parse(text)).isEqualTo(Instant.parse(text.replace("+0000", "Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-12-16",
                "2025-12-16T13:05:30",
                "2025-12-16T13:05:30.Z",
                "2025-12-16T13:05:30.1234567890Z",
                "2025-12-16T13:05:30+00:00",
                "2025-12-16T13:05:30+0100",
                "2025-12-16T13:05:30Z ",
                "2025-12-16t13:05:30Z",
                "2025-12-16T24:00:00Z",
                "2025-12-16T13:05:60Z",
                "2025-02-29T00:00:00Z",
                "2025-13-01T00:00:00Z",
                "+2025-12-16T13:05:30Z",
                "٢٠٢٥-12-16T13:05:30Z"
            })
    void leavesEverythingElseToARealParser(String text) {
        assertThat(UtcText.parse(text)).isNull();
    }

    @Test
    void agreesWithTheFormatterOnAnyInstant() {
        var random = new Random(SEED);
        var formatter =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
        for (int i = 0; i < 10_000; i++) {
            var instant =
                    Instant.ofEpochMilli(
                            random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
            assertThat(UtcText.parse(formatter.format(instant)))
                    .as("seed %d", SEED)
                    .isEqualTo(instant);
        }
    }
}
