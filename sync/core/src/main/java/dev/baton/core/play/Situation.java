package dev.baton.core.play;

import dev.baton.core.health.Assessment;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Seen;
import java.util.Optional;

/**
 * An account and what is said of it at one instant.
 *
 * @param account of type ACCOUNT
 * @param seen the account as it was at the instant; empty when it did not exist yet
 */
public record Situation(CanonicalRecord account, Optional<Seen> seen, Assessment assessment) {

    /** The CRM's id. */
    String id() {
        return assessment.account();
    }
}
