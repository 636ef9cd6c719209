package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Wording;
import dev.baton.mappings.yaml.Problems;
import java.util.List;

/** Curves that tell nothing, weights that move nothing, and what runs the wrong way. */
final class ScoreLint {
    /** Less than half a point is not seen in the whole numbers that the CRM shows. */
    private static final double SEEN = 0.5;

    private static final double ROUNDING = 1e-9;

    private final Places places;
    private final Problems.InFile problems;

    ScoreLint(Places places, Problems.InFile problems) {
        this.places = places;
        this.problems = problems;
    }

    void look(ScoredMeasure scored) {
        boolean moves = true;
        for (Curve curve : Cases.curves(scored)) {
            moves &= moves(scored, curve);
        }
        if (moves) {
            weight(scored);
            references(scored);
        }
        directions(scored);
        if (Domain.of(scored.terms().applies()).isEmpty()) {
            warn(scored, "speaks of nobody: whom it applies to contradicts itself", "mend applies");
        }
    }

    private void warn(ScoredMeasure scored, String what, String fix) {
        String name = scored.measure().name();
        problems.warning(places.of("measures", name), name + " " + what, fix);
    }

    private boolean moves(ScoredMeasure scored, Curve curve) {
        double first = curve.points().getFirst().y();
        double last = curve.points().getLast().y();
        if (first == last) {
            warn(
                    scored,
                    "has a level curve and never moves the score",
                    "let its curve rise or fall, or remove its score");
            return false;
        }
        Reach reach = Reach.of(scored);
        List<Double> worths = reach.worths(curve);
        double least = Math.min(worths.getFirst(), worths.getLast());
        double most = Math.max(worths.getFirst(), worths.getLast());
        if (most - least < ROUNDING) {
            warn(
                    scored,
                    "is worth the same whatever it comes to: its values lie " + words(reach),
                    "let its curve rise or fall there");
            return false;
        }
        if (most < Math.max(first, last) - ROUNDING || least > Math.min(first, last) + ROUNDING) {
            warn(
                    scored,
                    "never comes to an end of its curve: its values lie " + words(reach),
                    "let its curve end there");
        }
        return true;
    }

    private static String words(Reach reach) {
        return "between "
                + Wording.number(reach.least())
                + " and "
                + (Double.isInfinite(reach.most()) ? "any" : Wording.number(reach.most()));
    }

    private void weight(ScoredMeasure scored) {
        double moved = Reach.best(scored) - Reach.worst(scored);
        if (moved < SEEN) {
            warn(
                    scored,
                    "moves no score by more than " + Wording.number(moved) + " points",
                    "give it a weight that is seen, or remove its score");
        }
    }

    /** What is usual can be come to, or else everybody gains by it, or loses. */
    private void references(ScoredMeasure scored) {
        for (Curve curve : Cases.curves(scored)) {
            double first = curve.points().getFirst().y();
            double last = curve.points().getLast().y();
            for (double reference : Cases.references(scored)) {
                if (reference > Math.max(first, last) || reference < Math.min(first, last)) {
                    warn(
                            scored,
                            "has a reference of "
                                    + Wording.number(reference)
                                    + ", which its curve is never worth",
                            "take a reference from "
                                    + Wording.number(Math.min(first, last))
                                    + " to "
                                    + Wording.number(Math.max(first, last)));
                    return;
                }
            }
        }
    }

    private void directions(ScoredMeasure scored) {
        List<Boolean> rising = Cases.curves(scored).stream().map(ScoreLint::rises).toList();
        if (rising.contains(true) && rising.contains(false)) {
            warn(
                    scored,
                    "is good in one segment and bad in another",
                    "let its curves go one way, or make two measures of it");
            return;
        }
        String better = places.word("measures", scored.measure().name(), "better");
        if (better != null && better.equals("more") != rising.getFirst()) {
            warn(
                    scored,
                    "has a curve that "
                            + (rising.getFirst() ? "rises" : "falls")
                            + ", but "
                            + better
                            + " of it is better",
                    "turn its curve round");
        }
    }

    static boolean rises(Curve curve) {
        return curve.points().getFirst().y() <= curve.points().getLast().y();
    }
}
