package dev.baton.engine.store;

import java.util.OptionalLong;

/** Another process, or another part of this one, works on the same state. */
public final class LeaseHeldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long pid;

    LeaseHeldException(OptionalLong pid) {
        super(
                "The state is in use by "
                        + (pid.isPresent() ? "process " + pid.getAsLong() : "another process")
                        + ". Wait for it to end, or stop it.");
        this.pid = pid.orElse(-1);
    }

    /**
     * Of a state that processes on several machines share.
     *
     * @param holder as it named itself
     */
    LeaseHeldException(String connection, String holder) {
        super(
                "The state of "
                        + connection
                        + " is in use by "
                        + holder
                        + ". Wait for it to end, or stop it; of one that was killed the lease runs out"
                        + " by itself.");
        this.pid = -1;
    }

    /**
     * Whose, on this machine; empty in the instant between taking the lease and writing the name on
     * it, and where the state is shared.
     */
    public OptionalLong pid() {
        return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }
}
