package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an org holds under the names of our components, whoever made it, with its id there. Only the
 * kinds are looked up that can be: fields, objects, validation rules and permission sets; of the
 * others a validation tells whether they are there.
 *
 * @param ids by component
 */
public record OrgContents(SortedMap<Component.Id, String> ids) {
    /** Names in one query, so that its address stays short. */
    private static final int NAMES = 100;

    private static final Set<String> LOOKED_UP =
            Set.of("CustomObject", "CustomField", "ValidationRule", "PermissionSet");

    public OrgContents {
        ids = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(ids));
    }

    /** Whether {@link #of} would find it. */
    public static boolean canBeLookedUp(Component.Id id) {
        return LOOKED_UP.contains(id.type());
    }

    /** Looks for these. */
    public static OrgContents of(OrgApi admin, Collection<Component.Id> wanted)
            throws AdapterException {
        var look = new Look(admin);
        var found = new TreeMap<Component.Id, String>();
        for (var query : look.all(wanted).entrySet()) {
            if (wanted.contains(query.getKey())) {
                found.put(query.getKey(), query.getValue());
            }
        }
        return new OrgContents(found);
    }

    /** The queries of one look. */
    private static final class Look {
        private final OrgApi admin;
        private final Map<String, String> customObjects = new HashMap<>();
        private final SortedMap<Component.Id, String> found = new TreeMap<>();

        Look(OrgApi admin) {
            this.admin = admin;
        }

        SortedMap<Component.Id, String> all(Collection<Component.Id> wanted)
                throws AdapterException {
            objects(names(wanted, "CustomObject"));
            fields(names(wanted, "CustomField"));
            rules(names(wanted, "ValidationRule"));
            permissionSets(names(wanted, "PermissionSet"));
            return found;
        }

        /** Without the ending that the vendor's setup objects do not have, each once. */
        private static List<String> names(Collection<Component.Id> wanted, String type) {
            var names = new TreeSet<String>();
            for (Component.Id id : wanted) {
                if (id.type().equals(type)) {
                    names.add(id.shortName().replaceFirst("__c$", ""));
                }
            }
            return List.copyOf(names);
        }

        private void objects(List<String> names) throws AdapterException {
            String query =
                    "SELECT Id, DeveloperName, NamespacePrefix FROM CustomObject WHERE DeveloperName IN ";
            for (JsonNode row : tooling(query, names)) {
                if (isLocal(row)) {
                    String name = row.path("DeveloperName").asText() + "__c";
                    customObjects.put(row.path("Id").asText(), name);
                    put("CustomObject", name, row);
                }
            }
        }

        /**
         * A field names its object by word where the vendor made it, and by id where people did.
         */
        private void fields(List<String> names) throws AdapterException {
            String query =
                    "SELECT Id, DeveloperName, TableEnumOrId, NamespacePrefix FROM CustomField WHERE DeveloperName IN ";
            for (JsonNode row : tooling(query, names)) {
                String table = row.path("TableEnumOrId").asText();
                String object = customObjects.getOrDefault(table, table);
                if (isLocal(row)) {
                    // The setup names people's tasks and events by what both are.
                    String name = row.path("DeveloperName").asText() + "__c";
                    put("CustomField", object + "." + name, row);
                }
            }
        }

        private void rules(List<String> names) throws AdapterException {
            String query =
                    "SELECT Id, ValidationName, EntityDefinition.QualifiedApiName FROM ValidationRule WHERE ValidationName IN ";
            for (JsonNode row : tooling(query, names)) {
                String object = row.path("EntityDefinition").path("QualifiedApiName").asText();
                put("ValidationRule", object + "." + row.path("ValidationName").asText(), row);
            }
        }

        private void permissionSets(List<String> names) throws AdapterException {
            for (List<String> some : portions(names)) {
                String soql = "SELECT Id, Name FROM PermissionSet WHERE Name IN " + list(some);
                for (JsonNode row : admin.query(soql)) {
                    put("PermissionSet", row.path("Name").asText(), row);
                }
            }
        }

        private List<JsonNode> tooling(String query, List<String> names) throws AdapterException {
            var rows = new ArrayList<JsonNode>();
            for (List<String> some : portions(names)) {
                rows.addAll(admin.tooling(query + list(some)));
            }
            return rows;
        }

        private void put(String type, String name, JsonNode row) {
            found.put(new Component.Id(type, name), row.path("Id").asText());
        }

        /** What a managed package brought has a name of its own, whatever its last part is. */
        private static boolean isLocal(JsonNode row) {
            return row.path("NamespacePrefix").asText("").isEmpty()
                    || row.path("NamespacePrefix").isNull();
        }

        private static List<List<String>> portions(List<String> names) {
            var portions = new ArrayList<List<String>>();
            for (int from = 0; from < names.size(); from += NAMES) {
                portions.add(names.subList(from, Math.min(from + NAMES, names.size())));
            }
            return portions;
        }

        private static String list(List<String> names) {
            return names.stream().map(OrgApi::quoted).collect(Collectors.joining(",", "(", ")"));
        }
    }
}
