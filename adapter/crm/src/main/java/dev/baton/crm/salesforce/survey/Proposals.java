package dev.baton.crm.salesforce.survey;

import java.util.List;
import java.util.Optional;

/**
 * Which fields of the account may mean what, the likeliest first; nothing is decided by it.
 *
 * @param looked how many accounts were looked at, the last changed ones
 * @param customers of these, how many the first condition finds
 * @param condition which accounts are customers
 * @param csm whose account it is once it is won
 * @param value what it is worth
 * @param renewal when it comes up for renewal
 * @param key by which helpdesk organisations name their account
 * @param domain whose internet domain a helpdesk organisation may share
 */
public record Proposals(
        int looked,
        int customers,
        List<Candidate> condition,
        List<Candidate> csm,
        List<Candidate> value,
        List<Candidate> renewal,
        List<Candidate> key,
        List<Candidate> domain) {
    public Proposals {
        condition = List.copyOf(condition);
        csm = List.copyOf(csm);
        value = List.copyOf(value);
        renewal = List.copyOf(renewal);
        key = List.copyOf(key);
        domain = List.copyOf(domain);
    }

    /** The likeliest of one kind; empty when nothing speaks for any. */
    public static Optional<Candidate> best(List<Candidate> candidates) {
        return candidates.stream().findFirst();
    }
}
