package dev.baton.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How forecasts are judged.
 *
 * @param seed of the draws that intervals are made of
 * @param draws at least 40
 * @param capacity accounts that can be worked on at each look, more than 0
 */
public record Judging(long seed, int draws, int capacity) {
    private static final double WORST_TENTH = 0.1;
    private static final double WORST_FIFTH = 0.2;
    private static final double BEST_HALF = 0.5;

    public Judging {
        if (capacity < 1) {
            throw new IllegalArgumentException("a capacity is at least one account");
        }
    }

    /**
     * What forecasts are worth.
     *
     * @param n forecasts
     * @param accounts of how many accounts they are
     * @param left how many left
     * @param unknown how many had no score; they stand in the middle
     * @param curve foretold against observed; empty without probabilities
     */
    public record Judgement(
            int n,
            int accounts,
            int left,
            int unknown,
            Evidence evidence,
            List<Figure> figures,
            List<Probabilities.Bin> curve) {
        public Judgement {
            figures = List.copyOf(figures);
            curve = List.copyOf(curve);
        }

        /** A figure by its name, null when it was not made. */
        public @Nullable Figure figure(String name) {
            return figures.stream()
                    .filter(figure -> figure.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** All forecasts together. */
    public Judgement all(List<Forecast> forecasts) {
        var figures = new Figures(forecasts);
        figures.ranking();
        figures.capacity();
        List<Probabilities.Bin> curve = figures.probabilities();
        Figure auc = figures.made.getFirst();
        return new Judgement(
                forecasts.size(),
                (int) forecasts.stream().map(Forecast::account).distinct().count(),
                figures.left,
                (int) forecasts.stream().filter(each -> each.score() == null).count(),
                Evidence.of(auc.interval(), figures.left, forecasts.size() - figures.left),
                figures.made,
                curve);
    }

    /** Those of each segment by its name. */
    public SortedMap<String, Judgement> bySegment(List<Forecast> forecasts) {
        var bySegment = new TreeMap<String, List<Forecast>>();
        forecasts.forEach(
                each ->
                        bySegment
                                .computeIfAbsent(each.segment(), name -> new ArrayList<>())
                                .add(each));
        var judged = new TreeMap<String, Judgement>();
        bySegment.forEach((segment, own) -> judged.put(segment, all(own)));
        return judged;
    }

    /** Places as a ranking takes them, whoever has no score in the middle. */
    public static Ranking ranking(List<Forecast> forecasts) {
        return new Ranking(rows(forecasts));
    }

    private static List<Ranking.Row> rows(List<Forecast> forecasts) {
        var scores = new ArrayList<@Nullable Double>();
        forecasts.forEach(each -> scores.add(each.score()));
        List<Double> places = Ranking.places(scores);
        var rows = new ArrayList<Ranking.Row>();
        for (int i = 0; i < places.size(); i++) {
            Forecast each = forecasts.get(i);
            Double worth = each.worth();
            rows.add(
                    new Ranking.Row(
                            each.account(), places.get(i), each.left(), worth == null ? 0 : worth));
        }
        return rows;
    }

    /** Figures of the same rows and the same draws. */
    private final class Figures {
        private final List<Forecast> forecasts;
        private final List<Ranking.Row> rows;
        private final Bootstrap bootstrap;
        private final int left;
        private final List<Figure> made = new ArrayList<>();

        Figures(List<Forecast> forecasts) {
            this.forecasts = forecasts;
            this.rows = rows(forecasts);
            this.bootstrap =
                    new Bootstrap(seed, draws, forecasts.stream().map(Forecast::account).toList());
            this.left = (int) forecasts.stream().filter(Forecast::left).count();
        }

        private void add(String name, Statistic statistic) {
            made.add(
                    new Figure(
                            name,
                            statistic.of(Bootstrap.once(rows.size())),
                            bootstrap.interval(statistic),
                            rows.size(),
                            left));
        }

        void ranking() {
            var ranking = new Ranking(rows);
            add("auc", ranking::auc);
            add("lift_worst_tenth", times -> ranking.lift(WORST_TENTH, times));
            add(
                    "worst_fifth_against_best_half",
                    times -> ranking.worstAgainstBest(WORST_FIFTH, BEST_HALF, times));
        }

        void capacity() {
            var atCapacity = new AtCapacity(capacity, forecasts, rows);
            add("precision_at_capacity", atCapacity::precision);
            add("recall_at_capacity", atCapacity::recall);
            if (forecasts.stream().anyMatch(each -> each.worth() != null)) {
                add("worth_recall_at_capacity", atCapacity::worthRecall);
            }
        }

        /** Of those that have one; whoever has none was promised nothing. */
        List<Probabilities.Bin> probabilities() {
            List<Forecast> told =
                    forecasts.stream().filter(each -> each.leaving() != null).toList();
            if (told.isEmpty()) {
                return List.of();
            }
            var foretold = new ArrayList<Probabilities.Row>();
            for (Forecast each : told) {
                Double leaving = each.leaving();
                foretold.add(new Probabilities.Row(leaving == null ? 0 : leaving, each.left()));
            }
            var probabilities = new Probabilities(foretold);
            var own = new Bootstrap(seed, draws, told.stream().map(Forecast::account).toList());
            int gone = (int) told.stream().filter(Forecast::left).count();
            int[] once = Bootstrap.once(told.size());
            probabilityFigures(probabilities)
                    .forEach(
                            (name, statistic) ->
                                    made.add(
                                            new Figure(
                                                    name,
                                                    statistic.of(once),
                                                    own.interval(statistic),
                                                    told.size(),
                                                    gone)));
            return probabilities.curve(once);
        }
    }

    private static SortedMap<String, Statistic> probabilityFigures(Probabilities foretold) {
        var figures = new TreeMap<String, Statistic>();
        figures.put("brier", foretold::brier);
        figures.put("brier_skill", foretold::skill);
        figures.put("calibration_error", foretold::calibrationError);
        figures.put("calibration_intercept", foretold::intercept);
        figures.put("calibration_slope", foretold::slope);
        return figures;
    }
}
