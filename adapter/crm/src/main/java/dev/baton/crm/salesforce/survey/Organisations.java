package dev.baton.crm.salesforce.survey;

import java.util.List;

/**
 * What some helpdesk organisations say of the account they are.
 *
 * @param keys their external ids, each once
 * @param domains their internet domains, each once
 */
public record Organisations(List<String> keys, List<String> domains) {
    /** Where there is no helpdesk. */
    public static final Organisations NONE = new Organisations(List.of(), List.of());

    public Organisations {
        keys = List.copyOf(keys);
        domains = List.copyOf(domains);
    }
}
