package dev.baton.app;

import dev.baton.backtest.Forecast;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Refit;
import dev.baton.backtest.ScorecardFit;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Line;
import dev.baton.core.health.Probability;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.engine.ModelChanges;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model whose numbers were fitted to outcomes, and what it would change.
 *
 * @param refit what the outcomes say of the weights
 * @param files the mapping folder's texts with the new model; null when there is none
 * @param version of the new model, null when there is none
 * @param probability what its score means, null when there is none
 * @param changes what the new model would change now, null when there is none
 * @param outcomes how many it was fitted on
 * @param left how many of them left
 */
record Calibration(
        String old,
        Judging judging,
        Refit refit,
        @Nullable SortedMap<String, String> files,
        @Nullable String version,
        @Nullable Probability probability,
        @Nullable ModelChanges changes,
        int outcomes,
        int left) {
    private static final String MODEL = "model.yaml";

    static Calibration of(StateStore store, Review last, BacktestLooks looks, Judging judging) {
        looks.judge();
        BacktestReport.refuseLeaks(looks);
        return new Making(store, last, looks, judging).made();
    }

    /** On its way. */
    private static final class Making {
        private final StateStore store;
        private final Review last;
        private final BacktestLooks looks;
        private final Judging judging;
        private final Mappings mappings;
        private final CalibrateModelText text;
        private final List<ScorecardFit.Term> terms;
        private final SortedMap<String, SortedMap<LocalDate, Boolean>> fates;

        Making(StateStore store, Review last, BacktestLooks looks, Judging judging) {
            this.store = store;
            this.last = last;
            this.looks = looks;
            this.judging = judging;
            this.mappings = last.mappings().whole();
            this.text =
                    new CalibrateModelText(
                            Objects.requireNonNull(mappings.files().get(MODEL), MODEL));
            Map<String, Double> weights = text.weights();
            this.terms =
                    mappings.model().scored().stream()
                            .map(scored -> scored.measure().name())
                            .filter(weights::containsKey)
                            .map(
                                    name ->
                                            new ScorecardFit.Term(
                                                    name,
                                                    Objects.requireNonNull(weights.get(name))))
                            .toList();
            this.fates = looks.fatesByAccount();
        }

        Calibration made() {
            List<Forecast> forecasts = looks.forecasts();
            int left = (int) forecasts.stream().filter(Forecast::left).count();
            Refit refit = ScorecardFit.of(terms, rows(), judging);
            if (refit.strength() == Refit.Strength.NONE
                    || refit.strength() == Refit.Strength.REVERSED) {
                return new Calibration(
                        last.model(),
                        judging,
                        refit,
                        null,
                        null,
                        null,
                        null,
                        forecasts.size(),
                        left);
            }
            String version =
                    CalibrateModelText.version(last.model(), looks.days().last().toString());
            text.version(version);
            refit.weights().stream()
                    .filter(weight -> weight.renewed() != weight.old())
                    .forEach(weight -> text.weight(weight.measure(), weight.renewed()));
            Probability probability = probability(parsed(text.edited()));
            text.probability(probability);
            Mappings renewed = parsed(text.edited());
            return new Calibration(
                    last.model(),
                    judging,
                    refit,
                    renewed.files(),
                    version,
                    renewed.probability(),
                    ModelChanges.between(store, last, last.by(renewed)),
                    forecasts.size(),
                    left);
        }

        /** What each line adds, by the code that adds it. */
        private List<ScorecardFit.Row> rows() {
            var rows = new ArrayList<ScorecardFit.Row>();
            looks.each(
                    at -> {
                        Boolean left = fate(at);
                        Assessment assessment = at.assessed().assessment();
                        if (left != null && assessment.score() != null) {
                            rows.add(row(at, assessment, left));
                        }
                    });
            if (rows.isEmpty()) {
                throw new Stop(
                        Exit.USAGE,
                        "no outcome is of an account that had a score then — check the accounts'"
                                + " external_id and the days");
            }
            return rows;
        }

        private @Nullable Boolean fate(BacktestLooks.At at) {
            SortedMap<LocalDate, Boolean> own = fates.get(at.assessed().account().ref().id());
            return own == null ? null : own.get(at.day());
        }

        /** Without what caps the sum: its other lines are what the weights make it of. */
        private ScorecardFit.Row row(BacktestLooks.At at, Assessment assessment, boolean left) {
            var points = new TreeMap<String, Double>();
            double fixed = 0;
            for (Line line : assessment.lines()) {
                double value = line.points().toDecimal().doubleValue();
                if (line instanceof Line.Counted counted && isFitted(counted.scored())) {
                    points.put(counted.scored().measure().name(), value);
                } else if (line instanceof Line.Counted || line instanceof Line.Base) {
                    fixed += value;
                }
            }
            return new ScorecardFit.Row(
                    assessment.account(),
                    at.day(),
                    fixed,
                    terms.stream().map(term -> points.getOrDefault(term.measure(), 0.0)).toList(),
                    left);
        }

        private boolean isFitted(ScoredMeasure scored) {
            return terms.stream().anyMatch(term -> term.measure().equals(scored.measure().name()));
        }

        private Mappings parsed(String model) {
            var files = new TreeMap<>(mappings.files());
            files.put(MODEL, model);
            return switch (Mappings.parse(files)) {
                case Mappings.Loaded.Good good -> good.mappings();
                case Mappings.Loaded.Bad bad -> throw Stop.of(bad.problems());
            };
        }

        /** Of the score as it will be shown: rounded, and within 0..100. */
        private Probability probability(Mappings renewed) {
            BacktestLooks again = looks.by(renewed);
            again.judge();
            var scores = new ArrayList<Double>();
            var left = new ArrayList<Boolean>();
            for (Forecast forecast : again.forecasts()) {
                Double score = forecast.score();
                if (score != null) {
                    scores.add(score);
                    left.add(forecast.left());
                }
            }
            ScorecardFit.Meaning meaning = ScorecardFit.meaning(scores, left);
            return new Probability(
                    meaning.intercept(),
                    Math.min(0, meaning.slope()),
                    scores.size(),
                    (int) left.stream().filter(each -> each).count(),
                    looks.days().first(),
                    looks.days().last());
        }
    }

    /** Accounts that would change band now. */
    List<ModelChanges.Move> moves() {
        return changes == null ? List.of() : changes.moves();
    }

    /** Tasks that would open or close now. */
    List<ModelChanges.TaskMove> tasks() {
        return changes == null ? List.of() : changes.tasks();
    }

    /** The weights whose number changes. */
    Map<String, Refit.Weight> changed() {
        var changed = new TreeMap<String, Refit.Weight>();
        refit.weights().stream()
                .filter(weight -> weight.renewed() != weight.old())
                .forEach(weight -> changed.put(weight.measure(), weight));
        return changed;
    }
}
