package dev.baton.app;

import dev.baton.backtest.Evidence;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A backtest as people read it on a terminal. */
final class BacktestText {
    /** Misses told here; the page and the document have all. */
    private static final int MISSES = 10;

    /** What people call a figure. */
    static String label(String name, Target target) {
        return switch (name) {
            case "auc" -> "AUC";
            case "lift_worst_tenth" -> "lift of the " + target.first() + " tenth";
            case "worst_fifth_against_best_half" ->
                    target == Target.LEAVING
                            ? "worst fifth leaves so many times as often as the best half"
                            : "most ready fifth buys so many times as often as the other half";
            case "precision_at_capacity" -> "of those worked on, " + target.did();
            case "recall_at_capacity" -> "of those that " + target.did() + ", worked on";
            case "worth_recall_at_capacity" ->
                    target == Target.LEAVING
                            ? "of the value lost, worked on"
                            : "of the value of those that bought more, worked on";
            case "brier" -> "Brier";
            case "brier_skill" -> "Brier skill";
            case "calibration_slope" -> "calibration slope";
            case "calibration_intercept" -> "calibration intercept";
            case "calibration_error" -> "expected calibration error";
            case "override_brier" -> "Brier of the bands that people set";
            case "model_brier" -> "Brier of the model's bands of the same accounts";
            case "override_brier_difference" -> "people's Brier less the model's";
            case "lead_days_median" ->
                    "days from " + target.sign() + " to " + target.doing() + ", median";
            case "share_never_red" ->
                    target.did()
                            + " without "
                            + (target == Target.LEAVING ? "a lasting red" : target.sign());
            case "flips_an_account_quarter" -> "changes of band an account and quarter";
            default -> name;
        };
    }

    private final BacktestReport report;
    private final StringBuilder text = new StringBuilder();

    private BacktestText(BacktestReport report) {
        this.report = report;
    }

    static String of(BacktestReport report) {
        return new BacktestText(report).text();
    }

    private String text() {
        line(report.verdict());
        line(summary(report));
        line("");
        line(figures().toString());
        part("By day", report.byDay());
        if (report.bySegment().size() > 1) {
            part("By segment", report.bySegment());
        }
        overrides();
        line("");
        line(
                report.probabilitiesShown()
                        ? "Probabilities are calibrated: the page (--html) has their curve."
                        : capitalised(report.whyNoProbabilities()) + ".");
        misses();
        report.doubts().forEach(doubt -> line("warning: " + Findings.told(doubt)));
        return text.toString().stripTrailing();
    }

    /** What was judged, and how. */
    static String summary(BacktestReport report) {
        Judging.Judgement all = report.all();
        return "Model "
                + report.model()
                + ": "
                + all.n()
                + " outcomes of "
                + all.accounts()
                + " accounts, "
                + all.left()
                + " "
                + report.target().did()
                + ", "
                + all.unknown()
                + " without a score (they stand in the middle). Intervals: 95 %, "
                + report.judging().draws()
                + " draws of accounts, seed "
                + report.judging().seed()
                + "; capacity "
                + report.judging().capacity()
                + " accounts a day of judgement.";
    }

    private Table figures() {
        var table = new Table("figure", "value", "95 %", "n", report.target().did());
        report.all().figures().forEach(figure -> row(table, figure));
        report.warnings().figures().forEach(figure -> row(table, figure));
        return table;
    }

    private void row(Table table, Figure figure) {
        table.row(
                List.of(
                        label(figure.name(), report.target()),
                        Numbers.decimal(figure.value(), 3),
                        figure.interval().toString(),
                        figure.n() + "",
                        figure.left() + ""));
    }

    private <K> void part(String title, SortedMap<K, Judging.Judgement> judged) {
        line("");
        line(title);
        var table = new Table("", "n", report.target().did(), "AUC", "95 %", "lift", "95 %", "");
        judged.forEach((key, each) -> table.row(cells(key, each)));
        line(table.toString());
    }

    private <K> List<String> cells(K key, Judging.Judgement judged) {
        Figure auc = judged.figure("auc");
        Figure lift = judged.figure("lift_worst_tenth");
        return List.of(
                name(key),
                judged.n() + "",
                judged.left() + "",
                value(auc),
                interval(auc),
                value(lift),
                interval(lift),
                judged.evidence() == Evidence.PREDICTS
                        ? ""
                        : judged.evidence().words(report.target()));
    }

    static <K> String name(K key) {
        return key instanceof LocalDate day ? day.toString() : key.equals("") ? "(none)" : key + "";
    }

    private static String value(@Nullable Figure figure) {
        return figure == null ? "–" : Numbers.decimal(figure.value(), 3);
    }

    private static String interval(@Nullable Figure figure) {
        return figure == null ? "–" : figure.interval().toString();
    }

    private void overrides() {
        Overrides overrides = report.overrides();
        if (overrides.n() == 0) {
            return;
        }
        line("");
        line(graded(overrides));
        var table = new Table("band", "set", "of those left", "by the model", "of those left");
        overrides
                .bands()
                .forEach(
                        each ->
                                table.row(
                                        List.of(
                                                band(each),
                                                each.set() + "",
                                                each.setLeft() + "",
                                                each.model() + "",
                                                each.modelLeft() + "")));
        line(table.toString());
        var figures = new Table("figure", "value", "95 %", "n", "left");
        overrides.figures().forEach(figure -> row(figures, figure));
        line(figures.toString());
    }

    /** How many overrides there were, and who was nearer to what happened. */
    static String graded(Overrides overrides) {
        return "Overrides: "
                + overrides.n()
                + " outcomes of accounts whose band a person had set; "
                + overrides.verdict().words();
    }

    static String band(Overrides.Share share) {
        return share.band().name().toLowerCase(Locale.ROOT);
    }

    /** What a miss is. */
    static String missed(Target target) {
        return target.did() + (target == Target.LEAVING ? " while green" : " while not yet ready");
    }

    private void misses() {
        line("");
        if (report.misses().isEmpty()) {
            line("Nobody " + missed(report.target()) + ".");
            return;
        }
        line(
                capitalised(missed(report.target()))
                        + ": "
                        + report.misses().size()
                        + " outcomes, by month");
        String month = "";
        for (BacktestLooks.Miss miss : report.misses().stream().limit(MISSES).toList()) {
            if (!miss.asOf().toString().startsWith(month) || month.isEmpty()) {
                month = miss.asOf().toString().substring(0, 7);
                line(month);
            }
            line("  " + who(miss) + ", " + miss.score() + " as of " + miss.asOf());
            miss.lines().forEach(each -> line("      " + each));
        }
        if (report.misses().size() > MISSES) {
            line("… and " + (report.misses().size() - MISSES) + " more: --html or --json has all");
        }
    }

    static String who(BacktestLooks.Miss miss) {
        return miss.name().isEmpty() ? miss.account() : miss.name() + " (" + miss.account() + ")";
    }

    static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void line(String each) {
        text.append(each).append('\n');
    }
}
