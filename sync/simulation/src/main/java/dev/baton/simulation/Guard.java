package dev.baton.simulation;

/**
 * Guards that the product does not have yet. Their invariants are checked and counted all the same,
 * but do not fail a simulation; this list is there to be emptied.
 */
enum Guard {
    /** On a record that we write, a field that we left empty has a base, too: nothing. */
    FIELD_LEFT_EMPTY("a person's words in a field of ours that we never filled are wiped"),

    /** A backfill is whole once its export has passed the instant at which it began. */
    FIRST_MINUTE(
            "the first sync counts no ticket that changed in the minute that exports withhold");

    private final String reason;

    Guard(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    boolean isMissing() {
        return true;
    }
}
