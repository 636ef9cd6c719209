package dev.baton.engine;

import dev.baton.port.AdapterException;

/** How a push ended. */
public sealed interface PushEnd {

    /** All of it was sent. */
    record Whole() implements PushEnd {}

    /** A system failed or a limit was reached; the rest is for the next run. */
    record Cut(AdapterException why) implements PushEnd {}

    /** A guard stopped it; a person must decide. */
    record Stopped(String why) implements PushEnd {}
}
