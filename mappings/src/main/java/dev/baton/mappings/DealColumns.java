package dev.baton.mappings;

import dev.baton.mappings.SourceDraft.Way;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Collection;
import java.util.List;

/**
 * Fields of deals that something is written to.
 *
 * @param deals the sources of opportunities in the connection of the accounts
 * @param complete false when a source could not be read: then what seems to be missing may be there
 */
record DealColumns(List<SourceDraft> deals, boolean complete, Problems.InFile problems) {
    private static final String CUSTOM_FIELD = "[A-Za-z][A-Za-z0-9_]{0,74}__c";

    /** The sources of the object that a section names; what is wrong with them is told. */
    List<SourceDraft> sources(Section section, String object) {
        List<SourceDraft> sources = deals.stream().filter(each -> isOf(each, object)).toList();
        if (sources.isEmpty() && complete) {
            problems.error(
                    section.at("object"),
                    "no source maps " + object + " to opportunity",
                    "add a source from " + object + " with to: opportunity");
        }
        for (SourceDraft source : sources) {
            Way way = source.way();
            if (way != null && (way.through() != null || way.field() != null)) {
                problems.error(
                        section.at("object"),
                        object + " does not name its account by the account's id",
                        "write account: {key: PATH} in sources/" + source.name() + ".yaml");
            }
        }
        return sources;
    }

    private static boolean isOf(SourceDraft source, String object) {
        StreamName from = source.from();
        return from != null && from.stream().equals(object);
    }

    /**
     * Whether a field may be written; tells why not.
     *
     * @param taken fields that take something else
     */
    boolean isFree(Node value, String field, List<SourceDraft> sources, Collection<String> taken) {
        if (!field.matches(CUSTOM_FIELD)) {
            problems.error(
                    value.at(),
                    field + " is no custom field",
                    "name a field that ends in __c: Baton never writes a standard field");
        } else if (taken.stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(value.at(), field + " is there twice", "give each its own field");
        } else if (isRead(sources, field)) {
            problems.error(
                    value.at(),
                    field + " is read by a source",
                    "write to another field: Baton never reads what it wrote");
        } else {
            return true;
        }
        return false;
    }

    private static boolean isRead(List<SourceDraft> sources, String field) {
        return sources.stream()
                .flatMap(source -> source.uses().stream())
                .anyMatch(
                        use ->
                                sources.stream().anyMatch(each -> use.stream().equals(each.from()))
                                        && use.path().equalsIgnoreCase(field));
    }
}
