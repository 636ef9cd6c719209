package dev.baton.core.play;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Line;
import dev.baton.core.health.Trend;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Predicate.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What must be so for a play to act. Three-valued like {@link Predicate}: what nobody can tell
 * neither opens a task nor closes one.
 */
public sealed interface Cause {

    Answer holds(Situation situation);

    /** The measures it looks at, in the order they are named. */
    List<String> measures();

    /** Every part holds. */
    record All(List<Cause> parts) implements Cause {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Answer holds(Situation situation) {
            return parts.stream()
                    .map(part -> part.holds(situation))
                    .reduce(Answer.YES, Answer::and);
        }

        @Override
        public List<String> measures() {
            return parts.stream().flatMap(part -> part.measures().stream()).distinct().toList();
        }
    }

    /** At least one part holds. */
    record Any(List<Cause> parts) implements Cause {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Answer holds(Situation situation) {
            return parts.stream()
                    .map(part -> part.holds(situation).not())
                    .reduce(Answer.YES, Answer::and)
                    .not();
        }

        @Override
        public List<String> measures() {
            return parts.stream().flatMap(part -> part.measures().stream()).distinct().toList();
        }
    }

    record Not(Cause part) implements Cause {
        @Override
        public Answer holds(Situation situation) {
            return part.holds(situation).not();
        }

        @Override
        public List<String> measures() {
            return part.measures();
        }
    }

    /** The band is one of these; an unknown band cannot be told, unless it is asked for. */
    record InBand(List<Band> bands) implements Cause {
        public InBand {
            bands = List.copyOf(bands);
        }

        @Override
        public Answer holds(Situation situation) {
            Band band = situation.assessment().band();
            return band == Band.UNKNOWN && !bands.contains(band)
                    ? Answer.UNKNOWN
                    : Answer.of(bands.contains(band));
        }

        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** The trend is one of these; an unknown trend cannot be told, unless it is asked for. */
    record InTrend(List<Trend> trends) implements Cause {
        public InTrend {
            trends = List.copyOf(trends);
        }

        @Override
        public Answer holds(Situation situation) {
            Trend trend = situation.assessment().trend();
            return trend == Trend.UNKNOWN && !trends.contains(trend)
                    ? Answer.UNKNOWN
                    : Answer.of(trends.contains(trend));
        }

        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** The score compares so with a number of points. */
    record ScoreIs(Comparator comparator, double points) implements Cause {
        @Override
        public Answer holds(Situation situation) {
            var score = situation.assessment().score();
            return score == null
                    ? Answer.UNKNOWN
                    : compared(score.toDecimal().doubleValue(), comparator, points);
        }

        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    /** A measure's value compares so with a number, in the measure's unit. */
    record MeasureIs(String measure, Comparator comparator, double value) implements Cause {
        @Override
        public Answer holds(Situation situation) {
            return switch (situation.assessment().measured().get(measure)) {
                case Measured.Known known -> compared(known.value(), comparator, value);
                case Measured.Missing missing -> Answer.UNKNOWN;
                case null -> throw new IllegalArgumentException("no measure " + measure);
            };
        }

        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /** What a measure adds to the score or takes from it compares so with a number of points. */
    record PointsAre(String measure, Comparator comparator, double points) implements Cause {
        @Override
        public Answer holds(Situation situation) {
            return line(situation.assessment())
                    .map(line -> line.points().toDecimal().doubleValue())
                    .map(is -> compared(is, comparator, points))
                    .orElse(Answer.UNKNOWN);
        }

        private Optional<Line.Counted> line(Assessment assessment) {
            return assessment.lines().stream()
                    .filter(Line.Counted.class::isInstance)
                    .map(Line.Counted.class::cast)
                    .filter(line -> line.scored().measure().name().equals(measure))
                    .findFirst();
        }

        @Override
        public List<String> measures() {
            return List.of(measure);
        }
    }

    /** The account itself is so. */
    record AccountIs(Predicate who) implements Cause {
        @Override
        public Answer holds(Situation situation) {
            return situation.seen().map(who::test).orElse(Answer.UNKNOWN);
        }

        @Override
        public List<String> measures() {
            return List.of();
        }
    }

    private static Answer compared(double is, Comparator comparator, double constant) {
        return Answer.of(comparator.holds(Double.compare(is, constant)));
    }
}
