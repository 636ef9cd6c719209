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

    /** Whose; empty in the instant between taking the lease and writing the name on it. */
    public OptionalLong pid() {
        return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }
}
