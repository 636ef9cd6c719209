package dev.baton.app;

import dev.baton.backtest.Evidence;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Judging;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A backtest as people read it on a terminal. */
final class BacktestText {
    /** Misses told here; the page and the document have all. */
    private static final int MISSES = 10;

    /** What figures are called, in the order they are told. */
    static final SortedMap<Integer, List<String>> LABELS =
            new java.util.TreeMap<>(
                    Map.ofEntries(
                            label(0, "auc", "AUC"),
                            label(1, "lift_worst_tenth", "lift of the worst tenth"),
                            label(
                                    2,
                                    "worst_fifth_against_best_half",
                                    "worst fifth leaves so many times as often as the best half"),
                            label(3, "precision_at_capacity", "of those worked on, left"),
                            label(4, "recall_at_capacity", "of those that left, worked on"),
                            label(5, "worth_recall_at_capacity", "of the value lost, worked on"),
                            label(6, "brier", "Brier"),
                            label(7, "brier_skill", "Brier skill"),
                            label(8, "calibration_slope", "calibration slope"),
                            label(9, "calibration_intercept", "calibration intercept"),
                            label(10, "calibration_error", "expected calibration error"),
                            label(
                                    11,
                                    "lead_days_median",
                                    "days from lasting red to leaving, median"),
                            label(12, "share_never_red", "left without a lasting red"),
                            label(
                                    13,
                                    "flips_an_account_quarter",
                                    "changes of band an account and quarter")));

    private static Map.Entry<Integer, List<String>> label(int place, String name, String words) {
        return Map.entry(place, List.of(name, words));
    }

    static String label(String name) {
        return LABELS.values().stream()
                .filter(label -> label.getFirst().equals(name))
                .map(List::getLast)
                .findFirst()
                .orElse(name);
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
                + " left, "
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
        var table = new Table("figure", "value", "95 %", "n", "left");
        report.all().figures().forEach(figure -> row(table, figure));
        report.warnings().figures().forEach(figure -> row(table, figure));
        return table;
    }

    private static void row(Table table, Figure figure) {
        table.row(
                List.of(
                        label(figure.name()),
                        Numbers.decimal(figure.value(), 3),
                        figure.interval().toString(),
                        figure.n() + "",
                        figure.left() + ""));
    }

    private <K> void part(String title, SortedMap<K, Judging.Judgement> judged) {
        line("");
        line(title);
        var table = new Table("", "n", "left", "AUC", "95 %", "lift", "95 %", "");
        judged.forEach((key, each) -> table.row(cells(key, each)));
        line(table.toString());
    }

    private static <K> List<String> cells(K key, Judging.Judgement judged) {
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
                judged.evidence() == Evidence.PREDICTS ? "" : judged.evidence().words());
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

    private void misses() {
        line("");
        if (report.misses().isEmpty()) {
            line("Nobody left while green.");
            return;
        }
        line("Left while green: " + report.misses().size() + " outcomes, by month");
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
