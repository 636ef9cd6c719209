package dev.baton.backtest;

import dev.baton.backtest.PenalisedLogistic.Example;
import dev.baton.backtest.PenalisedLogistic.Fitted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Fits the weights of an additive scorecard to outcomes: the same form, no weight turned negative,
 * drawn to the admin's weights as strongly as foretelling unseen outcomes asks for. What a measure
 * adds is given in the admin's points, so that curves, references and absences stay as they are.
 */
public final class ScorecardFit {
    private static final double[] PULLS = {0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000};

    /** A pull against which no outcome counts. */
    private static final double KEEP = 1e9;

    /** How many boosted trees are tried, the most last. */
    private static final int[] TREES = {10, 20, 40, 80, 160};

    private final List<Term> terms;
    private final List<Row> rows;
    private final Judging judging;
    private final List<Example> scores;
    private final List<Example> examples;
    private final CrossValidation unseen;

    /**
     * A measure that counts.
     *
     * @param weight the admin's, more than 0
     */
    public record Term(String measure, double weight) {}

    /**
     * An account at a day.
     *
     * @param fixed points of lines whose weights stay: the base, and measures not to be fitted
     * @param points of each term, in their order; 0 where nobody could tell
     */
    public record Row(
            String account, LocalDate asOf, double fixed, List<Double> points, boolean left) {
        public Row {
            points = List.copyOf(points);
        }

        double score() {
            return fixed + points.stream().mapToDouble(each -> each).sum();
        }
    }

    private ScorecardFit(List<Term> terms, List<Row> rows, Judging judging) {
        this.terms = terms;
        this.rows = rows;
        this.judging = judging;
        this.scores =
                rows.stream()
                        .map(row -> new Example(new double[] {row.score()}, !row.left()))
                        .toList();
        this.examples = rows.stream().map(this::example).toList();
        this.unseen = CrossValidation.of(rows);
    }

    /**
     * What a term adds for each point of its weight; the fixed points as one more, of weight 100.
     */
    private Example example(Row row) {
        double[] features = new double[terms.size() + 1];
        for (int i = 0; i < terms.size(); i++) {
            features[i] = row.points().get(i) / terms.get(i).weight();
        }
        features[terms.size()] = row.fixed() / 100;
        return new Example(features, !row.left());
    }

    /**
     * @param terms those whose weights may change
     * @param rows of at least one account
     */
    public static Refit of(List<Term> terms, List<Row> rows, Judging judging) {
        return new ScorecardFit(List.copyOf(terms), List.copyOf(rows), judging).refit();
    }

    private Refit refit() {
        int left = (int) rows.stream().filter(Row::left).count();
        int fewer = Math.min(left, rows.size() - left);
        if (fewer < Refit.Strength.FEWEST_FOR_SCALE) {
            return kept(Refit.Strength.NONE, fewer, Double.NaN);
        }
        int[] once = Bootstrap.once(rows.size());
        double perPoint = perPoint(once);
        if (!(perPoint > 0)) {
            return kept(Refit.Strength.REVERSED, fewer, perPoint);
        }
        if (fewer < Refit.Strength.FEWEST_FOR_WEIGHTS || terms.isEmpty()) {
            return kept(Refit.Strength.SCALE, fewer, perPoint);
        }
        return fitted(fewer, perPoint);
    }

    private Refit kept(Refit.Strength strength, int fewer, double perPoint) {
        return new Refit(
                strength,
                fewer,
                perPoint,
                Double.POSITIVE_INFINITY,
                false,
                terms.stream().map(ScorecardFit::unchanged).toList(),
                List.of(),
                List.of());
    }

    private static Refit.Weight unchanged(Term term) {
        return new Refit.Weight(
                term.measure(),
                term.weight(),
                term.weight(),
                new Interval(term.weight(), term.weight()));
    }

