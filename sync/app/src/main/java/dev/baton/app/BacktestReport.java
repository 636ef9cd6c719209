package dev.baton.app;

import dev.baton.backtest.Drift;
import dev.baton.backtest.Evidence;
import dev.baton.backtest.Figure;
import dev.baton.backtest.Forecast;
import dev.baton.backtest.Judging;
import dev.baton.backtest.Leak;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Simpson;
import dev.baton.backtest.Target;
import dev.baton.backtest.Warnings;
import dev.baton.core.health.Probability;
import dev.baton.engine.Review;
import dev.baton.port.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well a model foretold who left, or who bought more.
 *
 * @param target what is foretold; "left" is everywhere who did it
 * @param all every forecast together
 * @param byDay those of each day
 * @param bySegment those of each segment; one entry when there is none
 * @param doubts what makes the outcomes or the data doubtful
 * @param whyNoProbabilities empty when they are shown
 */
record BacktestReport(
        String model,
        Target target,
        Judging judging,
        List<Forecast> forecasts,
        Judging.Judgement all,
        SortedMap<LocalDate, Judging.Judgement> byDay,
        SortedMap<String, Judging.Judgement> bySegment,
        Warnings warnings,
        Overrides overrides,
        List<BacktestLooks.Miss> misses,
        List<Finding> doubts,
        String whyNoProbabilities) {

    /** Why there is no probability to be seen. */
    static final String NOT_CALIBRATED =
            "no probabilities are shown: the model's score is in points, and nobody has calibrated"
                    + " it; `baton calibrate` does";

    private static final String NEVER_CALIBRATED =
            "no probabilities are shown: the score is in points, and `baton calibrate` fits those of"
                    + " leaving only";

    /** Beyond it a probability misleads more than a colour does. */
    private static final double MOST_ERROR = 0.1;

    private static final double LEAST_SLOPE = 2 / 3.0;
    private static final double MOST_SLOPE = 1.5;

    static BacktestReport of(Review last, BacktestLooks looks, Judging judging) {
        looks.judge();
        refuseLeaks(looks);
        looks.lookBack();
        String why = unfit(looks, judging.all(looks.forecasts()));
        List<Forecast> forecasts =
                why.isEmpty()
                        ? looks.forecasts()
                        : looks.forecasts().stream().map(Forecast::withoutProbability).toList();
        var byDay = new TreeMap<LocalDate, List<Forecast>>();
        forecasts.forEach(
                each -> byDay.computeIfAbsent(each.asOf(), day -> new ArrayList<>()).add(each));
        var judgedByDay = new TreeMap<LocalDate, Judging.Judgement>();
        byDay.forEach((day, own) -> judgedByDay.put(day, judging.all(own)));
        return new BacktestReport(
                last.model(),
                looks.target(),
                judging,
                forecasts,
                judging.all(forecasts),
                judgedByDay,
                judging.bySegment(forecasts),
                Warnings.of(looks.journeys(), looks.lastLooks(), judging),
                Overrides.of(looks.forecasts(), looks.overrides(), judging),
                looks.misses(),
                doubts(last, looks, judging),
                why);
    }

    /** Why probabilities may not be shown; empty when they may. */
    private static String unfit(BacktestLooks looks, Judging.Judgement judged) {
        if (looks.target() != Target.LEAVING) {
            return NEVER_CALIBRATED;
        }
        Figure error = judged.figure("calibration_error");
        Figure slope = judged.figure("calibration_slope");
        if (looks.probability() == null || error == null || slope == null) {
            return NOT_CALIBRATED;
        }
        boolean off =
                !slope.interval().tellable()
                        || slope.interval().high() < LEAST_SLOPE
                        || slope.interval().low() > MOST_SLOPE;
        return error.value() > MOST_ERROR || off
                ? "no probabilities are shown: those of the model do not fit these outcomes"
                        + " (expected calibration error "
                        + Numbers.decimal(error.value(), 3)
                        + ", calibration slope "
                        + slope.interval()
                        + "); calibrate it again"
                : "";
    }

    /** What knows the outcome foretells nothing, and would make everything else look good. */
    static void refuseLeaks(BacktestLooks looks) {
        List<Boolean> left = looks.forecasts().stream().map(Forecast::left).toList();
        var found = new ArrayList<Finding>();
        looks.values()
                .forEach(
                        (measure, values) ->
                                Leak.in(measure, values, left)
                                        .ifPresent(leak -> found.add(told(leak, looks.target()))));
        if (!found.isEmpty()) {
            throw new Stop(
                    Exit.GUARD, String.join("\n", found.stream().map(Findings::told).toList()));
        }
    }

    private static Finding told(Leak leak, Target target) {
        return Finding.error(
                "measures." + leak.measure(),
                "this measure alone tells who "
                        + target.did()
                        + " with an AUC of "
                        + Numbers.decimal(leak.auc(), 3)
                        + (leak.byPresence() ? ", by being there or not" : "")
                        + ": nothing that is known beforehand does, so it was filled after the"
                        + " account "
                        + target.did()
                        + ", or because of it",
                "take it out of the model, or map a field that is written before");
    }

    private static List<Finding> doubts(Review last, BacktestLooks looks, Judging judging) {
        var doubts = new ArrayList<Finding>();
        if (looks.unmatched() > 0) {
            doubts.add(
                    Finding.warning(
                            "outcomes.account_external_id",
                            looks.unmatched()
                                    + " outcomes are of accounts that the CRM does not have; they"
                                    + " count as unknown",
                            "map external_id to the key that the file has, or leave them out"));
        }
        if (looks.absent() > 0) {
            doubts.add(
                    Finding.warning(
                            "outcomes.as_of",
                            looks.absent()
                                    + " outcomes are of accounts that were no customers on that day,"
                                    + " as far as Baton knew then; they count as unknown",
                            "who had left before the first sync is a customer of no day: judge later"
                                    + " days, or let `customer` of the accounts' source include"
                                    + " them"));
        }
        Probability probability = looks.probability();
        if (probability != null && !looks.days().first().isAfter(probability.to())) {
            doubts.add(
                    Finding.warning(
                            "model.probability",
                            "the model was fitted on outcomes up to "
                                    + probability.to()
                                    + "; of days up to then it knows the answers",
                            "judge it on later days: --as-of"));
        }
        if (looks.target() == Target.LEAVING) {
            doubts.addAll(BacktestContradictions.in(last, looks));
        }
        doubts.addAll(flips(looks, judging));
        doubts.addAll(drifts(looks));
        return doubts;
    }

    private static List<Finding> flips(BacktestLooks looks, Judging judging) {
        var flips = new ArrayList<Finding>();
        looks.values()
                .forEach(
                        (measure, values) ->
                                Simpson.in(measure, values, looks.forecasts(), judging)
                                        .ifPresent(flip -> flips.add(told(flip, looks.target()))));
        return flips;
    }

    private static Finding told(Simpson flip, Target target) {
        return Finding.warning(
                "measures." + flip.measure(),
                "over all accounts it tells the opposite of what it tells within their segments"
                        + " (whoever "
                        + target.did()
                        + " had less in "
                        + flip.pooled()
                        + " of all pairs, in "
                        + flip.within()
                        + " of those of one segment): over all it tells the segment",
                "let it count by segment, or compare it with what is typical of the segment");
    }

    /** From the first day to the last. */
    private static List<Finding> drifts(BacktestLooks looks) {
        LocalDate first = looks.days().first();
        LocalDate end = looks.days().last();
        var drifts = new ArrayList<Finding>();
        if (first.equals(end)) {
            return drifts;
        }
        looks.values()
                .forEach(
                        (measure, values) ->
                                Drift.between(
                                                measure,
                                                of(first, values, looks.forecasts()),
                                                of(end, values, looks.forecasts()))
                                        .ifPresent(drift -> drifts.add(told(drift, first, end))));
        return drifts;
    }

    private static List<@Nullable Double> of(
            LocalDate day, List<@Nullable Double> values, List<Forecast> forecasts) {
        var own = new ArrayList<@Nullable Double>();
        for (int i = 0; i < forecasts.size(); i++) {
            if (forecasts.get(i).asOf().equals(day)) {
                own.add(values.get(i));
            }
        }
        return own;
    }

    private static Finding told(Drift drift, LocalDate from, LocalDate to) {
        return Finding.warning(
                "measures." + drift.measure(),
                "its values are spread otherwise on "
                        + to
                        + " than on "
                        + from
                        + " (population stability index "
                        + Numbers.decimal(drift.psi(), 2)
                        + ")",
                "look at its source, and calibrate on newer outcomes");
    }

    boolean probabilitiesShown() {
        return whyNoProbabilities.isEmpty();
    }

    /** In one plain sentence. */
    String verdict() {
        Evidence evidence = all.evidence();
        return evidence == Evidence.PREDICTS
                ? "Evidence: " + evidence.words(target) + "."
                : BacktestText.capitalised(evidence.words(target)) + ".";
    }
}
