package dev.baton.simulation;

import dev.baton.simulation.store.MemoryStateStore;
import java.nio.file.Path;

public class Try {
    public static void main(String[] a) {
        var m = SimulationMappings.load(Path.of(a[0]));
        long from = Long.parseLong(a[1]), to = Long.parseLong(a[2]);
        var sim = new Simulation(m, MemoryStateStore::new, Bug.NONE);
        long t = System.nanoTime();
        int bad = 0;
        long writes = 0;
        java.util.Map<String, Integer> by = new java.util.TreeMap<>();
        java.util.Map<String, Long> ex = new java.util.TreeMap<>();
        java.util.Set<Guard> un = new java.util.TreeSet<>();
        for (long s = from; s < to; s++) {
            var r =
                    a.length > 3 && a[3].equals("calm")
                            ? sim.run(s, new Schedule(java.util.List.of()))
                            : sim.run(s);
            writes += r.writes();
            un.addAll(r.unguarded());
            if (r.violation() != null) {
                bad++;
                by.merge(r.violation().invariant(), 1, Integer::sum);
                if (ex.putIfAbsent(r.violation().invariant(), s) == null || to - from == 1) {
                    System.out.println("seed " + s + ": " + r.violation().getMessage());
                    if (to - from == 1) r.lastLines().forEach(System.out::println);
                }
            } else if (to - from == 1) r.lastLines().forEach(System.out::println);
        }
        double sec = (System.nanoTime() - t) / 1e9;
        System.out.printf(
                "%d seeds, %d bad, %d writes, %.1f/s %s %s %s%n",
                to - from, bad, writes, (to - from) / sec, by, ex, un);
    }
}
