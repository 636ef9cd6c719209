package dev.baton.core.health;

/**
 * Measures that speak of one thing and share one weight, so that ten measures of use do not count
 * ten times.
 *
 * @param name unique in a model
 * @param label how people call it: "Product use"
 * @param weight points between the worst and the best that its measures can say together, more than
 *     0, at most {@link ScoredMeasure#MOST_POINTS}
 * @param weights where it has another weight
 */
public record Group(String name, String label, double weight, BySegment<Double> weights) {
    public Group {
        ScoredMeasure.requireWeight(weight);
        weights.cells().forEach(cell -> ScoredMeasure.requireWeight(cell.value()));
    }

    double weight(Profile account) {
        return weights.of(account).orElse(weight);
    }
}
