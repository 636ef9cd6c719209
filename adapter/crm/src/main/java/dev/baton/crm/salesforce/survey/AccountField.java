package dev.baton.crm.salesforce.survey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A field of the account as our user sees it.
 *
 * @param label as people read it
 * @param type the vendor's, in lower case
 * @param key whether it is meant to tell accounts apart
 * @param filterable whether a query may ask for values of it
 * @param parents objects that a reference leads to
 * @param choices active values of a picklist
 */
record AccountField(
        String name,
        String label,
        String type,
        boolean key,
        boolean filterable,
        List<String> parents,
        List<String> choices) {
    AccountField {
        parents = List.copyOf(parents);
        choices = List.copyOf(choices);
    }

    static AccountField of(JsonNode described) {
        var parents = new ArrayList<String>();
        described.path("referenceTo").forEach(parent -> parents.add(parent.asText()));
        var choices = new ArrayList<String>();
        for (JsonNode choice : described.path("picklistValues")) {
            if (choice.path("active").asBoolean()) {
                choices.add(choice.path("value").asText());
            }
        }
        return new AccountField(
                described.path("name").asText(),
                described.path("label").asText(""),
                described.path("type").asText().toLowerCase(Locale.ROOT),
                described.path("externalId").asBoolean()
                        || described.path("idLookup").asBoolean()
                        || described.path("unique").asBoolean(),
                described.path("filterable").asBoolean(true),
                parents,
                choices);
    }

    boolean is(String... types) {
        return List.of(types).contains(type);
    }

    /** Whether its name or label speaks of it, in the languages that people name fields in. */
    boolean speaksOf(Pattern word) {
        return word.matcher(name).find() || word.matcher(label).find();
    }

    /** Ours are results; nothing is ever concluded from them. */
    boolean isOurs() {
        return name.startsWith("Baton_");
    }
}
