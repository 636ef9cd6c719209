package dev.baton.core.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
    private static Heartbeat beat(int written, int failed) {
        return new Heartbeat(
                Instant.parse("2026-05-03T12:00:00Z"),
                Instant.parse("2026-05-04T00:00:01Z"),
                "model-1",
                90,
                10,
                written,
                failed,
                2,
                "ab".repeat(32));
    }

    @Test
    void itsDayIsThatOfTheRunAndNotOfWhatWasTrue() {
        assertThat(beat(0, 0).key()).isEqualTo("2026-05-04");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, 0, true",
        "false, 0, 0, false", // an idle cycle is silent
        "false, 1, 0, true",
        "false, 0, 1, true"
    })
    void theFirstRunOfADayTellsAndThoseThatWrote(
            boolean first, int written, int failed, boolean due) {
        assertThat(beat(written, failed).isDue(first)).isEqualTo(due);
    }

    @Test
    void whatIsWrittenAddsUpOverTheDayAndTheRestIsOfTheLastRun() {
        Map<HeartbeatField, Object> values =
                beat(3, 1)
                        .values(
                                Map.of(
                                        HeartbeatField.RECORDS_WRITTEN,
                                        new BigDecimal(40),
                                        HeartbeatField.RECORDS_FAILED,
                                        new BigDecimal(2),
                                        HeartbeatField.ACCOUNTS_SCORED,
                                        new BigDecimal(80)));
        assertThat(values)
                .containsEntry(HeartbeatField.RECORDS_WRITTEN, new BigDecimal(43))
                .containsEntry(HeartbeatField.RECORDS_FAILED, new BigDecimal(3))
                .containsEntry(HeartbeatField.ACCOUNTS_SCORED, new BigDecimal(90))
                .containsEntry(HeartbeatField.ACCOUNTS_UNKNOWN, new BigDecimal(10))
                .containsEntry(HeartbeatField.LEDGER_HEAD, "ab".repeat(32))
                .hasSize(HeartbeatField.values().length);
    }
}
