package dev.baton.core.health;

import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import java.util.ArrayList;
import java.util.List;

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
 */
public record HealthModel(
        String version,
        double base,
        List<ScoredMeasure> scored,
        List<Measure> told,
        Bands bands,
        double coverageFloor,
        TrendRule trend,
        List<Segment> segments) {

    public HealthModel {
        scored = List.copyOf(scored);
        told = List.copyOf(told);
        segments = List.copyOf(segments);
    }

    /** Every measure, those that count first. */
    public List<Measure> measures() {
        var all = new ArrayList<Measure>();
        scored.forEach(each -> all.add(each.measure()));
        all.addAll(told);
        return all;
    }

    /**
     * From which score on a band begins.
     *
     * @param green above {@code yellow}
     * @param yellow above 0; below it is red
     */
    public record Bands(double green, double yellow) {
        Band of(Points score) {
            double points = score.toDecimal().doubleValue();
            return points >= green ? Band.GREEN : points >= yellow ? Band.YELLOW : Band.RED;
        }
    }

    /**
     * When a change is worth an arrow.
     *
     * @param days how far back to look, more than 0
     * @param threshold points up or down, more than 0
     */
    public record TrendRule(double days, double threshold) {}

    /**
     * Accounts of a kind.
     *
     * @param who a predicate over the account record
     * @param base the score of a usual account of this kind, 0..100
     */
    public record Segment(String name, Predicate who, double base) {}
}
