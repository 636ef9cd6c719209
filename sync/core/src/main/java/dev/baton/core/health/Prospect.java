package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import java.util.Comparator;
import java.util.List;

/**
 * What would raise a score.
 *
 * @param line as it is
 * @param target the value nearest to the present one that earns as much as any
 * @param gain what reaching it adds to the score, more than 0
 */
public record Prospect(Line.Counted line, double target, Points gain) {

    /**
     * Every measure that could be better, the most points first, then in the order of the model.
     * Not those that are missing: nobody knows what they would say. None while a knock-out holds
     * the score down: only its end would raise it.
     */
    public static List<Prospect> of(Assessment assessment) {
        Points score = assessment.score();
        if (score == null) {
            return List.of();
        }
        Points most = ceiling(assessment).minus(score);
        return assessment.lines().stream()
                .filter(Line.Counted.class::isInstance)
                .map(line -> of((Line.Counted) line, most))
                .filter(prospect -> prospect.gain().tenths() > 0)
                .sorted(Comparator.comparing(Prospect::gain).reversed())
                .toList();
    }

    private static Points ceiling(Assessment assessment) {
        return assessment.lines().stream()
                .filter(Line.KnockedOut.class::isInstance)
                .map(line -> Points.of(((Line.KnockedOut) line).knockOut().cap()))
                .min(Comparator.naturalOrder())
                .orElse(Scorecard.MOST);
    }

    private static Prospect of(Line.Counted line, Points most) {
        ScoredMeasure scored = line.scored();
        double target = target(scored.curve(), line.known());
        Points gain = scored.points(target).minus(line.points());
        return new Prospect(line, target, gain.compareTo(most) > 0 ? most : gain);
    }

    private static double target(Curve curve, Measured.Known known) {
        double best = curve.points().stream().mapToDouble(Curve.Point::y).max().orElseThrow();
        return curve.points().stream()
                .filter(point -> point.y() == best)
                .mapToDouble(Curve.Point::x)
                .boxed()
                .min(Comparator.comparingDouble(x -> Math.abs(x - known.value())))
                .orElseThrow();
    }
}
