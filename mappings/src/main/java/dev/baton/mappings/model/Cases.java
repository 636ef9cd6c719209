package dev.baton.mappings.model;

import dev.baton.core.health.BySegment;
import dev.baton.core.health.Curve;
import dev.baton.core.health.ScoredMeasure;
import java.util.ArrayList;
import java.util.List;

/** Everything that a measure can be worth in one segment or another, the usual first. */
final class Cases {
    private Cases() {}

    static List<Curve> curves(ScoredMeasure scored) {
        return all(scored.curve(), scored.terms().curves());
    }

    static List<Double> weights(ScoredMeasure scored) {
        return all(scored.weight(), scored.terms().weights());
    }

    static List<Double> references(ScoredMeasure scored) {
        return all(scored.reference(), scored.terms().references());
    }

    private static <T> List<T> all(T usual, BySegment<T> exceptions) {
        var all = new ArrayList<T>(List.of(usual));
        exceptions.cells().forEach(cell -> all.add(cell.value()));
        return all;
    }
}
