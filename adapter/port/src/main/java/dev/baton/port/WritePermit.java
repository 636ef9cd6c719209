package dev.baton.port;

/**
 * Leave to write. It is asked right before every try of a write, those included that an adapter
 * makes by itself after a wait; once it is withdrawn, nothing is sent any more.
 */
@FunctionalInterface
public interface WritePermit {

    /** Whether the write may go out now. What it throws ends the write, too: nothing was sent. */
    boolean holds();

    /** Nobody would withdraw it. */
    WritePermit ALWAYS = () -> true;
}
