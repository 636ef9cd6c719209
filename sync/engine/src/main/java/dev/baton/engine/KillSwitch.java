package dev.baton.engine;

import java.time.Instant;
import java.util.Optional;

/** Tells whether a person has stopped all writes; asked before every try of a batch. */
@FunctionalInterface
public interface KillSwitch {

    /** Empty while runs may write. */
    Optional<Pause> paused();

    /**
     * A stop.
     *
     * @param since by the clock of the machine it was made on
     * @param reason in a person's words, may be empty
     */
    record Pause(Instant since, String reason) {

        /** As a person reads it, with the way out. */
        public String told() {
            return "writes are paused since "
                    + since
                    + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + "; `baton resume` lets them go on";
        }
    }
}
