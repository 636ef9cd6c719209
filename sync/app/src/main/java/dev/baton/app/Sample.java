package dev.baton.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** So many of any number of values, each with the same chance; the same ones for the same order. */
final class Sample {
    /** Enough for shares that are right to a hundredth. */
    private static final int MOST = 20_000;

    private static final long SEED = 1;

    private final List<@Nullable Double> values = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long seen;

    void add(@Nullable Double value) {
        seen++;
        if (values.size() < MOST) {
            values.add(value);
        } else {
            long place = random.nextLong(seen);
            if (place < MOST) {
                values.set((int) place, value);
            }
        }
    }

    List<@Nullable Double> values() {
        return Collections.unmodifiableList(values);
    }
}