    /**
     * Other weights take the place of the admin's only if they foretell outcomes that they have not
     * seen better than chance explains: the interval of what they gain in log loss lies above 0.
     */
    private Refit fitted(int fewer, double perPoint) {
        double[] kept = losses(KEEP);
        double[] least = kept;
        double best = KEEP;
        var tried = new ArrayList<Refit.Tried>();
        for (double pull : PULLS) {
            double[] losses = losses(pull);
            tried.add(new Refit.Tried(pull, mean(losses)));
            if (mean(losses) < mean(least)) {
                least = losses;
                best = pull;
            }
        }
        tried.add(new Refit.Tried(Double.POSITIVE_INFINITY, mean(kept)));
        boolean renewed = best < KEEP && isBetter(least, kept);
        return new Refit(
                Refit.Strength.WEIGHTS,
                fewer,
                perPoint,
                renewed ? best : Double.POSITIVE_INFINITY,
                unseen.byTime(),
                renewed ? weights(best) : terms.stream().map(ScorecardFit::unchanged).toList(),
                tried,
                foretold(renewed ? best : KEEP));
    }

    private boolean isBetter(double[] losses, double[] kept) {
        List<String> accounts = unseen.foretold().mapToObj(row -> rows.get(row).account()).toList();
        return new Bootstrap(judging.seed(), judging.draws(), accounts)
                        .interval(
                                times -> {
                                    double gain = 0;
                                    for (int i = 0; i < times.length; i++) {
                                        gain += times[i] * (kept[i] - losses[i]);
                                    }
                                    return gain;
                                })
                        .low()
                > 0;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** How much a point of the old score says, in log-odds of staying. */
    private double perPoint(int[] times) {
        return PenalisedLogistic.free(scores, times).weights()[0];
    }

    private Fitted fit(int[] times, double lambda) {
        double perPoint = Math.max(0, perPoint(times));
        double[] prior = new double[terms.size() + 1];
        for (int i = 0; i < terms.size(); i++) {
            prior[i] = perPoint * terms.get(i).weight();
        }
        prior[terms.size()] = perPoint * 100;
        return PenalisedLogistic.towards(examples, times, lambda, prior, true);
    }

    /** New weights with intervals, on the scale of the old: their sum stays. */
    private List<Refit.Weight> weights(double lambda) {
        double[] renewed = inPoints(fit(Bootstrap.once(rows.size()), lambda));
        var drawn = new ArrayList<double[]>();
        new Bootstrap(judging.seed(), judging.draws(), rows.stream().map(Row::account).toList())
                .each(times -> drawn.add(inPoints(fit(times, lambda))));
        var weights = new ArrayList<Refit.Weight>();
        for (int i = 0; i < terms.size(); i++) {
            int term = i;
            double[] values = drawn.stream().mapToDouble(each -> each[term]).sorted().toArray();
            weights.add(
                    new Refit.Weight(
                            terms.get(i).measure(),
                            terms.get(i).weight(),
                            renewed[i],
                            Bootstrap.middle(values)));
        }
        return weights;
    }

    private double[] inPoints(Fitted fitted) {
        double[] weights = Arrays.copyOf(fitted.weights(), terms.size());
        double all = Arrays.stream(weights).sum();
        double old = terms.stream().mapToDouble(Term::weight).sum();
        return Arrays.stream(weights).map(each -> all == 0 ? 0 : each / all * old).toArray();
    }

    /** The log loss of each row that was not learned from, fold by fold. */
    private double[] losses(double lambda) {
        return unseen.folds().stream()
                .flatMapToDouble(
                        fold -> {
                            Fitted fitted = fit(fold.learn(), lambda);
                            return IntStream.of(fold.foretell())
                                    .mapToDouble(
                                            row ->
                                                    loss(
                                                            row,
                                                            fitted.logit(
                                                                    examples.get(row).features())));
                        })
                .toArray();
    }

    private double loss(int row, double logit) {
        return PenalisedLogistic.softplus(rows.get(row).left() ? logit : -logit);
    }

    /**
     * AUCs on rows that were not learned from, and the gain of new weights, each fold's in points
     * as a model would have them. With hundreds of outcomes a challenger stands beside them that
     * nobody could read.
     */
    private List<Figure> foretold(double lambda) {
        int[] places = unseen.foretold().toArray();
        List<Ranking.Row> old = ranked(places, row -> rows.get(row).score());
        var before = new Ranking(old);
        var figures = new ArrayList<Figure>();
        figures.add(figure("auc_old", before::auc, old));
        Ranking after = before;
        if (lambda < KEEP) {
            after = new Ranking(renewed(lambda));
            Ranking now = after;
            figures.add(figure("auc_new", now::auc, old));
            figures.add(figure("auc_gain", times -> now.auc(times) - before.auc(times), old));
        }
        int left = (int) rows.stream().filter(Row::left).count();
        if (Math.min(left, rows.size() - left) >= Refit.Strength.FEWEST_FOR_CHALLENGER) {
            Ranking own = after;
            var challenger = new Ranking(challenging());
            figures.add(figure("auc_challenger", challenger::auc, old));
            figures.add(
                    figure(
                            "auc_challenger_gain",
                            times -> challenger.auc(times) - own.auc(times),
                            old));
        }
        return figures;
    }

    /** Fits of different folds lie on different scales; in points they compare. */
    private List<Ranking.Row> renewed(double lambda) {
        var renewed = new ArrayList<Ranking.Row>();
        for (CrossValidation.Fold fold : unseen.folds()) {
            double[] weights = inPoints(fit(fold.learn(), lambda));
            renewed.addAll(
                    ranked(
                            fold.foretell(),
                            row -> {
                                double score = rows.get(row).fixed();
                                for (int i = 0; i < weights.length; i++) {
                                    score += weights[i] * examples.get(row).features()[i];
                                }
                                return score;
                            }));
        }
        return renewed;
    }

    private List<Ranking.Row> ranked(int[] places, IntToDoubleFunction health) {
        return IntStream.of(places)
                .mapToObj(row -> ranked(row, health.applyAsDouble(row)))
                .toList();
    }

    private Ranking.Row ranked(int row, double health) {
        return new Ranking.Row(rows.get(row).account(), health, rows.get(row).left());
    }

    /**
     * The rows of all folds, ranked by boosted trees. There are as many as foretell best here: that
     * flatters them a little, and they are an upper bound.
     */
    private List<Ranking.Row> challenging() {
        List<CrossValidation.Fold> folds = unseen.folds();
        int most = TREES[TREES.length - 1];
        List<MonotoneTrees> trees =
                folds.stream()
                        .map(fold -> MonotoneTrees.fit(examples, fold.learn(), most))
                        .toList();
        int best = most;
        double least = Double.POSITIVE_INFINITY;
        for (int some : TREES) {
            double loss = 0;
            for (int i = 0; i < folds.size(); i++) {
                for (int row : folds.get(i).foretell()) {
                    loss += loss(row, trees.get(i).logit(examples.get(row).features(), some));
                }
            }
            best = loss < least ? some : best;
            least = Math.min(loss, least);
        }
        var ranked = new ArrayList<Ranking.Row>();
        for (int i = 0; i < folds.size(); i++) {
            for (int row : folds.get(i).foretell()) {
                ranked.add(ranked(row, trees.get(i).logit(examples.get(row).features(), best)));
            }
        }
        return ranked;
    }

    private Figure figure(String name, Statistic statistic, List<Ranking.Row> ranked) {
        var bootstrap =
                new Bootstrap(
                        judging.seed(),
                        judging.draws(),
                        ranked.stream().map(Ranking.Row::account).toList());
        int left = (int) ranked.stream().filter(Ranking.Row::left).count();
        return new Figure(
                name,
                statistic.of(Bootstrap.once(ranked.size())),
                bootstrap.interval(statistic),
                ranked.size(),
                left);
    }

    /**
     * What a score in points means, by outcomes: the log-odds of leaving at 0 and a point.
     *
     * @param scores of each row, 0..100
     */
    public static Meaning meaning(List<Double> scores, List<Boolean> left) {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < scores.size(); i++) {
            examples.add(new Example(new double[] {scores.get(i)}, !left.get(i)));
        }
        Fitted staying = PenalisedLogistic.free(examples, Bootstrap.once(examples.size()));
        return new Meaning(-staying.intercept(), -staying.weights()[0]);
    }

    /**
     * Log-odds of leaving.
     *
     * @param slope a point; more than 0 where whoever left had the better scores
     */
    public record Meaning(double intercept, double slope) {}
}
