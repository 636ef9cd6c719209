package dev.baton.core.health;

import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What measures are worth. Everything in it is a constant of its version, so no account moves
 * another.
 *
 * @param version shown wherever a score is; at most 40 characters
 * @param base the score of an account whose every measure is usual, 0..100
 * @param scored those that count, in the order of the file
 * @param told those that are only told
 * @param coverageFloor 0..1; below it the band is Unknown and there is no score
 * @param segments the first that fits an account sets its base
 * @param rules what it says of accounts rather than of measures
 */
public record HealthModel(
        String version,
        double base,
        List<ScoredMeasure> scored,
        List<Measure> told,
        Bands bands,
        double coverageFloor,
        TrendRule trend,
        List<Segment> segments,
        Rules rules) {

    /** Without rules. */
    public HealthModel(
            String version,
            double base,
            List<ScoredMeasure> scored,
            List<Measure> told,
            Bands bands,
            double coverageFloor,
            TrendRule trend,
            List<Segment> segments) {
        this(version, base, scored, told, bands, coverageFloor, trend, segments, Rules.NONE);
    }

    public HealthModel {
        scored = List.copyOf(scored);
        told = List.copyOf(told);
        segments = List.copyOf(segments);
        requireScore(base);
        if (!(coverageFloor >= 0 && coverageFloor <= 1)) {
            throw new IllegalArgumentException("a coverage floor lies between 0 and 1");
        }
        var names = new TreeSet<String>();
        for (Measure measure : measures(scored, told)) {
            if (!names.add(measure.name())) {
                throw new IllegalArgumentException("two measures named " + measure.name());
            }
        }
        requireGroups(scored, rules);
    }

    private static void requireGroups(List<ScoredMeasure> scored, Rules rules) {
        for (ScoredMeasure each : scored) {
            Terms.Share share = each.terms().share();
            if (share != null
                    && rules.groups().stream().noneMatch(g -> g.name().equals(share.group()))) {
                throw new IllegalArgumentException("no group " + share.group());
            }
        }
    }

    private static void requireScore(double points) {
        if (!(points >= 0 && points <= 100)) {
            throw new IllegalArgumentException("a base lies between 0 and 100");
        }
    }

    /**
     * A group of measures.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    Group group(String name) {
        return rules.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group " + name));
    }

    /** Everything that sorts accounts: segments, whom measures speak of, knock-outs, ends. */
    public List<Criterion> criteria() {
        var criteria = new ArrayList<Criterion>();
        rules.dimensions().stream()
                .flatMap(dimension -> dimension.segments().stream())
                .forEach(segment -> criteria.add(segment.who()));
        segments.forEach(segment -> criteria.add(segment.who()));
        scored.forEach(each -> criteria.add(each.terms().applies()));
        rules.knockOuts().forEach(each -> criteria.add(each.when()));
        rules.terminal().forEach(each -> criteria.add(each.who()));
        return criteria;
    }

    /** Every measure, those that count first. */
    public List<Measure> measures() {
        return measures(scored, told);
    }

    private static List<Measure> measures(List<ScoredMeasure> scored, List<Measure> told) {
        var all = new ArrayList<Measure>();
        scored.forEach(each -> all.add(each.measure()));
        all.addAll(told);
        return all;
    }

    /**
     * From which score on a band begins, and from which on it is left.
     *
     * @param green above {@code yellow}, at most 100
     * @param yellow above 0; below it is red
     * @param leaveRed who was red is so below it: from {@code yellow} to {@code green}
     * @param leaveGreen who was green is so from it on: from {@code yellow} to {@code green}
     */
    public record Bands(double green, double yellow, double leaveRed, double leaveGreen) {
        public Bands {
            if (!(yellow > 0 && green > yellow && green <= 100)) {
                throw new IllegalArgumentException("bands begin at 0 < yellow < green <= 100");
            }
            if (!(leaveRed >= yellow && leaveRed <= green)
                    || !(leaveGreen >= yellow && leaveGreen <= green)) {
                throw new IllegalArgumentException("a band is left between yellow and green");
            }
        }

        /** Left where the next begins. */
        public Bands(double green, double yellow) {
            this(green, yellow, yellow, green);
        }

        /** Whether the band before matters. */
        public boolean areHeld() {
            return leaveRed > yellow || leaveGreen < green;
        }

        /** The band of a score alone. */
        public Band of(Points score) {
            return of(score, null);
        }

        /**
         * The band of a score. Given its own answer as the band before it gives the same again.
         *
         * @param before the band last told, null where there is none
         */
        public Band of(Points score, @Nullable Band before) {
            double points = score.toDecimal().doubleValue();
            if (before == Band.RED && points < leaveRed) {
                return Band.RED;
            }
            if (before == Band.GREEN && points >= leaveGreen) {
                return Band.GREEN;
            }
            return points >= green ? Band.GREEN : points >= yellow ? Band.YELLOW : Band.RED;
        }
    }

    /**
     * When a change is worth an arrow.
     *
     * @param days how far back to look, more than 0, at most {@link Comparison#MOST_DAYS}
     * @param threshold points up or down, more than 0
     * @param instants how many, evenly over the days, 2 to {@link #MOST_INSTANTS}; with 2 the ends
     *     are compared, with more the slope through all of them counts
     * @param noise how many times the points' usual distance from the slope a change must exceed, 0
     *     or more
     */
    public record TrendRule(double days, double threshold, int instants, double noise) {
        /** Each costs a computation of all measures. */
        public static final int MOST_INSTANTS = 25;

        public TrendRule {
            if (!(days > 0 && days <= Comparison.MOST_DAYS) || !(threshold > 0)) {
                throw new IllegalArgumentException("a trend looks back, and has a threshold");
            }
            if (instants < 2 || instants > MOST_INSTANTS || !(noise >= 0)) {
                throw new IllegalArgumentException("a trend goes through some instants");
            }
        }

        /** By its ends. */
        public TrendRule(double days, double threshold) {
            this(days, threshold, 2, 0);
        }
    }

    /**
     * Accounts of a kind.
     *
     * @param who belongs to it
     * @param base the score of a usual account of this kind, 0..100
     * @param tooEarly whether it is too early to judge them: they have no score
     */
    public record Segment(String name, Criterion who, double base, boolean tooEarly) {
        public Segment {
            requireScore(base);
        }

        /** By what stands on the account. */
        public Segment(String name, Predicate who, double base) {
            this(name, new Criterion.Account(who), base, false);
        }
    }
}
