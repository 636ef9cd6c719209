package dev.baton.app;

import dev.baton.app.report.Plot;
import dev.baton.backtest.Bootstrap;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Forecast;
import dev.baton.backtest.Interval;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Probabilities;
import dev.baton.backtest.Ranking;
import dev.baton.backtest.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What a backtest shows as plots. */
final class BacktestPlots {
    private static final int TENTHS = 10;

    private BacktestPlots() {}

    /** The share of those to whom it happened that is caught by working on the first. */
    static String gains(List<Forecast> forecasts, Target target) {
        var plot =
                new Plot(
                        "Share of those that " + target.did() + " among the " + target.first(),
                        1,
                        true);
        plot.shares();
        plot.line("guide", plot.x(0), plot.y(0), plot.x(1), plot.y(1));
        Ranking ranking = Judging.ranking(forecasts);
        int[] once = Bootstrap.once(forecasts.size());
        double all = forecasts.stream().filter(Forecast::left).count();
        var path = new StringBuilder();
        for (int step = 0; step <= 50; step++) {
            double share = step / 50.0;
            double caught = ranking.worst(share * forecasts.size(), once).left() / all;
            path.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            step == 0 ? "M" : " L",
                            plot.x(share),
                            plot.y(caught)));
        }
        plot.path(path.toString());
        return plot.end("accounts, " + target.first() + " first");
    }

    /** How often it happened in each tenth of the ranking. */
    static String tenths(List<Forecast> forecasts, Target target) {
        Ranking ranking = Judging.ranking(forecasts);
        int[] once = Bootstrap.once(forecasts.size());
        double[] share = new double[TENTHS];
        double most = 0;
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            Ranking.Worst before = ranking.worst(forecasts.size() * tenth / 10.0, once);
            Ranking.Worst upTo = ranking.worst(forecasts.size() * (tenth + 1) / 10.0, once);
            share[tenth] = (upTo.left() - before.left()) / (upTo.taken() - before.taken());
            most = Math.max(most, share[tenth]);
        }
        var plot =
                new Plot(
                        "Share that " + target.did() + " by tenth of the ranking",
                        Plot.ceiling(most),
                        true);
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            plot.bar(tenth, TENTHS, share[tenth]);
            plot.below((tenth + 0.5) / TENTHS, tenth + 1 + "");
        }
        double all = forecasts.stream().filter(Forecast::left).count() / (double) forecasts.size();
        plot.line("guide", plot.x(0), plot.y(all), plot.x(1), plot.y(all));
        return plot.end("tenth, " + target.first() + " first");
    }

    /** Foretold against observed. */
    static String calibration(List<Probabilities.Bin> curve) {
        var plot = new Plot("Foretold probability against the share that left", 1, true);
        plot.shares();
        plot.line("guide", plot.x(0), plot.y(0), plot.x(1), plot.y(1));
        for (Probabilities.Bin bin : curve) {
            plot.dot(bin.foretold(), bin.left());
        }
        return plot.end("foretold");
    }

    /** The AUC of each day, with its interval. */
    static String aucs(SortedMap<LocalDate, Judging.Judgement> byDay) {
        var plot = new Plot("AUC by day", 1, false);
        plot.line("guide", plot.x(0), plot.y(0.5), plot.x(1), plot.y(0.5));
        int place = 0;
        int every = Math.max(1, (byDay.size() + 4) / 5);
        for (Map.Entry<LocalDate, Judging.Judgement> day : byDay.entrySet()) {
            double at = (place + 0.5) / byDay.size();
            Figure auc = day.getValue().figure("auc");
            if (auc != null && auc.interval().tellable()) {
                Interval interval = auc.interval();
                plot.line(
                        "whisker",
                        plot.x(at),
                        plot.y(interval.low()),
                        plot.x(at),
                        plot.y(interval.high()));
                plot.dot(at, auc.value());
            }
            if (place % every == 0) {
                String month = day.getKey().toString().substring(0, 7);
                plot.below(at, month);
            }
            place++;
        }
        return plot.end("");
    }
}
