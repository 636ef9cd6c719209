package dev.baton.mappings.translate;

/** Whether an account is a customer, by the mapping's own condition. */
public sealed interface Membership {

    record Customer() implements Membership {}

    /** A prospect, a partner, a customer no more. */
    record Other() implements Membership {}

    /** What the condition needs is empty: not counted as a customer, and said aloud. */
    record Undecided() implements Membership {}

    /** The condition cannot be computed though all was there; the reason holds no value. */
    record Wrong(String reason) implements Membership {}
}
