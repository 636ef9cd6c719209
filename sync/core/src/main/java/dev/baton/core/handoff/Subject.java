package dev.baton.core.handoff;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.Optional;

/**
 * A deal and all that is known around it at one instant.
 *
 * @param deal an opportunity of the account
 * @param held its handoff as the CRM holds it
 */
public record Subject(
        Seen deal, AccountFacts facts, HeldHandoff held, Instant asOf, Vocabulary vocabulary) {

    /** The account as it was then; empty when it did not exist yet. */
    Optional<Seen> account() {
        return Seen.at(asOf, facts.account(), vocabulary);
    }

    /** The deal's id in the CRM. */
    String id() {
        return deal.ref().id();
    }
}
