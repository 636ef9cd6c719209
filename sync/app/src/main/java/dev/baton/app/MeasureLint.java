package dev.baton.app;

import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.RankCorrelation;
import dev.baton.engine.Review;
import dev.baton.port.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the accounts of the last run say of measures: those that go together count the same twice,
 * whatever records they are made of, and one that nobody has counts nothing.
 */
final class MeasureLint {
    /** Together in nearly all accounts; customers that are well are so in many ways, and at 0.8. */
    private static final double TOGETHER = 0.95;

    /** Fewer go together by chance. */
    private static final int FEWEST = 30;

    /** More would tell no more. */
    private static final int MOST = 10_000;

    private final String file;
    private final List<ScoredMeasure> scored;
    private final List<double[]> accounts = new ArrayList<>();

    private MeasureLint(String file, List<ScoredMeasure> scored) {
        this.file = file;
        this.scored = scored;
    }

    /** Of the measures that the last run computed as this model does. */
    static List<Finding> of(List<ScoredMeasure> model, Review review) {
        List<Measure> computed = review.judging().measures();
        var lint =
                new MeasureLint(
                        review.score() == Score.HEALTH ? "model.yaml" : "expansion.yaml",
                        model.stream().filter(each -> computed.contains(each.measure())).toList());
        review.each(lint::add);
        return lint.findings();
    }

    private void add(Review.Assessed assessed) {
        if (accounts.size() < MOST) {
            var values = new double[scored.size()];
            for (int i = 0; i < values.length; i++) {
                String name = scored.get(i).measure().name();
                values[i] =
                        assessed.assessment().measured().get(name) instanceof Measured.Known known
                                ? known.value()
                                : Double.NaN;
            }
            accounts.add(values);
        }
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (int right = 0; right < scored.size(); right++) {
            lookForAnybody(right, findings);
            for (int left = 0; left < right; left++) {
                if (!isShared(scored.get(left), scored.get(right))) {
                    look(left, right, findings);
                }
            }
        }
        return findings;
    }

    /** A misspelt metric, or a source that tells nothing: no account has a value, nor can have. */
    private void lookForAnybody(int measure, List<Finding> findings) {
        if (!accounts.isEmpty()
                && accounts.stream().allMatch(each -> Double.isNaN(each[measure]))) {
            String name = scored.get(measure).measure().name();
            findings.add(
                    Finding.warning(
                            file,
                            name + " is known of none of " + accounts.size() + " accounts",
                            "look at its filter and its source: `baton measures --account NAME`"
                                    + " tells why it is missing"));
        }
    }

    /** A group's measures share its weight: there nothing counts twice. */
    private static boolean isShared(ScoredMeasure left, ScoredMeasure right) {
        Terms.Share share = left.terms().share();
        Terms.Share other = right.terms().share();
        return share != null && other != null && share.group().equals(other.group());
    }

    private void look(int left, int right, List<Finding> findings) {
        List<double[]> known =
                accounts.stream()
                        .filter(each -> !Double.isNaN(each[left]) && !Double.isNaN(each[right]))
                        .toList();
        double together =
                RankCorrelation.of(
                        known.stream().mapToDouble(each -> each[left]).toArray(),
                        known.stream().mapToDouble(each -> each[right]).toArray());
        if (known.size() >= FEWEST && Math.abs(together) >= TOGETHER) {
            findings.add(
                    Finding.warning(
                            file,
                            String.format(
                                    Locale.ROOT,
                                    "%s and %s go together over %d accounts (rank correlation %.2f)",
                                    scored.get(left).measure().name(),
                                    scored.get(right).measure().name(),
                                    known.size(),
                                    together),
                            "keep one of the two, or let them share a group"));
        }
    }
}
