package dev.baton.app;

import dev.baton.backtest.Evidence;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Target;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A backtest as one page that needs nothing beside itself: no script, no font, no picture. */
final class BacktestPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6675; --line: #d5dbe3;
                    --paper: #ffffff; --mark: #1f6fb2; --red: #b3261e; --band: #e8eef5; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6eaf0; --soft: #a3adba; --line: #3a4452; --paper: #141a22;
                      --mark: #6db3f2; --red: #f2837b; --band: #222c38; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
                   background: var(--paper); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: .3rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
            .verdict { border-left: .35rem solid var(--mark); background: var(--band);
                       padding: .6rem 1rem; font-weight: 600 }
            .verdict.none { border-color: var(--red) }
            p.how, .soft { color: var(--soft); font-size: .9rem }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .93rem }
            th, td { white-space: nowrap; text-align: right; padding: .25rem .8rem; border-bottom: 1px solid var(--line) }
            th:first-child, td:first-child { text-align: left; padding-left: 0 }
            th { color: var(--soft); font-weight: 500 }
            .scroll { overflow-x: auto }
            .plots { display: flex; flex-wrap: wrap; gap: 1.5rem }
            figure { margin: 0; flex: 1 1 19rem; max-width: 30rem }
            figcaption { color: var(--soft); font-size: .9rem }
            svg { width: 100%; height: auto; display: block }
            svg text { fill: var(--soft); font: 11px system-ui, sans-serif }
            svg .axis { stroke: var(--line); fill: none } svg .guide { stroke: var(--soft);
              stroke-dasharray: 3 4; fill: none }
            svg .mark { stroke: var(--mark); fill: none; stroke-width: 2 }
            svg .fill { fill: var(--mark) } svg .whisker { stroke: var(--mark); stroke-width: 1.5 }
            ul.lines { margin: .2rem 0 .9rem; padding-left: 1.2rem; color: var(--soft);
              font-size: .9rem }
            """;

    private final BacktestReport report;
    private final StringBuilder page = new StringBuilder();

    private BacktestPage(BacktestReport report) {
        this.report = report;
    }

    static String of(BacktestReport report) {
        return new BacktestPage(report).page();
    }

    private String page() {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'\">")
                .append("<title>Does it predict? ")
                .append(escaped(report.model()))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Does it predict?</h1>\n");
        boolean predicts = report.all().evidence() == Evidence.PREDICTS;
        paragraph(predicts ? "verdict" : "verdict none", report.verdict());
        paragraph("how", BacktestText.summary(report));
        report.doubts()
                .forEach(doubt -> paragraph("verdict none", "Warning: " + Findings.told(doubt)));
        plots();
        figures();
        part("By day", report.byDay());
        if (report.bySegment().size() > 1) {
            part("By segment", report.bySegment());
        }
        overrides();
        misses();
        return page.append("</body></html>\n").toString();
    }

    private void plots() {
        page.append("<div class=\"plots\">\n");
        figure(
                BacktestPlots.gains(report.forecasts(), report.target()),
                "Share of those that "
                        + report.target().did()
                        + " among the "
                        + report.target().first()
                        + ". The dashed line is chance.");
        figure(
                BacktestPlots.tenths(report.forecasts(), report.target()),
                "Share that "
                        + report.target().did()
                        + ", by tenth of the ranking, "
                        + report.target().first()
                        + " first. The dashed line is the share of all.");
        if (report.probabilitiesShown()) {
            figure(
                    BacktestPlots.calibration(report.all().curve()),
                    "Foretold probability of leaving against the share that left, in ten groups of"
                            + " equal size. On the dashed line they agree.");
        }
        figure(
                BacktestPlots.aucs(report.byDay()),
                "AUC by day with its 95 % interval. The dashed line is chance.");
        page.append("</div>\n");
        if (!report.probabilitiesShown()) {
            paragraph("soft", BacktestText.capitalised(report.whyNoProbabilities()) + ".");
        }
    }

    private void figure(String svg, String caption) {
        page.append("<figure>")
                .append(svg)
                .append("<figcaption>")
                .append(escaped(caption))
                .append("</figcaption></figure>\n");
    }

    private void figures() {
        heading("Figures");
        page.append("<div class=\"scroll\"><table><tr><th>figure</th><th>value</th><th>95 %</th>")
                .append("<th>n</th><th>")
                .append(report.target().did())
                .append("</th></tr>\n");
        report.all().figures().forEach(this::row);
        report.warnings().figures().forEach(this::row);
        page.append("</table></div>\n");
        paragraph(
                "soft",
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
        heading(title);
        page.append("<div class=\"scroll\"><table><tr><th></th><th>n</th><th>")
                .append(report.target().did())
                .append("</th><th>AUC</th>")
                .append("<th>95 %</th><th>lift</th><th>95 %</th><th></th></tr>\n");
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
        page.append("</table></div>\n");
    }

    private static String value(@Nullable Figure figure) {
        return figure == null ? "–" : Numbers.decimal(figure.value(), 3);
    }

    private void overrides() {
        Overrides overrides = report.overrides();
        if (overrides.n() == 0) {
            return;
        }
        heading("Overrides");
        paragraph("soft", BacktestText.graded(overrides) + ".");
        page.append("<div class=\"scroll\"><table><tr><th>band</th><th>set</th><th>left</th>")
                .append("<th>by the model</th><th>left</th></tr>\n");
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
        page.append("</table></div>\n<div class=\"scroll\"><table><tr><th>figure</th>")
                .append("<th>value</th><th>95 %</th><th>n</th><th>left</th></tr>\n");
        overrides.figures().forEach(this::row);
        page.append("</table></div>\n");
    }

    private void misses() {
        heading(BacktestText.capitalised(BacktestText.missed(report.target())));
        if (report.misses().isEmpty()) {
            paragraph("soft", "Nobody.");
        }
        String month = "";
        for (BacktestLooks.Miss miss : report.misses()) {
            String own = miss.asOf().toString().substring(0, 7);
            if (!own.equals(month)) {
                month = own;
                page.append("<h3>").append(month).append("</h3>\n");
            }
            page.append("<div>")
                    .append(escaped(BacktestText.who(miss)))
                    .append(" <span class=\"soft\">")
                    .append(miss.score())
                    .append(" as of ")
                    .append(miss.asOf())
                    .append("</span></div><ul class=\"lines\">");
            miss.lines().forEach(each -> page.append("<li>").append(escaped(each)).append("</li>"));
            page.append("</ul>\n");
        }
    }

    private void cells(String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(escaped(cell)).append("</td>");
        }
        page.append("</tr>\n");
    }

    private void heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void paragraph(String style, String text) {
        page.append("<p class=\"")
                .append(style)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
