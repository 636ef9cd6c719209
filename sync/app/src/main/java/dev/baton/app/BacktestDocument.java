package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Probabilities;
import dev.baton.backtest.Target;
import dev.baton.core.health.Score;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code backtest --json} prints; names and shapes are a contract with scripts.
 *
 * @param scoredFor {@code expansion} where that is judged: then {@code left} counts those that
 *     bought more, and scores are ranked from the top; null for health
 */
record BacktestDocument(
        String model,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scoredFor,
        List<String> asOf,
        long seed,
        int draws,
        int capacity,
        String says,
        JudgementJson all,
        SortedMap<String, JudgementJson> byDay,
        SortedMap<String, JudgementJson> bySegment,
        WarningsJson warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OverridesJson overrides,
        ProbabilitiesJson probabilities,
        List<MissJson> misses,
        List<Findings.Problem> doubts) {

    /** A figure; null where it cannot be told. */
    record FigureJson(
            String name,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            int n,
            int left) {
        static FigureJson of(Figure figure) {
            return new FigureJson(
                    figure.name(),
                    finite(figure.value()),
                    finite(figure.interval().low()),
                    finite(figure.interval().high()),
                    figure.n(),
                    figure.left());
        }
    }

    record JudgementJson(
            int n, int accounts, int left, int unknown, String evidence, List<FigureJson> figures) {
        static JudgementJson of(Judging.Judgement judged) {
            return new JudgementJson(
                    judged.n(),
                    judged.accounts(),
                    judged.left(),
                    judged.unknown(),
                    judged.evidence().name().toLowerCase(Locale.ROOT),
                    judged.figures().stream().map(FigureJson::of).toList());
        }
    }

    record WarningsJson(
            int warned,
            @Nullable Double leadDaysLower,
            @Nullable Double leadDaysMedian,
            @Nullable Double leadDaysUpper,
            List<FigureJson> figures) {}

    /** Bands that people set beside the model's own; absent when nobody set any. */
    record OverridesJson(int n, String verdict, List<BandJson> bands, List<FigureJson> figures) {
        static @Nullable OverridesJson of(Overrides overrides) {
            return overrides.n() == 0
                    ? null
                    : new OverridesJson(
                            overrides.n(),
                            overrides.verdict().name().toLowerCase(Locale.ROOT),
                            overrides.bands().stream().map(BandJson::of).toList(),
                            overrides.figures().stream().map(FigureJson::of).toList());
        }
    }

    /** How many people and the model gave a band, and how many of those left. */
    record BandJson(String band, int set, int setLeft, int model, int modelLeft) {
        static BandJson of(Overrides.Share share) {
            return new BandJson(
                    share.band().name().toLowerCase(Locale.ROOT),
                    share.set(),
                    share.setLeft(),
                    share.model(),
                    share.modelLeft());
        }
    }

    /** Calibrated, or why none are shown. */
    record ProbabilitiesJson(boolean shown, @Nullable String why, List<BinJson> curve) {}

    record BinJson(double n, double foretold, double left) {
        static BinJson of(Probabilities.Bin bin) {
            return new BinJson(bin.n(), bin.foretold(), bin.left());
        }
    }

    /** An account that left while green. */
    record MissJson(
            String month,
            String asOf,
            String account,
            @Nullable String externalId,
            String name,
            double score,
            List<String> lines) {
        static MissJson of(BacktestLooks.Miss miss) {
            return new MissJson(
                    miss.asOf().toString().substring(0, 7),
                    miss.asOf().toString(),
                    miss.account(),
                    miss.externalId(),
                    miss.name(),
                    miss.score(),
                    miss.lines());
        }
    }

    static BacktestDocument of(BacktestReport report) {
        var byDay = new TreeMap<String, JudgementJson>();
        report.byDay().forEach((day, judged) -> byDay.put(day + "", JudgementJson.of(judged)));
        var bySegment = new TreeMap<String, JudgementJson>();
        report.bySegment().forEach((name, judged) -> bySegment.put(name, JudgementJson.of(judged)));
        return new BacktestDocument(
                report.model(),
                report.target() == Target.LEAVING ? null : Score.EXPANSION.word(),
                report.byDay().keySet().stream().map(LocalDate::toString).toList(),
                report.judging().seed(),
                report.judging().draws(),
                report.judging().capacity(),
                report.verdict(),
                JudgementJson.of(report.all()),
                byDay,
                bySegment,
                warnings(report),
                OverridesJson.of(report.overrides()),
                new ProbabilitiesJson(
                        report.probabilitiesShown(),
                        report.probabilitiesShown() ? null : report.whyNoProbabilities(),
                        report.all().curve().stream().map(BinJson::of).toList()),
                report.misses().stream().map(MissJson::of).toList(),
                report.doubts().stream().map(Findings.Problem::of).toList());
    }

    private static WarningsJson warnings(BacktestReport report) {
        var lead = report.warnings().leadDays();
        return new WarningsJson(
                lead.n(),
                finite(lead.lower()),
                finite(lead.median()),
                finite(lead.upper()),
                report.warnings().figures().stream().map(FigureJson::of).toList());
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
