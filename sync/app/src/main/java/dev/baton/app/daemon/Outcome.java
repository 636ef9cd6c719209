package dev.baton.app.daemon;

import org.jspecify.annotations.Nullable;

/**
 * What became of one cycle, free of names and record values.
 *
 * @param run null when none began
 * @param plan hash of the plan, null when none was made
 * @param written records
 * @param failed records that the CRM refused
 * @param quarantined records set aside on the way in or out
 * @param told what a person should read, one or a few sentences
 */
public record Outcome(
        Kind kind,
        @Nullable String run,
        @Nullable String plan,
        int written,
        int failed,
        int quarantined,
        String told) {

    /** How a cycle can end. */
    public enum Kind {
        /** Everything was written. */
        DONE(true),
        /** Something was set aside, or a budget cut the cycle. */
        PARTIAL(true),
        /** Planned only, as the configuration wants it. */
        PREVIEWED(true),
        /** Another process works on the state; nothing was tried. */
        BUSY(false),
        /** A guard stopped it: a person must decide. */
        GUARDED(false),
        /** Somebody paused writes. */
        PAUSED(false),
        /** A system refuses our credentials. */
        REFUSED(false),
        /** Configuration, mapping or rights do not fit; waiting mends nothing. */
        UNFIT(false),
        /** A system is away, or a fault of our own. */
        FAILED(false);

        private final boolean good;

        Kind(boolean good) {
            this.good = good;
        }

        /** Whether the cycle did its work. */
        public boolean good() {
            return good;
        }

        /** Whether it broke, which a guard's stop or a busy state is not. */
        boolean broken() {
            return this == REFUSED || this == UNFIT || this == FAILED;
        }
    }

    /** One that came to nothing. */
    public static Outcome of(Kind kind, String told) {
        return new Outcome(kind, null, null, 0, 0, 0, told);
    }
}
