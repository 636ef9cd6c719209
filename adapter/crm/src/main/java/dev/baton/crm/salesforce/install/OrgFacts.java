package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.List;

/**
 * Which org this is.
 *
 * @param id 18 characters
 * @param sandbox whether it is a copy to try things in; a Developer Edition org says no, as does
 *     the org that people work in
 * @param edition {@code Enterprise Edition}
 * @param language that its people have unless they choose another, {@code en_US}
 */
public record OrgFacts(String id, String name, boolean sandbox, String edition, String language) {
    private static final String QUERY =
            "SELECT Id, Name, IsSandbox, OrganizationType, LanguageLocaleKey FROM Organization";

    /** Asks the org, which tells every user. */
    public static OrgFacts of(OrgApi org) throws AdapterException {
        List<JsonNode> rows = org.query(QUERY);
        if (rows.isEmpty()) {
            throw new AdapterException(
                    Category.UNAVAILABLE, "no_organization", "the org does not say its name", null);
        }
        JsonNode row = rows.getFirst();
        return new OrgFacts(
                row.path("Id").asText(),
                row.path("Name").asText(),
                row.path("IsSandbox").asBoolean(),
                row.path("OrganizationType").asText(),
                row.path("LanguageLocaleKey").asText());
    }

    /** Whether people work in it, so that somebody has to say that it is meant. */
    public boolean production() {
        return !sandbox && !edition.equals("Developer Edition");
    }

    /** Editions below this one have no API or no custom permission sets. */
    public boolean takesPackage() {
        return List.of(
                        "Enterprise Edition",
                        "Unlimited Edition",
                        "Performance Edition",
                        "Developer Edition")
                .contains(edition);
    }
}
