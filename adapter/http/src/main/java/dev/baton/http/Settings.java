package dev.baton.http;

import java.time.Duration;

/** What all settings records check alike. */
final class Settings {
    private Settings() {}

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void positive(Duration value, String name) {
        check(value.isPositive(), name + " must be longer than zero, not " + value);
    }

    /** OkHttp keeps milliseconds in an int, where zero means for ever. */
    static void timeout(Duration value, String name) {
        check(
                value.compareTo(Duration.ofMillis(1)) >= 0
                        && value.compareTo(Duration.ofHours(1)) <= 0,
                name + " must be between 1 ms and 1 h, not " + value);
    }
}
