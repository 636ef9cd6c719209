package dev.baton.app;

import dev.baton.backtest.Judging;
import dev.baton.core.health.Score;
import dev.baton.engine.Review;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which outcomes are looked at, and how intervals are made; the same for every command. */
final class BacktestChoice {
    static final long SEED = 20_261_129;
    private static final int LEAST_DRAWS = 40;
    private static final int MOST_DRAWS = 100_000;

    @ArgGroup(exclusive = true, multiplicity = "1")
    From from = new From();

    /** Where outcomes come from. */
    static final class From {
        @Option(
                names = "--outcomes",
                paramLabel = "FILE",
                description =
                        "CSV: account_external_id, as_of, churned; of expansion expanded in place"
                                + " of churned.")
        @Nullable Path file;

        @Option(
                names = "--from-renewals",
                description = "Renewal deals that were won or lost in the CRM.")
        boolean renewals;

        @Option(
                names = "--from-deals",
                paramLabel = "WORD",
                description =
                        "Won deals whose kind contains this word, by which accounts bought more;"
                                + " with --score expansion.")
        @Nullable String deals;
    }

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "Only outcomes of this day; may be given several times.")
    List<LocalDate> days = List.of();

    @Option(
            names = "--renewal-kind",
            paramLabel = "WORD",
            defaultValue = "renewal",
            description = "What a renewal's kind contains (default: ${DEFAULT-VALUE}).")
    String renewalKind = "renewal";

    @Option(
            names = "--days-before",
            paramLabel = "N",
            defaultValue = "90",
            description =
                    "How long before its renewal an account is judged (default: ${DEFAULT-VALUE}).")
    int daysBefore = 90;

    @Option(
            names = "--within-days",
            paramLabel = "N",
            defaultValue = "180",
            description =
                    "Within how many days of a quarter's end a deal of --from-deals is won"
                            + " (default: ${DEFAULT-VALUE}).")
    int withinDays = 180;

    @Option(names = "--seed", paramLabel = "N", description = "Of the draws for intervals.")
    long seed = SEED;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Draws an interval is made of (default: ${DEFAULT-VALUE}).")
    int draws = 1_000;

    /**
     * @param capacity accounts that can be worked on at each look
     */
    Judging judging(int capacity) {
        if (capacity < 1
                || daysBefore < 1
                || withinDays < 1
                || draws < LEAST_DRAWS
                || draws > MOST_DRAWS) {
            throw new Stop(
                    Exit.USAGE,
                    "--capacity, --days-before and --within-days are at least 1, --draws "
                            + LEAST_DRAWS
                            + " to "
                            + MOST_DRAWS);
        }
        return new Judging(seed, draws, capacity);
    }

    /** Those of the days asked for; what has not been learned yet is refused. */
    BacktestOutcomes outcomes(Review last) {
        BacktestOutcomes all =
                from.file == null
                        ? from.deals == null ? renewals(last) : deals(last, from.deals)
                        : BacktestOutcomes.read(from.file, BacktestLooks.target(last));
        BacktestOutcomes chosen = all.of(new TreeSet<>(days));
        if (chosen.all().isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "no outcomes of these days; there are some of: "
                            + String.join(
                                    ", ", all.days().stream().map(LocalDate::toString).toList()));
        }
        LocalDate learned = last.asOf().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate newest = chosen.days().last();
        if (newest.isAfter(learned)) {
            throw new Stop(
                    Exit.USAGE,
                    "outcomes of "
                            + newest
                            + " lie after "
                            + learned
                            + ", the last that was learned — run `baton plan` or `baton sync`"
                            + " first, or choose days by --as-of");
        }
        return chosen;
    }

    private BacktestOutcomes renewals(Review last) {
        if (last.score() != Score.HEALTH) {
            throw new Stop(
                    Exit.USAGE,
                    "renewals tell who stayed, not who bought more — give --from-deals WORD or"
                            + " --outcomes FILE");
        }
        return new BacktestRenewals(renewalKind, daysBefore).of(last);
    }

    private BacktestOutcomes deals(Review last, String kind) {
        if (last.score() != Score.EXPANSION) {
            throw new Stop(
                    Exit.USAGE,
                    "won deals tell who bought more, not who left — add --score expansion to"
                            + " backtest, or give --from-renewals");
        }
        return new BacktestExpansions(kind, withinDays).of(last);
    }
}
