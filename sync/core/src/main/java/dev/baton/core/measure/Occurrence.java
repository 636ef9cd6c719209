package dev.baton.core.measure;

import dev.baton.core.measure.Measured.Sight;

/** Whether and when something happened. */
public sealed interface Occurrence {
    /** It did, then. */
    record Happened(Sight sight) implements Occurrence {}

    /** Nothing tells of it, and would. */
    record Never() implements Occurrence {}

    /** No source could speak of it. */
    record NotObserved() implements Occurrence {}

    /** The records at hand do not say whether it did, or not whether earlier. */
    record NotTellable() implements Occurrence {}
}
