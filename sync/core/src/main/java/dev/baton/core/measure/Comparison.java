package dev.baton.core.measure;

import java.time.Duration;

/** What a value is held against before it is told. */
public sealed interface Comparison {
    /** A hundred years: as far back as anything is compared. */
    double MOST_DAYS = 36_525;

    /** Nothing: the value itself. */
    record None() implements Comparison {}

    /** How the two are set against each other. */
    enum Mode {
        /** now − then */
        DIFFERENCE,
        /** now ÷ then; cannot be told when then is 0 */
        RATIO;

        double of(double now, double then) {
            return this == DIFFERENCE ? now - then : now / then;
        }
    }

    /**
     * The account's own past: the same window, ending earlier.
     *
     * @param daysBefore how much earlier, more than 0, at most {@link #MOST_DAYS}
     */
    record OwnPast(double daysBefore, Mode mode) implements Comparison {
        public OwnPast {
            if (!(daysBefore > 0 && daysBefore <= MOST_DAYS)) {
                throw new IllegalArgumentException("a past lies 0 to " + MOST_DAYS + " days back");
            }
        }

        Duration length() {
            return Duration.ofSeconds(Math.round(daysBefore * 86_400));
        }
    }

    /**
     * What is typical of its segment: a constant of the model version, so that no account moves
     * another.
     *
     * @param typical finite; not 0 for a ratio
     */
    record Typical(double typical, Mode mode) implements Comparison {
        public Typical {
            if (!Double.isFinite(typical) || (mode == Mode.RATIO && typical == 0)) {
                throw new IllegalArgumentException(
                        "what is typical is a finite number, and not 0 for a ratio");
            }
        }
    }
}
