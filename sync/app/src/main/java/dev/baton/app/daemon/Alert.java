package dev.baton.app.daemon;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people are told when the state of things changes: counts, a plan's hash and what to do;
 * never a name, a record or a value.
 *
 * @param id the same in every try to deliver it
 * @param run the last one, null when none began
 * @param plan hash of the plan that a guard stopped, else null
 * @param failures cycles that failed in a row
 */
public record Alert(
        String id,
        Event event,
        Instant at,
        @Nullable String run,
        @Nullable String plan,
        int failures,
        int written,
        int failed,
        int quarantined) {

    /** How things stand from now on. */
    public enum Event {
        FAILING(
                "Cycles fail; the CRM is no longer brought up to date.",
                "Read the daemon's log, run `baton check`, mend what it names."),
        STOPPED(
                "A guard stopped the cycle before it wrote, or it has been paused for long.",
                "Run `baton status`, look at the plan, then approve it, resume, or mend the cause."),
        SILENT(
                "No cycle has done its work for several intervals.",
                "Look whether another process holds the state, and whether the daemon hangs."),
        RECOVERED("Cycles do their work again.", "Nothing."),
        /** Of scores, not of cycles: it neither begins nor ends a failure. */
        DRIFTED(
                "The customers are no longer what the model was made for, or others leave than it"
                        + " foretold.",
                "Run `baton status`, then `baton backtest` and `baton calibrate`.");

        private final String what;
        private final String remedy;

        Event(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        public String what() {
            return what;
        }

        /** What to do about it. */
        public String remedy() {
            return remedy;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
