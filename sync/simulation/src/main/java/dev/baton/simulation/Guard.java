package dev.baton.simulation;

/**
 * Guards that the product does not have yet. Their invariants are checked and counted all the same,
 * but do not fail a simulation; this list is there to be emptied.
 */
enum Guard {
    /** The vendor's bulk writes know no condition that would close it. */
    EDIT_WITHIN_A_REQUEST(
            "an edit between our last look at a record and our write of it is lost; a merge of"
                    + " accounts there can leave one with two tasks of a play"),

    /** No CRM checks tokens: what is on its way cannot be called back. */
    STOPPED_WHILE_SENDING(
            "a process that is stopped between its last look at the lease and its send, for longer"
                    + " than the lease lasts, sends that batch when it wakes"),

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
