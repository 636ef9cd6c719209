package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.backtest.Refit;
import dev.baton.core.health.Probability;
import dev.baton.engine.ModelChanges;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What {@code calibrate --json} prints; names and shapes are a contract with scripts. */
record CalibrateDocument(
        String model,
        @Nullable String newModel,
        @Nullable String writtenTo,
        int outcomes,
        int left,
        long seed,
        int draws,
        String strength,
        String says,
        @Nullable Double lambda,
        boolean chosenByTime,
        List<WeightJson> weights,
        List<TriedJson> tried,
        List<BacktestDocument.FigureJson> foretold,
        @Nullable ProbabilityJson probability,
        SortedMap<String, Integer> bandMoves,
        List<MoveJson> moves,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TaskJson> tasks) {

    /** A weight in points. */
    record WeightJson(String measure, double old, double renewed, double low, double high) {}

    /** A pull that was tried; null: the admin's weights as they are. */
    record TriedJson(@Nullable Double lambda, double loss) {}

    record ProbabilityJson(
            double intercept, double slope, int outcomes, int left, String from, String to) {
        static @Nullable ProbabilityJson of(@Nullable Probability probability) {
            return probability == null
                    ? null
                    : new ProbabilityJson(
                            probability.intercept(),
                            probability.slope(),
                            probability.outcomes(),
                            probability.left(),
                            probability.from().toString(),
                            probability.to().toString());
        }
    }

    /** An account that would change band now. */
    record MoveJson(
            String account,
            String name,
            String from,
            String to,
            @Nullable Double oldScore,
            @Nullable Double newScore) {
        static MoveJson of(ModelChanges.Move move) {
            return new MoveJson(
                    move.account(),
                    move.name(),
                    Documents.word(move.from()),
                    Documents.word(move.to()),
                    move.oldScore(),
                    move.newScore());
        }
    }

    /** A task that would open or close now. */
    record TaskJson(String account, String name, String play, String change) {
        static TaskJson of(ModelChanges.TaskMove task) {
            return new TaskJson(
                    task.account(), task.name(), task.play(), task.opens() ? "open" : "close");
        }
    }

    static CalibrateDocument of(Calibration calibration, @Nullable Path out) {
        Refit refit = calibration.refit();
        return new CalibrateDocument(
                calibration.old(),
                calibration.version(),
                out == null || calibration.files() == null ? null : out.toString(),
                calibration.outcomes(),
                calibration.left(),
                calibration.judging().seed(),
                calibration.judging().draws(),
                refit.strength().name().toLowerCase(Locale.ROOT),
                CalibrateText.strength(refit),
                finite(refit.lambda()),
                refit.byTime(),
                refit.weights().stream()
                        .map(
                                weight ->
                                        new WeightJson(
                                                weight.measure(),
                                                weight.old(),
                                                weight.renewed(),
                                                weight.interval().low(),
                                                weight.interval().high()))
                        .toList(),
                refit.tried().stream()
                        .map(tried -> new TriedJson(finite(tried.lambda()), tried.loss()))
                        .toList(),
                refit.foretold().stream().map(BacktestDocument.FigureJson::of).toList(),
                ProbabilityJson.of(calibration.probability()),
                ModelChangesText.byBand(calibration.moves()),
                calibration.moves().stream().map(MoveJson::of).toList(),
                calibration.tasks().stream().map(TaskJson::of).toList());
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
