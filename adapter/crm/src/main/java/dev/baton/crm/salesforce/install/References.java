package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Things that people built on ours: a flow, a report, a page that names one of our fields. */
public final class References {
    /** Ids in one query, so that its address stays short. */
    private static final int IDS = 100;

    private References() {}

    /**
     * One reference.
     *
     * @param type of what refers, in the vendor's word: {@code Flow}
     * @param name its name
     * @param to what it refers to
     */
    public record Reference(String type, String name, Component.Id to)
            implements Comparable<Reference> {
        @Override
        public int compareTo(Reference other) {
            return told().compareTo(other.told());
        }

        /** "Flow Renewal_Alarm uses CustomField Account.Baton_Score__c" */
        public String told() {
            return type + " " + name + " uses " + to;
        }
    }

    /**
     * Those of others to ours, sorted. The vendor knows of most kinds of metadata, but not of
     * everything: a report's filter, or a program outside that reads a field by its name, is not
     * told.
     *
     * @param ours with their ids in the org
     * @param all everything that we made, so that our own references are left out
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_metadatacomponentdependency.htm">MetadataComponentDependency</a>
     */
    public static List<Reference> of(OrgApi admin, OrgContents ours, Set<Component.Id> all)
            throws AdapterException {
        Map<String, Component.Id> byId = new HashMap<>();
        ours.ids().forEach((component, id) -> byId.put(id, component));
        var found = new TreeSet<Reference>();
        List<String> ids = ours.ids().values().stream().distinct().toList();
        for (int from = 0; from < ids.size(); from += IDS) {
            List<String> some = ids.subList(from, Math.min(from + IDS, ids.size()));
            for (JsonNode row : admin.tooling(query(some))) {
                Component.Id to = byId.get(row.path("RefMetadataComponentId").asText());
                if (to != null && !isOurs(row, byId, all)) {
                    found.add(
                            new Reference(
                                    row.path("MetadataComponentType").asText(),
                                    row.path("MetadataComponentName").asText(),
                                    to));
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static String query(List<String> ids) {
        return "SELECT MetadataComponentId, MetadataComponentName, MetadataComponentType,"
                + " RefMetadataComponentId FROM MetadataComponentDependency WHERE"
                + " RefMetadataComponentId IN "
                + ids.stream().map(OrgApi::quoted).collect(Collectors.joining(",", "(", ")"));
    }

    /** Some kinds have no id that we look up; their names are the vendor's short ones. */
    private static boolean isOurs(
            JsonNode row, Map<String, Component.Id> byId, Set<Component.Id> all) {
        String type = row.path("MetadataComponentType").asText();
        String name = row.path("MetadataComponentName").asText();
        return byId.containsKey(row.path("MetadataComponentId").asText())
                || all.stream()
                        .filter(id -> id.type().equals(type))
                        .anyMatch(id -> name.equals(id.name()) || name.equals(shortest(id)));
    }

    private static String shortest(Component.Id id) {
        String name = id.shortName();
        return name.substring(name.indexOf('/') + 1).replaceFirst("__c$", "");
    }
}
