package dev.baton.sandbox;

import java.time.Duration;

/** How an answer reaches the client, or does not. The work that it answers is done either way. */
public sealed interface Delivery {

    /** All of it, at once. */
    record Whole() implements Delivery {}

    /** All of it, after a wait in real time. */
    record Late(Duration by) implements Delivery {}

    /**
     * The head and the beginning of the body; then the connection ends.
     *
     * @param bytes of the body that still arrive, fewer than it has
     */
    record Cut(int bytes) implements Delivery {}

    /** Nothing; the connection ends. */
    record Dropped() implements Delivery {}
}
