package dev.baton.core.health;

/** What a measure speaks of; groups reports. */
public enum Driver {
    USAGE,
    SUPPORT,
    ONBOARDING,
    RELATIONSHIP,
    SENTIMENT,
    COMMERCIAL,
    DELIVERY
}
