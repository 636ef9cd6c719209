package dev.baton.simulation;

import java.util.List;
import java.util.stream.Collectors;

/** What a person needs to know of a history in which an invariant did not hold. */
record Failure(long seed, Violation violation, List<Integer> kept, List<Step> steps) {

    static Failure of(Simulation simulation, long seed, Violation violation) {
        List<Integer> kept = Shrinking.shrink(simulation, seed, violation.invariant());
        return new Failure(seed, violation, kept, Schedule.of(seed).only(kept).steps());
    }

    /** The command that plays exactly this again, with its trace. */
    String command() {
        return "java -jar sync/simulation/target/baton-simulation.jar replay --seed "
                + seed
                + " --keep "
                + (kept.isEmpty()
                        ? "none"
                        : kept.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    @Override
    public String toString() {
        return "seed "
                + seed
                + ": "
                + violation.getMessage()
                + "\n  needs "
                + steps
                + "\n  replay: "
                + command();
    }
}
