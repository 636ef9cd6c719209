package dev.baton.core.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * Which stretch of time counts.
 *
 * @param by the moment or day field that places a record in time
 * @param days length, more than 0; {@link #ALL} for all there is
 */
public record Window(String by, double days) {
    /** No beginning. */
    public static final double ALL = Double.POSITIVE_INFINITY;

    public Window {
        if (!(days > 0)) {
            throw new IllegalArgumentException("a window is longer than 0 days");
        }
    }

    public static Window all(String by) {
        return new Window(by, ALL);
    }

    public boolean endless() {
        return days == ALL;
    }

    /**
     * Whether a moment lies in the window that ends at {@code end}: later than its start, not later
     * than its end.
     */
    boolean covers(Instant moment, Instant end) {
        return !moment.isAfter(end) && (endless() || isShorter(Duration.between(moment, end)));
    }

    private boolean isShorter(Duration age) {
        return age.compareTo(Duration.ofSeconds(Math.round(days * 86_400))) < 0;
    }
}
