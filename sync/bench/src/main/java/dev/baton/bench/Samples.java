package dev.baton.bench;

import java.util.ArrayList;
import java.util.List;

/** The same figures, measured several times. */
final class Samples {
    private final List<Figures> all = new ArrayList<>();

    void add(Figures figures) {
        all.add(figures);
    }

    /** The median of a figure: one bad round on a busy machine does not move it. */
    double median(String name) {
        List<Double> sorted = all.stream().map(each -> each.of(name)).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
