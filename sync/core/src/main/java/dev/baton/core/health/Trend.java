package dev.baton.core.health;

/** Where a score is going. */
public enum Trend {
    IMPROVING,
    STABLE,
    WORSENING,
    UNKNOWN
}
