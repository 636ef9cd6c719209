package dev.baton.core.model;

import java.util.List;
import java.util.Set;

/**
 * All that is known of one account.
 *
 * @param account of type {@link RecordType#ACCOUNT}; its id is the CRM's
 * @param records in any order: nothing computed from them depends on it
 * @param observed the record types whose sources could speak of this account. A type that is not
 *     observed is missing, not zero: without a linked helpdesk organisation there are no tickets to
 *     count, not "no tickets"
 */
public record AccountFacts(
        CanonicalRecord account, List<CanonicalRecord> records, Set<RecordType> observed) {
    public AccountFacts {
        records = List.copyOf(records);
        observed = Set.copyOf(observed);
    }
}
