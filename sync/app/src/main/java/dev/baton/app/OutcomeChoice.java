package dev.baton.app;

import dev.baton.app.report.History;
import dev.baton.backtest.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who left, by a file instead of by the records. */
final class OutcomeChoice {
    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description =
                    "CSV: account_external_id, as_of, churned. Who left is told by it alone: on the"
                            + " first day after which it says so.")
    @Nullable Path file;

    /** The accounts that the file names, as it tells them; all as they are without a file. */
    List<History> told(List<History> histories, Instant asOf) {
        if (file == null) {
            return histories;
        }
        Map<String, @Nullable LocalDate> left = new HashMap<>();
        LocalDate today = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        for (BacktestOutcomes.Outcome each : BacktestOutcomes.read(file, Target.LEAVING).all()) {
            String key = each.account().toLowerCase(Locale.ROOT);
            LocalDate day = each.left() && !each.asOf().isAfter(today) ? each.asOf() : null;
            LocalDate before = left.get(key);
            left.put(key, before == null || (day != null && day.isBefore(before)) ? day : before);
        }
        return histories.stream()
                .filter(each -> key(each, left) != null)
                .map(each -> each.left(departure(each, left)))
                .toList();
    }

    private static @Nullable String key(History history, Map<String, @Nullable LocalDate> left) {
        String externalId = history.externalId();
        String own = externalId == null ? "" : externalId.toLowerCase(Locale.ROOT);
        String id = history.account().id().toLowerCase(Locale.ROOT);
        return left.containsKey(own) ? own : left.containsKey(id) ? id : null;
    }

    private static History.@Nullable Departure departure(
            History history, Map<String, @Nullable LocalDate> left) {
        LocalDate day = left.get(key(history, left));
        return day == null
                ? null
                : new History.Departure(
                        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        History.How.OUTCOME,
                        history.account());
    }
}
