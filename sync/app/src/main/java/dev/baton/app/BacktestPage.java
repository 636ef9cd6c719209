package dev.baton.app;

import dev.baton.backtest.Evidence;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Target;
import dev.baton.app.report.Page;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A backtest as one page. */
final class BacktestPage {
    private final BacktestReport report;
    private final Page page;

    private BacktestPage(BacktestReport report) {
        this.report = report;
        this.page = new Page("Does it predict? " + report.model(), "Does it predict?");
    }

    static String of(BacktestReport report) {
        return new BacktestPage(report).page();
    }

    private String page() {
        if (report.all().evidence() == Evidence.PREDICTS) {
            page.verdict(report.verdict());
        } else {
            page.warning(report.verdict());
        }
        page.how(BacktestText.summary(report));
        report.doubts().forEach(doubt -> page.warning("Warning: " + Findings.told(doubt)));
        plots();
        figures();
        part("By day", report.byDay());
        if (report.bySegment().size() > 1) {
            part("By segment", report.bySegment());
        }
        overrides();
        misses();
        return page.end();
    }

    private void plots() {
        page.plots();
        page.plot(
                BacktestPlots.gains(report.forecasts(), report.target()),
                "Share of those that "
                        + report.target().did()
                        + " among the "
                        + report.target().first()
                        + ". The dashed line is chance.");
        page.plot(
                BacktestPlots.tenths(report.forecasts(), report.target()),
                "Share that "
                        + report.target().did()
                        + ", by tenth of the ranking, "
                        + report.target().first()
                        + " first. The dashed line is the share of all.");
        if (report.probabilitiesShown()) {
            page.plot(
                    BacktestPlots.calibration(report.all().curve()),
                    "Foretold probability of leaving against the share that left, in ten groups of"
                            + " equal size. On the dashed line they agree.");
        }
        page.plot(
                BacktestPlots.aucs(report.byDay()),
                "AUC by day with its 95 % interval. The dashed line is chance.");
        page.plotsEnd();
        if (!report.probabilitiesShown()) {
            page.remark(BacktestText.capitalised(report.whyNoProbabilities()) + ".");
        }
    }

    private void figures() {
        page.heading("Figures");
        page.table(List.of("figure", "value", "95 %", "n", report.target().did()));
        report.all().figures().forEach(this::row);
        report.warnings().figures().forEach(this::row);
        page.tableEnds();
        page.remark(
                (report.target() == Target.LEAVING
                                ? "A lasting red is red"
                                : "Lasting readiness is ready")
                        + " at every look from then to the last; looks are at month ends of the"
                        + " year before and at the days judged.");
    }

    private void row(Figure figure) {
        cells(
                BacktestText.label(figure.name(), report.target()),
                Numbers.decimal(figure.value(), 3),
                figure.interval().toString(),
                figure.n() + "",
                figure.left() + "");
    }

    private <K> void part(String title, SortedMap<K, Judging.Judgement> judged) {
        page.heading(title);
        page.table(List.of("", "n", report.target().did(), "AUC", "95 %", "lift", "95 %", ""));
        judged.forEach(
                (key, each) -> {
                    Figure auc = each.figure("auc");
                    Figure lift = each.figure("lift_worst_tenth");
                    cells(
                            BacktestText.name(key),
                            each.n() + "",
                            each.left() + "",
                            value(auc),
                            auc == null ? "–" : auc.interval().toString(),
                            value(lift),
                            lift == null ? "–" : lift.interval().toString(),
                            each.evidence() == Evidence.PREDICTS
                                    ? ""
                                    : each.evidence().words(report.target()));
                });
        page.tableEnds();
    }

    private static String value(@Nullable Figure figure) {
        return figure == null ? "–" : Numbers.decimal(figure.value(), 3);
    }

    private void overrides() {
        Overrides overrides = report.overrides();
        if (overrides.n() == 0) {
            return;
        }
        page.heading("Overrides");
        page.remark(BacktestText.graded(overrides) + ".");
        page.table(List.of("band", "set", "left", "by the model", "left"));
        overrides
                .bands()
                .forEach(
                        each ->
                                cells(
                                        BacktestText.band(each),
                                        each.set() + "",
                                        each.setLeft() + "",
                                        each.model() + "",
                                        each.modelLeft() + ""));
        page.tableEnds();
        page.table(List.of("figure", "value", "95 %", "n", "left"));
        overrides.figures().forEach(this::row);
        page.tableEnds();
    }

    private void misses() {
        page.heading(BacktestText.capitalised(BacktestText.missed(report.target())));
        if (report.misses().isEmpty()) {
            page.remark("Nobody.");
        }
        String month = "";
        for (BacktestLooks.Miss miss : report.misses()) {
            String own = miss.asOf().toString().substring(0, 7);
            if (!own.equals(month)) {
                month = own;
                page.subheading(month);
            }
            page.entry(
                    BacktestText.who(miss), miss.score() + " as of " + miss.asOf(), miss.lines());
        }
    }

    private void cells(String... cells) {
        page.row(List.of(cells));
    }
}
