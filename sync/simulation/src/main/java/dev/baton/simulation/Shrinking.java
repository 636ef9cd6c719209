package dev.baton.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves out of a failing history all that it fails without. */
final class Shrinking {
    /** Histories played at most. */
    private static final int EFFORT = 120;

    private Shrinking() {}

    /**
     * The places of the steps that are needed, in the seed's own schedule.
     *
     * @param simulation that fails with all of them
     */
    static List<Integer> shrink(Simulation simulation, long seed, String invariant) {
        Schedule whole = Schedule.of(seed);
        List<Integer> kept = IntStream.range(0, whole.steps().size()).boxed().toList();
        int left = EFFORT;
        for (int at = kept.size() - 1; at >= 0 && left > 0; at--, left--) {
            var fewer = new ArrayList<>(kept.subList(0, at));
            fewer.addAll(kept.subList(at + 1, kept.size()));
            Violation violation = simulation.run(seed, whole.only(fewer)).violation();
            if (violation != null && violation.invariant().equals(invariant)) {
                kept = List.copyOf(fewer);
            }
        }
        return kept;
    }
}
