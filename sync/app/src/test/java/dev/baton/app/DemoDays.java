package dev.baton.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Lets time pass in the invented company: some hours up to a day at a time, so that there is
 * something to pull, and a model of another name each time, so that every account is written.
 */
final class DemoDays {
    private static final int LONGEST_HOURS = 24;

    private final Mapping mapping;
    private final SplittableRandom random;
    private Instant now = Instant.parse(Demo.AS_OF);
    private int model = 1;

    DemoDays(Mapping mapping, long seed) {
        this.mapping = mapping;
        this.random = new SplittableRandom(seed);
    }

    /** In all of these installations. */
    void pass(Installation... installations) throws Exception {
        now = now.plus(Duration.ofHours(1 + random.nextInt(LONGEST_HOURS)));
        for (Installation installation : installations) {
            installation.sandbox.advance(now.toString());
        }
        renameModel();
    }

    private void renameModel() throws IOException {
        String old = "version: demo-" + model + "\n";
        model++;
        mapping.change("model.yaml", old, "version: demo-" + model + "\n");
    }
}
