package dev.baton.sandbox.salesforce.describe;

import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.org.Access;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Children;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.sosl.SearchEngine;
import dev.baton.sandbox.salesforce.write.Recycling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes objects as the user who asks sees them: a field he may not read is left out. Maps hold
 * their entries in the order of the partner WSDL, which REST shares.
 */
public final class Describe {
    private final Org org;

    public Describe(Org org) {
        this.org = org;
    }

    /** The short form that describeGlobal lists. */
    public Map<String, @Nullable Object> summary(ObjectType type) {
        ObjectRight right = org.access().object(type);
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("activateable", false);
        out.put("createable", right.create());
        out.put("custom", type.custom());
        out.put("customSetting", false);
        out.put("deepCloneable", false);
        out.put("deletable", right.delete());
        out.put("deprecatedAndHidden", false);
        out.put("feedEnabled", false);
        out.put("hasSubtypes", false);
        out.put("isInterface", false);
        out.put("isSubtype", false);
        out.put("keyPrefix", type.prefix().isEmpty() ? null : type.prefix());
        out.put("label", type.label());
        out.put("labelPlural", type.plural());
        out.put("layoutable", true);
        out.put("mergeable", Recycling.merges(type));
        out.put("mruEnabled", false);
        out.put("name", type.name());
        out.put("queryable", right.read());
        out.put("replicateable", type.field("SystemModstamp").isPresent());
        out.put("retrieveable", right.read());
        out.put("searchable", SearchEngine.searches(type));
        out.put("triggerable", true);
        out.put("undeletable", right.delete());
        out.put("updateable", right.edit());
        return out;
    }

    /** Everything about one object. */
    public Map<String, @Nullable Object> object(ObjectType type) {
        ObjectRight right = org.access().object(type);
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("actionOverrides", List.of());
        out.put("activateable", false);
        out.put("childRelationships", children(type));
        out.put("compactLayoutable", false);
        out.put("createable", right.create());
        out.put("custom", type.custom());
        out.put("customSetting", false);
        out.put("deepCloneable", false);
        out.put("defaultImplementation", null);
        out.put("deletable", right.delete());
        out.put("deprecatedAndHidden", false);
        out.put("feedEnabled", false);
        out.put(
                "fields",
                org.access().readableFields(type).stream()
                        .map(field -> field(type, field))
                        .toList());
        out.put("hasSubtypes", false);
        out.put("implementedBy", null);
        out.put("implementsInterfaces", null);
        out.put("isInterface", false);
        out.put("isSubtype", false);
        out.put("keyPrefix", type.prefix().isEmpty() ? null : type.prefix());
        out.put("label", type.label());
        out.put("labelPlural", type.plural());
        out.put("layoutable", true);
        out.put("listviewable", null);
        out.put("lookupLayoutable", null);
        out.put("mergeable", Recycling.merges(type));
        out.put("mruEnabled", false);
        out.put("name", type.name());
        out.put("namedLayoutInfos", List.of());
        out.put("networkScopeFieldName", null);
        out.put("queryable", right.read());
        out.put("recordTypeInfos", List.of());
        out.put("replicateable", type.field("SystemModstamp").isPresent());
        out.put("retrieveable", right.read());
        out.put("searchLayoutable", false);
        out.put("searchable", SearchEngine.searches(type));
        out.put("supportedScopes", List.of());
        out.put("triggerable", true);
        out.put("undeletable", right.delete());
        out.put("updateable", right.edit());
        return out;
    }

    private List<Map<String, @Nullable Object>> children(ObjectType parent) {
        List<Map<String, @Nullable Object>> children = new ArrayList<>();
        for (ObjectType child : org.schema().all()) {
            for (Field field : org.access().readableFields(child)) {
                Lookup lookup = field.lookup();
                if (lookup != null && lookup.targets().contains(parent.name())) {
                    children.add(child(parent, child, field));
                }
            }
        }
        return children;
    }

