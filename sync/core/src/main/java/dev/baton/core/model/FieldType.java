package dev.baton.core.model;

/** What a canonical field holds. */
public enum FieldType {
    TEXT,
    NUMBER,
    TRUTH,
    /** One instant. */
    MOMENT,
    /**
     * Several instants of a thing that can happen again: every time a ticket was solved. The last
     * one counts.
     */
    MOMENTS,
    /** A calendar day, free of any time zone. */
    DAY,
    /** A set of words. */
    LABELS
}
