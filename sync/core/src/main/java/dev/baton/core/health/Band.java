package dev.baton.core.health;

/** How a score is shown. */
public enum Band {
    GREEN,
    YELLOW,
    RED,
    UNKNOWN
}
