package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.salesforce.metadata.PermissionSet.FieldRight;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Understands components. What a project's source and a deployment's zip hold differs only in where
 * it lies: both are read here.
 */
public final class ComponentReader {
    private ComponentReader() {}

    /**
     * The component that a file holds.
     *
     * @throws ComponentProblem if the org would refuse the file whatever else is in it
     */
    public static Component read(ComponentFile file) throws ComponentProblem {
        MetadataXml xml = file.xml();
        if (xml == null) {
            return kept(file);
        }
        return switch (file.type()) {
            case CUSTOM_OBJECT -> file.fullName().endsWith("__c") ? object(file, xml) : kept(file);
            case CUSTOM_FIELD ->
                    new Component.CustomField(parent(file), FieldReader.read(xml), file.content());
            case VALIDATION_RULE -> validationRule(file, xml);
            case PERMISSION_SET, PROFILE -> permissions(file, xml);
            default -> kept(file);
        };
    }

    private static Component kept(ComponentFile file) {
        return new Component.Kept(file.type(), file.fullName(), file.content());
    }

    private static String parent(ComponentFile file) {
        return file.fullName().substring(0, file.fullName().indexOf('.'));
    }

    private static Component.CustomObject object(ComponentFile file, MetadataXml xml)
            throws ComponentProblem {
        String label =
                xml.text("label")
                        .orElseThrow(
                                () ->
                                        new ComponentProblem(
                                                "Must specify a non-empty label for the CustomObject"));
        MetadataXml nameField =
                xml.child("nameField")
                        .orElseThrow(
                                () ->
                                        new ComponentProblem(
                                                "Must specify a nameField of type Text or AutoNumber"));
        Field field =
                Field.of("Name", FieldType.STRING, Size.text(80), Trait.NAME, Trait.ID_LOOKUP)
                        .titled(nameField.text("label").orElse(label));
        boolean numbered = nameField.says("type", "AutoNumber");
        boolean detail =
                xml.children("fields").stream()
                        .anyMatch(child -> child.says("type", "MasterDetail"));
        return new Component.CustomObject(
                file.fullName(),
                label,
                xml.text("pluralLabel").orElse(label),
                field.with(numbered ? Trait.AUTO_NUMBER : Trait.WRITABLE),
                !detail && !xml.says("sharingModel", "ControlledByParent"),
                file.content());
    }

    private static Component validationRule(ComponentFile file, MetadataXml xml)
            throws ComponentProblem {
        String formula = xml.required("errorConditionFormula");
        return new Component.ValidationRule(
                parent(file),
                file.fullName().substring(file.fullName().indexOf('.') + 1),
                xml.flag("active"),
                xml.required("errorMessage"),
                formula,
                file.content());
    }

    private static Component permissions(ComponentFile file, MetadataXml xml)
            throws ComponentProblem {
        String label =
                file.type() == MetadataType.PROFILE ? file.fullName() : xml.required("label");
        return new Component.Permissions(
                file.type(),
                file.fullName(),
                label,
                xml.text("license").orElse(null),
                rights(xml),
                file.content());
    }

    private static PermissionSet rights(MetadataXml xml) {
        Map<String, FieldRight> fields = new LinkedHashMap<>();
        xml.children("fieldPermissions")
                .forEach(
                        grant ->
                                fields.put(
                                        grant.text("field").orElse(""),
                                        new FieldRight(
                                                grant.flag("readable") || grant.flag("editable"),
                                                grant.flag("editable"))));
        Map<String, ObjectRight> objects = new LinkedHashMap<>();
        xml.children("objectPermissions")
                .forEach(grant -> objects.put(grant.text("object").orElse(""), right(grant)));
        return new PermissionSet(
                fields,
                objects,
                enabled(xml, "userPermissions"),
                enabled(xml, "customPermissions"));
    }

    private static Set<String> enabled(MetadataXml xml, String element) {
        Set<String> names = new LinkedHashSet<>();
        xml.children(element).stream()
                .filter(grant -> grant.flag("enabled"))
                .forEach(grant -> names.add(grant.text("name").orElse("")));
        return names;
    }

    private static ObjectRight right(MetadataXml grant) {
        return new ObjectRight(
                grant.flag("allowCreate"),
                grant.flag("allowRead"),
                grant.flag("allowEdit"),
                grant.flag("allowDelete"),
                grant.flag("viewAllRecords"),
                grant.flag("modifyAllRecords"));
    }
}
