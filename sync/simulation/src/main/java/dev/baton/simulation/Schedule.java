package dev.baton.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** All that happens in one simulation, in order; a pure function of its seed. */
record Schedule(List<Step> steps) {
    /** Cycles before the world heals. */
    static final int CYCLES = 6;

    private static final int BOUNDARIES = 96;

    Schedule {
        steps =
                steps.stream()
                        .sorted(
                                Comparator.comparingInt(Step::cycle)
                                        .thenComparingInt(Step::boundary))
                        .toList();
    }

    static Schedule of(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        // A calm world now and then, so that not every history drowns in noise.
        int events = 4 + random.nextInt(24);
        int faults = random.nextInt(4) == 0 ? 0 : random.nextInt(9);
        int crashes = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        var steps = new ArrayList<Step>();
        add(Kind.Role.EVENT, events, random, steps);
        add(Kind.Role.FAULT, faults, random, steps);
        add(Kind.Role.CRASH, crashes, random, steps);
        add(Kind.Role.STOP, stops(seed), new Random(seed * 0x9E3779B97F4A7C15L + 4), steps);
        return new Schedule(steps);
    }

    /** In one history of four. */
    private static int stops(long seed) {
        return Math.floorMod(seed, 4) == 0 ? 2 : 0;
    }

    /**
     * Whether change events wake the cycles of a history, so that they look at no more accounts
     * than they must: in one of five.
     */
    static boolean isAwake(long seed) {
        return Math.floorMod(seed, 5) == 4;
    }

    private static void add(Kind.Role role, int count, Random random, List<Step> steps) {
        List<Kind> kinds =
                List.of(Kind.values()).stream().filter(kind -> kind.role() == role).toList();
        for (int i = 0; i < count; i++) {
            steps.add(
                    new Step(
                            random.nextInt(CYCLES),
                            random.nextInt(BOUNDARIES),
                            kinds.get(random.nextInt(kinds.size())),
                            random.nextInt(1 << 20)));
        }
    }

    /** These places alone. */
    Schedule only(List<Integer> places) {
        return new Schedule(places.stream().map(steps::get).toList());
    }

    List<Step> in(int cycle) {
        return steps.stream().filter(step -> step.cycle() == cycle).toList();
    }
}
