package dev.baton.backtest;

import dev.baton.backtest.PenalisedLogistic.Example;
import dev.baton.backtest.PenalisedLogistic.Fitted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
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

    private static final int FOLDS = 5;

    /** How long an outcome takes to be known. */
    private static final int HORIZON_DAYS = 90;

    private final List<Term> terms;
    private final List<Row> rows;
    private final Judging judging;
    private final List<Example> scores;
    private final List<Example> examples;
    private boolean byTime;

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

    private Refit fitted(int fewer, double perPoint) {
        List<Fold> folds = folds();
        var tried = new ArrayList<Refit.Tried>();
        double best = KEEP;
        double least = loss(folds, KEEP);
        tried.add(new Refit.Tried(Double.POSITIVE_INFINITY, least));
        for (int i = PULLS.length - 1; i >= 0; i--) {
            double loss = loss(folds, PULLS[i]);
            tried.add(new Refit.Tried(PULLS[i], loss));
            if (loss < least) {
                least = loss;
                best = PULLS[i];
            }
        }
        Collections.reverse(tried);
        if (best == KEEP) {
            Refit kept = kept(Refit.Strength.WEIGHTS, fewer, perPoint);
            return new Refit(
                    kept.strength(),
                    fewer,
                    perPoint,
                    kept.lambda(),
                    byTime,
                    kept.weights(),
                    tried,
                    foretold(folds, KEEP));
        }
        return new Refit(
                Refit.Strength.WEIGHTS,
                fewer,
                perPoint,
                best,
                byTime,
                weights(best),
                tried,
                foretold(folds, best));
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

    /**
     * Rows to learn from and rows to foretell.
     *
     * @param learn how often each row counts when learning
     * @param foretell places of the others
     */
    private record Fold(int[] learn, int[] foretell) {}

    /**
     * Each day is foretold from those that lie a quarter and more before it, for until then their
     * outcomes were not known. Where there are none, accounts from other accounts.
     */
    private List<Fold> folds() {
        var folds = new ArrayList<Fold>();
        for (LocalDate day : new TreeSet<>(rows.stream().map(Row::asOf).toList())) {
            LocalDate known = day.minusDays(HORIZON_DAYS);
            add(folds, row -> !row.asOf().isAfter(known), row -> row.asOf().equals(day));
        }
        byTime = !folds.isEmpty();
        return byTime ? folds : byAccount();
    }

    private List<Fold> byAccount() {
        var folds = new ArrayList<Fold>();
        List<String> accounts = rows.stream().map(Row::account).sorted().distinct().toList();
        for (int own = 0; own < FOLDS; own++) {
            var mine = new TreeSet<String>();
            for (int place = own; place < accounts.size(); place += FOLDS) {
                mine.add(accounts.get(place));
            }
            add(folds, row -> !mine.contains(row.account()), row -> mine.contains(row.account()));
        }
        return folds;
    }

    /** A fold needs both outcomes to learn from. */
    private void add(
            List<Fold> folds,
            java.util.function.Predicate<Row> learn,
            java.util.function.Predicate<Row> foretell) {
        int[] times = rows.stream().mapToInt(row -> learn.test(row) ? 1 : 0).toArray();
        int[] others =
                IntStream.range(0, rows.size()).filter(i -> foretell.test(rows.get(i))).toArray();
        boolean left = false;
        boolean stayed = false;
        for (int i = 0; i < times.length; i++) {
            left |= times[i] > 0 && rows.get(i).left();
            stayed |= times[i] > 0 && !rows.get(i).left();
        }
        if (left && stayed && others.length > 0) {
            folds.add(new Fold(times, others));
        }
    }

    /** Mean log loss on rows that were not learned from. */
    private double loss(List<Fold> folds, double lambda) {
        double loss = 0;
        int n = 0;
        for (Fold fold : folds) {
            Fitted fitted = fit(fold.learn(), lambda);
            for (int i : fold.foretell()) {
                double logit = fitted.logit(examples.get(i).features());
                loss += PenalisedLogistic.softplus(rows.get(i).left() ? logit : -logit);
                n++;
            }
        }
        return loss / n;
    }

    /** AUCs on rows that were not learned from, and the gain of the new weights. */
    private List<Figure> foretold(List<Fold> folds, double lambda) {
        var old = new ArrayList<Ranking.Row>();
        var renewed = new ArrayList<Ranking.Row>();
        for (Fold fold : folds) {
            Fitted fitted = fit(fold.learn(), lambda);
            for (int i : fold.foretell()) {
                Row row = rows.get(i);
                old.add(new Ranking.Row(row.account(), row.score(), row.left()));
                renewed.add(
                        new Ranking.Row(
                                row.account(),
                                fitted.logit(examples.get(i).features()),
                                row.left()));
            }
        }
        var before = new Ranking(old);
        var after = new Ranking(renewed);
        var bootstrap =
                new Bootstrap(
                        judging.seed(),
                        judging.draws(),
                        old.stream().map(Ranking.Row::account).toList());
        int left = (int) old.stream().filter(Ranking.Row::left).count();
        return List.of(
                figure("auc_old", before::auc, bootstrap, old.size(), left),
                figure("auc_new", after::auc, bootstrap, old.size(), left),
                figure(
                        "auc_gain",
                        times -> after.auc(times) - before.auc(times),
                        bootstrap,
                        old.size(),
                        left));
    }

    private static Figure figure(
            String name, Statistic statistic, Bootstrap bootstrap, int n, int left) {
        return new Figure(
                name, statistic.of(Bootstrap.once(n)), bootstrap.interval(statistic), n, left);
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
