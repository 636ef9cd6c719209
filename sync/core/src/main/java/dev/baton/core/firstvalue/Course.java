package dev.baton.core.firstvalue;

import dev.baton.core.measure.Measured.Sight;
import org.jspecify.annotations.Nullable;

/** How far an account is on its way to the first value. */
public sealed interface Course {

    /** When the clock started; null where nobody can tell. */
    default @Nullable Sight start() {
        return null;
    }

    /**
     * It has it.
     *
     * @param days from the start, 0 or more
     */
    record Reached(Sight start, Sight value, double days) implements Course {}

    /**
     * It has none yet.
     *
     * @param days from the start to the instant looked at, 0 or more
     */
    record Waiting(Sight start, double days) implements Course {}

    /** Nobody can tell; never read as 0 days. */
    record Untold(Why why) implements Course {
        /** Why nobody can. */
        public enum Why {
            /** Nothing started the clock. */
            NOT_STARTED,
            /** No source could speak of the start. */
            NO_SOURCE_OF_START,
            /** No source could speak of the value. */
            NO_SOURCE_OF_VALUE,
            /** It began before the first record of any account that could tell of the value. */
            BEFORE_SOURCE,
            /** The records at hand do not say how it was then. */
            NOT_TELLABLE
        }
    }
}
