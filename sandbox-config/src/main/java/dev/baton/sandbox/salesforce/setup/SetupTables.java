package dev.baton.sandbox.salesforce.setup;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.org.Customization;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deployed components as rows: those of the Tooling API, and those that the data API shows. */
public final class SetupTables {
    private static final Set<String> IN_DATA_API = Set.of("DuplicateRule", "FlowDefinitionView");
    private static final Pattern TRIGGER =
            Pattern.compile("\\btrigger\\s+\\w+\\s+on\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private final Org org;
    private final Schema tooling = StandardSchema.tooling();

    public SetupTables(Org org) {
        this.org = org;
    }

    /** The objects of the Tooling API. */
    public Schema tooling() {
        return tooling;
    }

    /** Whether the data API's object has no records of its own but shows what was deployed. */
    public static boolean shows(ObjectType object) {
        return IN_DATA_API.contains(object.name());
    }

    /** All rows of an object of the Tooling API, or of one that {@link #shows} tells of. */
    public Stream<Source> rows(ObjectType object) {
        return switch (object.name()) {
            case "CustomObject" -> kept(object, MetadataType.CUSTOM_OBJECT, SetupTables::object);
            case "CustomField" -> kept(object, MetadataType.CUSTOM_FIELD, this::field);
            case "ValidationRule" -> kept(object, MetadataType.VALIDATION_RULE, this::rule);
            case "ApexTrigger" -> kept(object, MetadataType.APEX_TRIGGER, this::trigger);
            case "WorkflowRule" -> kept(object, MetadataType.WORKFLOW_RULE, this::workflowRule);
            case "FlowDefinitionView" -> kept(object, MetadataType.FLOW, SetupTables::flow);
            case "DuplicateRule" ->
                    kept(object, MetadataType.DUPLICATE_RULE, SetupTables::duplicateRule);
            case "EntityDefinition" -> org.schema().all().stream().map(this::entity);
            case "MetadataComponentDependency" -> Dependencies.rows(org.customization(), object);
            default -> Stream.of();
        };
    }

    private Stream<Source> kept(
            ObjectType object,
            MetadataType type,
            BiFunction<SetupRow, Component, Optional<SetupRow>> fill) {
        Customization parts = org.customization();
        return parts.all(type).stream()
                .flatMap(
                        part -> {
                            String id = parts.id(type, part.fullName());
                            return fill.apply(new SetupRow(object, id), part).stream();
                        });
    }

    /** An envelope that only carries parts of a standard object is no custom object. */
    private static Optional<SetupRow> object(SetupRow row, Component part) {
        return part instanceof Component.CustomObject object
                ? Optional.of(row.with("DeveloperName", developerName(object.name())))
                : Optional.empty();
    }

    private Optional<SetupRow> field(SetupRow row, Component part) {
        String name = part.fullName();
        int dot = name.indexOf('.');
        return Optional.of(
                row.with("DeveloperName", developerName(name.substring(dot + 1)))
                        .with("TableEnumOrId", table(name.substring(0, dot))));
    }

    private Optional<SetupRow> rule(SetupRow row, Component part) {
        if (!(part instanceof Component.ValidationRule rule)) {
            return Optional.empty();
        }
        return org.schema()
                .find(rule.object())
                .map(
                        object ->
                                row.with("ValidationName", rule.name())
                                        .with("Active", rule.active())
                                        .with("ErrorMessage", rule.errorMessage())
                                        .below("EntityDefinitionId", entity(object)));
    }

    private SetupRow entity(ObjectType object) {
        return new SetupRow(tooling.get("EntityDefinition"), table(object.name()))
                .with("DeveloperName", developerName(object.name()))
                .with("QualifiedApiName", object.name());
    }

    private Optional<SetupRow> trigger(SetupRow row, Component part) {
        Matcher head = TRIGGER.matcher(Dependencies.text(part));
        return head.find()
                ? Optional.of(
                        row.with("Name", part.fullName())
                                .with("Status", "Active")
                                .with("TableEnumOrId", table(head.group(1))))
                : Optional.empty();
    }

    private Optional<SetupRow> workflowRule(SetupRow row, Component part) {
        String name = part.fullName();
        int dot = name.indexOf('.');
        return Optional.of(
                row.with("Name", name.substring(dot + 1))
                        .with("TableEnumOrId", table(name.substring(0, dot))));
    }

    /** Flows that no record starts have no object and no trigger type. */
    private static Optional<SetupRow> flow(SetupRow row, Component part) {
        MetadataXml xml = MetadataXml.holding(part.content());
        row.with("ApiName", part.fullName())
                .with("Label", xml.text("label").orElse(part.fullName()))
                .with("ProcessType", xml.text("processType").orElse("Flow"))
                .with("IsActive", xml.text("status").filter("Active"::equals).isPresent());
        Optional<MetadataXml> start = xml.child("start");
        start.flatMap(element -> element.text("triggerType"))
                .ifPresent(type -> row.with("TriggerType", type));
        start.flatMap(element -> element.text("object"))
                .ifPresent(name -> row.with("TriggerObjectOrEventId", name));
        return Optional.of(row);
    }

    private static Optional<SetupRow> duplicateRule(SetupRow row, Component part) {
        MetadataXml xml = MetadataXml.holding(part.content());
        int dot = part.fullName().indexOf('.');
        return Optional.of(
                row.with("DeveloperName", part.fullName().substring(dot + 1))
                        .with("MasterLabel", xml.text("masterLabel").orElse(part.fullName()))
                        .with("SobjectType", part.fullName().substring(0, Math.max(0, dot)))
                        .with("IsActive", xml.flag("isActive")));
    }

    /** Setup names the vendor's objects by word, and those that people made by id. */
    private String table(String object) {
        return object.endsWith("__c")
                ? org.customization().id(MetadataType.CUSTOM_OBJECT, object)
                : object;
    }

    static String developerName(String name) {
        return name.endsWith("__c") ? name.substring(0, name.length() - "__c".length()) : name;
    }
}
