package dev.baton.app;

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

/** Plots as SVG that stands in a page; colours are the page's. */
final class BacktestPlots {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 250;
    private static final double LEFT = 44;
    private static final double BOTTOM = 34;
    private static final double TOP = 12;
    private static final double RIGHT = 20;
    private static final int TENTHS = 10;

    private final StringBuilder svg = new StringBuilder();

    /** What stands at the upper end of the upright axis. */
    private final double most;

    private BacktestPlots(String title, double most, boolean share) {
        this.most = most;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        BacktestPage.escaped(title)));
        line("axis", x(0), y(0), x(1), y(0));
        line("axis", x(0), y(0), x(0), y(most));
        for (int tick = 0; tick <= 4; tick++) {
            double at = most * tick / 4;
            text("end", LEFT - 6, y(at) + 4, share ? percent(at) : Numbers.decimal(at, 2));
        }
    }

    /** The share of those to whom it happened that is caught by working on the first. */
    static String gains(List<Forecast> forecasts, Target target) {
        var plot =
                new BacktestPlots(
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
        plot.svg.append("<path class=\"mark\" d=\"").append(path).append("\"/>");
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
                new BacktestPlots(
                        "Share that " + target.did() + " by tenth of the ranking",
                        ceiling(most),
                        true);
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            plot.bar(tenth, TENTHS, share[tenth]);
            plot.text("middle", plot.x((tenth + 0.5) / TENTHS), HEIGHT - 18, tenth + 1 + "");
        }
        double all = forecasts.stream().filter(Forecast::left).count() / (double) forecasts.size();
        plot.line("guide", plot.x(0), plot.y(all), plot.x(1), plot.y(all));
        return plot.end("tenth, " + target.first() + " first");
    }

    /** Foretold against observed. */
    static String calibration(List<Probabilities.Bin> curve) {
        var plot = new BacktestPlots("Foretold probability against the share that left", 1, true);
        plot.shares();
        plot.line("guide", plot.x(0), plot.y(0), plot.x(1), plot.y(1));
        for (Probabilities.Bin bin : curve) {
            plot.dot(bin.foretold(), bin.left());
        }
        return plot.end("foretold");
    }

    /** The AUC of each day, with its interval. */
    static String aucs(SortedMap<LocalDate, Judging.Judgement> byDay) {
        var plot = new BacktestPlots("AUC by day", 1, false);
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
                plot.text("middle", plot.x(at), HEIGHT - 18, month);
            }
            place++;
        }
        return plot.end("");
    }

    /** The next tenth above, so that bars use the room. */
    private static double ceiling(double most) {
        return Math.clamp(Math.ceil(most * 10 + 1e-9) / 10, 0.1, 1);
    }

    private double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
    }

    private void shares() {
        for (int tick = 0; tick <= 4; tick++) {
            text("middle", x(tick / 4.0), HEIGHT - 18, percent(tick / 4.0));
        }
    }

    private void bar(int place, int of, double value) {
        double width = (x(1) - x(0)) / of;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"fill\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                                + "<title>%s</title></rect>",
                        x(0) + place * width + 2,
                        y(value),
                        width - 4,
                        y(0) - y(value),
                        percent(value)));
    }

    private void dot(double share, double value) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle class=\"fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                        x(share),
                        y(value)));
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                        style,
                        x1,
                        y1,
                        x2,
                        y2));
    }

    private void text(String anchor, double x, double y, String words) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                        anchor,
                        x,
                        y,
                        BacktestPage.escaped(words)));
    }

    private static String percent(double share) {
        return String.format(
                Locale.ROOT, share * 100 % 1 < 0.05 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    private String end(String below) {
        text("middle", x(0.5), HEIGHT - 3, below);
        return svg.append("</svg>").toString();
    }
}
