package dev.baton.app;

import dev.baton.backtest.Figure;
import dev.baton.backtest.Refit;
import dev.baton.core.health.Probability;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A calibration as people read it. */
final class CalibrateText {
    private final Calibration calibration;
    private final @Nullable Path out;
    private final StringBuilder text = new StringBuilder();

    private CalibrateText(Calibration calibration, @Nullable Path out) {
        this.calibration = calibration;
        this.out = out;
    }

    static String of(Calibration calibration, @Nullable Path out) {
        return new CalibrateText(calibration, out).text();
    }

    private String text() {
        line(
                "Model "
                        + calibration.old()
                        + ": "
                        + calibration.outcomes()
                        + " outcomes, "
                        + calibration.left()
                        + " left. "
                        + strength(calibration.refit()));
        if (calibration.probability() != null) {
            weights();
            foretold();
            meaning(calibration.probability());
            moves();
            next();
        }
        return text.toString().stripTrailing();
    }

    /** What was fitted, and why not more. */
    static String strength(Refit refit) {
        return switch (refit.strength()) {
            case NONE ->
                    "Uncalibrated: with fewer than "
                            + Refit.Strength.FEWEST_FOR_SCALE
                            + " that left, or that stayed, nothing is fitted.";
            case REVERSED ->
                    "Nothing is fitted: whoever left had the better scores. No scale mends that;"
                            + " look at the curves of the measures.";
            case SCALE ->
                    "With fewer than "
                            + Refit.Strength.FEWEST_FOR_WEIGHTS
                            + " that left, or that stayed, only what a point means is fitted; the"
                            + " weights stay.";
            case WEIGHTS ->
                    Double.isInfinite(refit.lambda())
                            ? "The weights stay: on outcomes that were not learned from, no others"
                                    + " foretold better than chance explains."
                            : "The weights are fitted, drawn to yours.";
        };
    }

    private void weights() {
        Refit refit = calibration.refit();
        if (refit.strength() != Refit.Strength.WEIGHTS || Double.isInfinite(refit.lambda())) {
            return;
        }
        line("");
        var table = new Table("measure", "old weight", "new weight", "95 %", "");
        for (Refit.Weight weight : refit.weights()) {
            table.row(
                    List.of(
                            weight.measure(),
                            Numbers.decimal(weight.old(), 1),
                            CalibrateModelText.rounded(weight.renewed()) + "",
                            "["
                                    + Numbers.decimal(weight.interval().low(), 1)
                                    + ", "
                                    + Numbers.decimal(weight.interval().high(), 1)
                                    + "]",
                            weight.renewed() < 0.05
                                    ? "the outcomes give it nothing: tell it only"
                                    : ""));
        }
        line(table.toString());
        line(
                "Pull to your weights (λ) "
                        + refit.lambda()
                        + ", chosen by foretelling "
                        + (refit.byTime()
                                ? "later days from earlier ones"
                                : "accounts from other accounts, for no two days lie a quarter apart")
                        + ". The sum of the weights stays, so that points mean what they meant.");
    }

    private void foretold() {
        if (calibration.refit().foretold().isEmpty()) {
            return;
        }
        line("");
        line("On outcomes that were not learned from:");
        var table = new Table("", "value", "95 %", "n", "left");
        for (Figure figure : calibration.refit().foretold()) {
            table.row(
                    List.of(
                            label(figure.name()),
                            Numbers.decimal(figure.value(), 3),
                            figure.interval().toString(),
                            figure.n() + "",
                            figure.left() + ""));
        }
        line(table.toString());
        if (calibration.refit().fewer() >= Refit.Strength.FEWEST_FOR_CHALLENGER) {
            line(
                    "The challenger is boosted trees over the same measures, signs kept: about what"
                            + " could be had if every curve might bend and measures act together."
                            + " It scores nothing, for nobody could read it.");
        }
    }

    private static String label(String name) {
        return switch (name) {
            case "auc_old" -> "AUC, old weights";
            case "auc_new" -> "AUC, new weights";
            case "auc_gain" -> "gain";
            case "auc_challenger" -> "AUC, challenger";
            case "auc_challenger_gain" -> "challenger's gain over the new weights";
            default -> name;
        };
    }

    private void meaning(Probability probability) {
        line("");
        line(
                "What a score means, by "
                        + probability.outcomes()
                        + " outcomes from "
                        + probability.from()
                        + " to "
                        + probability.to()
                        + ":");
        var table = new Table("score", "leaves");
        for (int score = 0; score <= 100; score += 20) {
            table.row(
                    List.of(
                            score + "",
                            Numbers.decimal(100 * probability.leaving(score), 1) + " %"));
        }
        line(table.toString());
    }

    private void moves() {
        line("");
        ModelChangesText.moves(calibration.moves()).forEach(this::line);
        ModelChangesText.tasks(calibration.tasks()).forEach(this::line);
    }

    private void next() {
        line("");
        line(
                out == null
                        ? "Nothing was written. --out DIR writes the mapping with model "
                                + calibration.version()
                                + "."
                        : "Written to "
                                + out
                                + ", model "
                                + calibration.version()
                                + ". `baton plan --mappings "
                                + out
                                + "` shows every field that would change, tasks too; `baton backtest"
                                + " --mappings "
                                + out
                                + "` judges it. To take it over, name the folder in baton.yaml.");
    }

    private void line(String each) {
        text.append(each).append('\n');
    }
}
