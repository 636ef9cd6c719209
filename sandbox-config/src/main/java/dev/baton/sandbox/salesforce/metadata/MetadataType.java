package dev.baton.sandbox.salesforce.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of components that the org takes, as {@code describeMetadata} lists them. A child lives
 * inside the file of its parent; in a project's source it has a file of its own.
 */
public enum MetadataType {
    CUSTOM_OBJECT("CustomObject", "objects", "object"),
    CUSTOM_FIELD("CustomField", CUSTOM_OBJECT, "fields", "field"),
    VALIDATION_RULE("ValidationRule", CUSTOM_OBJECT, "validationRules", "validationRule"),
    LIST_VIEW("ListView", CUSTOM_OBJECT, "listViews", "listView"),
    RECORD_TYPE("RecordType", CUSTOM_OBJECT, "recordTypes", "recordType"),
    COMPACT_LAYOUT("CompactLayout", CUSTOM_OBJECT, "compactLayouts", "compactLayout"),
    FIELD_SET("FieldSet", CUSTOM_OBJECT, "fieldSets", "fieldSet"),
    WEB_LINK("WebLink", CUSTOM_OBJECT, "webLinks", "webLink"),
    CUSTOM_PERMISSION("CustomPermission", "customPermissions", "customPermission"),
    CUSTOM_TAB("CustomTab", "tabs", "tab"),
    CUSTOM_APPLICATION("CustomApplication", "applications", "app"),
    CUSTOM_LABELS("CustomLabels", "labels", "labels"),
    CUSTOM_LABEL("CustomLabel", CUSTOM_LABELS, "labels", "label"),
    TRANSLATIONS("Translations", "translations", "translation"),
    OBJECT_TRANSLATION("CustomObjectTranslation", "objectTranslations", "objectTranslation"),
    FLOW("Flow", "flows", "flow"),
    WORKFLOW("Workflow", "workflows", "workflow"),
    WORKFLOW_ALERT("WorkflowAlert", WORKFLOW, "alerts", "alert"),
    WORKFLOW_FIELD_UPDATE("WorkflowFieldUpdate", WORKFLOW, "fieldUpdates", "fieldUpdate"),
    WORKFLOW_TASK("WorkflowTask", WORKFLOW, "tasks", "task"),
    WORKFLOW_RULE("WorkflowRule", WORKFLOW, "rules", "rule"),
    APEX_TRIGGER("ApexTrigger", "triggers", "trigger"),
    DUPLICATE_RULE("DuplicateRule", "duplicateRules", "duplicateRule"),
    LIGHTNING_BUNDLE("LightningComponentBundle", "lwc", null),
    LAYOUT("Layout", "layouts", "layout"),
    FLEXI_PAGE("FlexiPage", "flexipages", "flexipage"),
    GROUP("Group", "groups", "group"),
    REPORT_TYPE("ReportType", "reportTypes", "reportType"),
    REPORT("Report", "reports", "report"),
    DASHBOARD("Dashboard", "dashboards", "dashboard"),
    PROFILE("Profile", "profiles", "profile"),
    PERMISSION_SET("PermissionSet", "permissionsets", "permissionset");

    private final String apiName;
    private final @Nullable MetadataType parent;
    private final String directory;
    private final @Nullable String suffix;

    MetadataType(String apiName, String directory, @Nullable String suffix) {
        this.apiName = apiName;
        this.parent = null;
        this.directory = directory;
        this.suffix = suffix;
    }

    MetadataType(String apiName, MetadataType parent, String element, String suffix) {
        this.apiName = apiName;
        this.parent = parent;
        this.directory = element;
        this.suffix = suffix;
    }

    /** As in package.xml, e.g. {@code CustomField}. */
    public String apiName() {
        return apiName;
    }

    /**
     * The type in whose file components of this one live; null for those with files of their own.
     */
    public @Nullable MetadataType parent() {
        return parent;
    }

    /**
     * The folder of such files; of a child the element in its parent's file, which source folders
     * share.
     */
    public String directory() {
        return directory;
    }

    /** What a file's name ends in; null for bundles, which are folders. */
    public @Nullable String suffix() {
        return suffix;
    }

    /** Whether components sit in folders that are components themselves, as reports do. */
    public boolean inFolder() {
        return this == REPORT || this == DASHBOARD;
    }

    public List<MetadataType> children() {
        return Arrays.stream(values()).filter(type -> type.parent == this).toList();
    }

    /**
     * The full name of a part of a component of this type: labels alone do without the parent's.
     */
    public String nameOfPart(String fullName, String part) {
        return this == CUSTOM_LABELS ? part : fullName + "." + part;
    }

    public static Optional<MetadataType> named(String apiName) {
        return Arrays.stream(values()).filter(type -> type.apiName.equals(apiName)).findFirst();
    }

    /** The type whose folders are listed under a name of their own, e.g. {@code ReportFolder}. */
    public static Optional<MetadataType> ofFolder(String apiName) {
        return Arrays.stream(values())
                .filter(type -> type.inFolder() && apiName.equals(type.apiName + "Folder"))
                .findFirst();
    }

    /** The type whose files lie in a folder of a deployment. */
    public static Optional<MetadataType> inDirectory(String directory) {
        return Arrays.stream(values())
                .filter(type -> type.parent == null && type.directory.equals(directory))
                .findFirst();
    }

    /** A child by the element, or the source folder, that holds it. */
    public Optional<MetadataType> child(String element) {
        return children().stream().filter(type -> type.directory.equals(element)).findFirst();
    }
}
