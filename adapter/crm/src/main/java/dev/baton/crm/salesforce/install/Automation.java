package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of the org's own automation our writes would wake: flows, triggers, validation, duplicate
 * and workflow rules of the objects that we write. All of it is told as a warning: it may be
 * wanted.
 */
public final class Automation {
    private static final String FIX =
            "if it should sleep when Baton writes, add NOT($Permission.Baton_Integration) to its"
                    + " condition";

    private final OrgApi admin;
    private final SortedSet<String> objects;
    private final Set<Component.Id> ours;
    private final Map<String, String> customObjects = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Automation(OrgApi admin, Collection<String> objects, Set<Component.Id> ours) {
        this.admin = admin;
        this.objects = new TreeSet<>(objects);
        this.ours = ours;
    }

    /**
     * Looks for it, as an admin sees it.
     *
     * @param objects that we write: {@code Account}, {@code Task}
     * @param ours what we put there ourselves
     */
    public static List<Finding> findings(
            OrgApi admin, Collection<String> objects, Set<Component.Id> ours)
            throws AdapterException {
        var automation = new Automation(admin, objects, ours);
        automation.look("custom objects", automation::objects);
        automation.look("flows", automation::flows);
        automation.look("triggers", automation::triggers);
        automation.look("validation rules", automation::validationRules);
        automation.look("duplicate rules", automation::duplicateRules);
        automation.look("workflow rules", automation::workflowRules);
        return automation.findings;
    }

    private interface Looking {
        void look() throws AdapterException;
    }

    /** An org that does not know a kind, or hides it from this admin, still tells the others. */
    private void look(String kind, Looking looking) throws AdapterException {
        try {
            looking.look();
        } catch (AdapterException e) {
            if (e.category() != Category.BAD_REQUEST && e.category() != Category.PERMISSION) {
                throw e;
            }
            findings.add(
                    Finding.warning(
                            "salesforce",
                            "the org's " + kind + " could not be looked at",
                            "look in Setup; the org said: " + e.code()));
        }
    }

    private void objects() throws AdapterException {
        for (JsonNode row : admin.tooling("SELECT Id, DeveloperName FROM CustomObject")) {
            customObjects.put(row.path("Id").asText(), row.path("DeveloperName").asText() + "__c");
        }
    }

    private void flows() throws AdapterException {
        String soql =
                "SELECT ApiName, Label, TriggerType, TriggerObjectOrEventId FROM"
                        + " FlowDefinitionView WHERE IsActive = true AND TriggerType IN"
                        + " ('RecordAfterSave','RecordBeforeSave')";
        for (JsonNode row : admin.query(soql)) {
            found(object(row.path("TriggerObjectOrEventId")), "flow", row.path("ApiName"));
        }
    }

    private void triggers() throws AdapterException {
        String soql = "SELECT Name, TableEnumOrId FROM ApexTrigger WHERE Status = 'Active'";
        for (JsonNode row : admin.tooling(soql)) {
            found(object(row.path("TableEnumOrId")), "Apex trigger", row.path("Name"));
        }
    }

    private void validationRules() throws AdapterException {
        String soql =
                "SELECT ValidationName, EntityDefinition.QualifiedApiName FROM ValidationRule"
                        + " WHERE Active = true";
        for (JsonNode row : admin.tooling(soql)) {
            String object = row.path("EntityDefinition").path("QualifiedApiName").asText();
            String name = row.path("ValidationName").asText();
            if (!ours.contains(new Component.Id("ValidationRule", object + "." + name))) {
                found(object, "validation rule", row.path("ValidationName"));
            }
        }
    }

    private void duplicateRules() throws AdapterException {
        String soql = "SELECT DeveloperName, SobjectType FROM DuplicateRule WHERE IsActive = true";
        for (JsonNode row : admin.query(soql)) {
            found(object(row.path("SobjectType")), "duplicate rule", row.path("DeveloperName"));
        }
    }

    private void workflowRules() throws AdapterException {
        for (JsonNode row : admin.tooling("SELECT Name, TableEnumOrId FROM WorkflowRule")) {
            found(object(row.path("TableEnumOrId")), "workflow rule", row.path("Name"));
        }
    }

    /** Setup names objects of the vendor by word and people's own by id. */
    private String object(JsonNode wordOrId) {
        String text = wordOrId.asText("");
        return customObjects.getOrDefault(text, text);
    }

    private void found(String object, String kind, JsonNode name) {
        if (objects.contains(object)) {
            findings.add(
                    Finding.warning(
                            "salesforce." + object,
                            "our writes wake the " + kind + " " + name.asText(),
                            FIX));
        }
    }
}
