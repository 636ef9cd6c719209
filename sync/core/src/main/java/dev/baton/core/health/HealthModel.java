package dev.baton.core.health;

import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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

    /** Everything that sorts accounts: segments of all dimensions, and whom measures speak of. */
    public List<Criterion> criteria() {
        var criteria = new ArrayList<Criterion>();
        rules.dimensions().stream()
                .flatMap(dimension -> dimension.segments().stream())
                .forEach(segment -> criteria.add(segment.who()));
        segments.forEach(segment -> criteria.add(segment.who()));
        scored.forEach(each -> criteria.add(each.terms().applies()));
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
     * From which score on a band begins.
     *
     * @param green above {@code yellow}, at most 100
     * @param yellow above 0; below it is red
     */
    public record Bands(double green, double yellow) {
        public Bands {
            if (!(yellow > 0 && green > yellow && green <= 100)) {
                throw new IllegalArgumentException("bands begin at 0 < yellow < green <= 100");
            }
        }

        Band of(Points score) {
            double points = score.toDecimal().doubleValue();
            return points >= green ? Band.GREEN : points >= yellow ? Band.YELLOW : Band.RED;
        }
    }

    /**
     * When a change is worth an arrow.
     *
     * @param days how far back to look, more than 0, at most {@link Comparison#MOST_DAYS}
     * @param threshold points up or down, more than 0
     */
    public record TrendRule(double days, double threshold) {
        public TrendRule {
            if (!(days > 0 && days <= Comparison.MOST_DAYS) || !(threshold > 0)) {
                throw new IllegalArgumentException("a trend looks back, and has a threshold");
            }
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
