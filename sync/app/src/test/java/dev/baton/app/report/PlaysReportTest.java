package dev.baton.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.report.PlaysReport.Closing;
import dev.baton.app.report.PlaysReport.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlaysReportTest {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private static Task task(
            int daysAgo, int daysOpen, Closing closing, String outcome, @Nullable Boolean red) {
        Instant opened = AS_OF.minus(Duration.ofDays(daysAgo));
        return new Task(
                "storm",
                opened,
                closing == Closing.OPEN ? null : opened.plus(Duration.ofDays(daysOpen)),
                closing,
                outcome,
                red);
    }

    private static final List<Task> TASKS =
            List.of(
                    task(100, 10, Closing.EVIDENCE, "Helped", true),
                    task(90, 20, Closing.PERSON, "Wrong alarm", false),
                    task(80, 30, Closing.EVIDENCE, "", false),
                    task(5, 0, Closing.OPEN, "", null),
                    task(300, 10, Closing.PERSON, "Helped", true));

    @Test
    void tasksOfThePeriodAreCountedByWhoClosedThem() {
        PlaysReport report = PlaysReport.of(List.of("quiet", "storm"), TASKS, SINCE, AS_OF);
        assertThat(report.plays())
                .extracting(PlaysReport.PlayJson::play)
                .containsExactly("quiet", "storm");
        PlaysReport.PlayJson storm = report.plays().getLast();
        assertThat(storm.opened()).isEqualTo(4);
        assertThat(storm.open()).isEqualTo(1);
        assertThat(storm.closedWithEvidence()).isEqualTo(2);
        assertThat(storm.closedByPeople()).isEqualTo(1);
        assertThat(storm.outcomes())
                .containsOnly(
                        java.util.Map.entry("Helped", 1), java.util.Map.entry("Wrong alarm", 1));
        assertThat(Objects.requireNonNull(storm.wrongAlarms()).value()).isEqualTo(0.5);
    }

    /** Of four waits of 5 (open), 10, 20 and 30 days half have ended after 20. */
    @Test
    void openTasksCountForAsLongAsTheyHaveBeenOpen() {
        PlaysReport report = PlaysReport.of(List.of(), TASKS, SINCE, AS_OF);
        assertThat(Objects.requireNonNull(report.all().daysToClose()).value()).isEqualTo(20);
    }

    @Test
    void theFireDrillRateIsOfTasksWhoseBandWasKnown() {
        PlaysReport.PlayJson all = PlaysReport.of(List.of(), TASKS, SINCE, AS_OF).all();
        assertThat(all.bandKnown()).isEqualTo(3);
        assertThat(Objects.requireNonNull(all.fireDrill()).value()).isEqualTo(0.3333);
        assertThat(PlaysReport.of(List.of(), List.of(), SINCE, AS_OF).all().fireDrill()).isNull();
    }
}
