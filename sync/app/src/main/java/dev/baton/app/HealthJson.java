package dev.baton.app;

import dev.baton.app.daemon.Health;
import dev.baton.engine.KillSwitch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** As {@code /health} prints it; see {@link Health.Report}. */
record HealthJson(
        String status,
        String writes,
        @Nullable String lastRun,
        @Nullable String lastOutcome,
        @Nullable String lastEnd,
        @Nullable String lastSuccess,
        long lastSuccessAgeSeconds,
        int failuresInARow,
        boolean stoppedByGuard,
        @Nullable String pausedSince,
        @Nullable String plan,
        @Nullable String runningSince,
        @Nullable String nextRun,
        @Nullable String told) {

    static HealthJson of(Health.Report report, KillSwitch.@Nullable Pause pause) {
        return new HealthJson(
                Documents.word(report.status()),
                report.writes(),
                report.lastRun(),
                report.lastOutcome(),
                text(report.lastEnd()),
                text(report.lastSuccess()),
                report.lastSuccessAgeSeconds(),
                report.failuresInARow(),
                report.stoppedByGuard(),
                pause == null ? null : text(pause.since()),
                report.plan(),
                text(report.runningSince()),
                text(report.nextRun()),
                report.told());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
