package dev.baton.sandbox.salesforce.sosl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks for, however it was written.
 *
 * @param text words, phrases, AND, OR, AND NOT and parentheses
 * @param returned empty for the ids of records of every object
 * @param limit of all records together, null for none
 */
public record SearchRequest(
        String text, Scope scope, List<Returned> returned, @Nullable Integer limit) {
    public SearchRequest {
        returned = List.copyOf(returned);
    }

    /**
     * One object whose records are wanted.
     *
     * @param fields as SOQL selects them, "" for the id
     * @param conditions WHERE and ORDER BY as SOQL writes them, "" for none
     * @param limit null for none
     */
    public record Returned(
            String object, String fields, String conditions, @Nullable Integer limit, int offset) {}
}