    private Map<String, @Nullable Object> child(ObjectType parent, ObjectType child, Field field) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("cascadeDelete", field.is(Trait.MASTER_DETAIL));
        out.put("childSObject", child.name());
        out.put("deprecatedAndHidden", false);
        out.put("field", field.name());
        out.put("junctionIdListNames", List.of());
        out.put("junctionReferenceTo", List.of());
        out.put("relationshipName", relationship(parent, child, field));
        out.put("restrictedDelete", false);
        return out;
    }

    /** What people own or have changed is no relationship of theirs that a query could follow. */
    private @Nullable String relationship(ObjectType parent, ObjectType child, Field field) {
        return parent.name().equals("User")
                ? null
                : Children.relationship(org.schema(), parent, child, field);
    }

    /** A straight list in the WSDL's order: what the vendor says of one field. */
    Map<String, @Nullable Object> field(ObjectType type, Field field) {
        Lookup lookup = field.lookup();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("aggregatable", !field.is(Trait.LONG_TEXT));
        out.put("aiPredictionField", false);
        out.put("autoNumber", field.is(Trait.AUTO_NUMBER));
        out.put(
                "byteLength",
                field.size().length() * (lookup != null || field.name().equals("Id") ? 1 : 3));
        out.put("calculated", field.calculated());
        out.put("calculatedFormula", field.formula());
        out.put("cascadeDelete", field.is(Trait.MASTER_DETAIL));
        out.put("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        out.put("compoundFieldName", null);
        out.put("controllerName", null);
        out.put("createable", org.access().createable(type, field));
        out.put("custom", field.is(Trait.CUSTOM));
        out.put("defaultValue", null);
        out.put("defaultValueFormula", null);
        out.put("defaultedOnCreate", !field.is(Trait.WRITABLE));
        out.put("dependentPicklist", false);
        out.put("deprecatedAndHidden", false);
        out.put("digits", field.size().digits());
        out.put("displayLocationInDecimal", false);
        out.put("encrypted", false);
        out.put("externalId", field.is(Trait.EXTERNAL_ID));
        out.put("extraTypeInfo", field.is(Trait.LONG_TEXT) ? "plaintextarea" : null);
        out.put("filterable", !field.is(Trait.LONG_TEXT));
        out.put("filteredLookupInfo", null);
        out.put("formulaTreatNullNumberAsZero", false);
        out.put("groupable", field.groupable());
        out.put("highScaleNumber", false);
        out.put("htmlFormatted", false);
        out.put("idLookup", field.is(Trait.ID_LOOKUP));
        out.put("inlineHelpText", field.help());
        out.put("label", field.label());
        out.put("length", field.size().length());
        out.put("mask", null);
        out.put("maskType", null);
        out.put("name", field.name());
        out.put("nameField", field.is(Trait.NAME));
        out.put("namePointing", lookup != null && lookup.polymorphic());
        out.put("nillable", field.nillable() && !field.is(Trait.REQUIRED));
        out.put("permissionable", field.is(Trait.CUSTOM) && !Access.alwaysVisible(field));
        out.put("picklistValues", field.picklist().stream().map(Describe::picklistValue).toList());
        out.put("polymorphicForeignKey", lookup != null && lookup.polymorphic());
        out.put("precision", field.size().precision());
        out.put("queryByDistance", false);
        out.put("referenceTargetField", null);
        out.put("referenceTo", lookup == null ? List.of() : targets(lookup));
        out.put("relationshipName", lookup == null ? null : lookup.relationship());
        out.put("relationshipOrder", field.is(Trait.MASTER_DETAIL) ? 0 : null);
        out.put("restrictedDelete", false);
        out.put("restrictedPicklist", field.is(Trait.RESTRICTED_PICKLIST));
        out.put("scale", field.size().scale());
        out.put("searchPrefilterable", false);
        out.put("soapType", field.type().soapType());
        out.put("sortable", !field.is(Trait.LONG_TEXT));
        out.put("type", field.type().apiName());
        out.put("unique", field.is(Trait.UNIQUE));
        out.put("updateable", org.access().updateable(type, field));
        out.put("writeRequiresMasterRead", field.is(Trait.WRITE_NEEDS_MASTER_READ));
        return out;
    }

    private List<String> targets(Lookup lookup) {
        return lookup.targets().contains("*")
                ? org.schema().all().stream()
                        .filter(
                                type ->
                                        type.name().equals("Account")
                                                || type.name().equals("Opportunity")
                                                || type.name().equals("Case")
                                                || type.custom())
                        .map(ObjectType::name)
                        .toList()
                : lookup.targets();
    }

    private static Map<String, @Nullable Object> picklistValue(String value) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("active", true);
        out.put("defaultValue", false);
        out.put("label", value);
        out.put("validFor", null);
        out.put("value", value);
        return out;
    }
}
