package dev.baton.core.model;

/**
 * What a field says: something, nothing, or that it cannot be told. Three different things, kept
 * apart everywhere.
 */
public sealed interface Reading {

    record Known(Value value) implements Reading {}

    /** The source says that there is nothing. */
    record Empty() implements Reading {}

    /** It cannot be told from what we have. */
    record Unknown() implements Reading {}
}
