package dev.baton.crm.salesforce.survey;

import java.util.Locale;

/**
 * A proposal, with what speaks for it.
 *
 * @param value a field's API name, or a condition as mappings write it
 * @param label as people in the org read it; empty for a condition
 * @param hits how many of those looked at have it, or match
 * @param of how many were looked at
 */
public record Candidate(String value, String label, int hits, int of) {

    /** From 0 to 1; 0 where nothing was looked at. */
    public double rate() {
        return of == 0 ? 0 : (double) hits / of;
    }

    /** "82 %" */
    public String percent() {
        return String.format(Locale.ROOT, "%.0f %%", 100 * rate());
    }
}
