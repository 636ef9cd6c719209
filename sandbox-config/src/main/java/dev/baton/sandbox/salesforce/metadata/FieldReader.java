package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the definition of a custom field into the field that describe would show. */
final class FieldReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*__c");

    private final MetadataXml xml;

    private FieldReader(MetadataXml xml) {
        this.xml = xml;
    }

    static Field read(MetadataXml xml) throws ComponentProblem {
        return new FieldReader(xml).field();
    }

    private Field field() throws ComponentProblem {
        String name = xml.required("fullName");
        if (!NAME.matcher(name).matches()) {
            throw new ComponentProblem(
                    "The custom field name '"
                            + name
                            + "' must end in __c and hold letters, digits and single underscores");
        }
        String metadataType = xml.required("type");
        FieldType type = type(metadataType);
        return new Field(
                name,
                xml.required("label"),
                type,
                size(type),
                traits(metadataType, type),
                type == FieldType.REFERENCE ? lookup() : null,
                picklist(),
                xml.text("formula").orElse(null),
                xml.text("inlineHelpText").orElse(null));
    }

    private static FieldType type(String metadataType) throws ComponentProblem {
        return switch (metadataType) {
            case "Text" -> FieldType.STRING;
            case "TextArea", "LongTextArea", "Html" -> FieldType.TEXTAREA;
            case "Picklist" -> FieldType.PICKLIST;
            case "Number" -> FieldType.DOUBLE;
            case "Currency" -> FieldType.CURRENCY;
            case "Percent" -> FieldType.PERCENT;
            case "Checkbox" -> FieldType.BOOLEAN;
            case "Date" -> FieldType.DATE;
            case "DateTime" -> FieldType.DATETIME;
            case "Lookup", "MasterDetail" -> FieldType.REFERENCE;
            case "MultiselectPicklist" -> FieldType.MULTIPICKLIST;
            case "Email" -> FieldType.EMAIL;
            case "Phone" -> FieldType.PHONE;
            case "Url" -> FieldType.URL;
            default ->
                    throw new ComponentProblem(
                            "'" + metadataType + "' is not a valid value for the enum 'FieldType'");
        };
    }

    private Size size(FieldType type) throws ComponentProblem {
        return switch (type.kind()) {
            case NUMBER -> Size.number(xml.number("precision", 18), xml.number("scale", 0));
            case ID -> Size.text(18);
            // A text formula yields up to 1,300 characters; a picklist value up to 255.
            case TEXT ->
                    Size.text(xml.number("length", xml.child("formula").isPresent() ? 1300 : 255));
            case BOOLEAN, DATE, DATETIME -> Size.NONE;
        };
    }

    private EnumSet<Trait> traits(String metadataType, FieldType type) {
        EnumSet<Trait> traits = EnumSet.of(Trait.CUSTOM, Trait.DEPLOYED);
        boolean master = metadataType.equals("MasterDetail");
        add(traits, Trait.NILLABLE, !master && type != FieldType.BOOLEAN && !xml.flag("required"));
        add(traits, Trait.REQUIRED, master || xml.flag("required"));
        add(traits, Trait.WRITABLE, xml.child("formula").isEmpty());
        add(traits, Trait.EXTERNAL_ID, xml.flag("externalId"));
        add(traits, Trait.ID_LOOKUP, xml.flag("externalId"));
        add(traits, Trait.UNIQUE, xml.flag("unique"));
        add(traits, Trait.CASE_SENSITIVE, xml.flag("caseSensitive"));
        add(traits, Trait.MASTER_DETAIL, master);
        add(traits, Trait.WRITE_NEEDS_MASTER_READ, master && xml.flag("writeRequiresMasterRead"));
        add(traits, Trait.LONG_TEXT, metadataType.equals("LongTextArea"));
        add(
                traits,
                Trait.RESTRICTED_PICKLIST,
                xml.child("valueSet").map(set -> set.flag("restricted")).orElse(false));
        return traits;
    }

    private static void add(EnumSet<Trait> traits, Trait trait, boolean present) {
        if (present) {
            traits.add(trait);
        }
    }

    private Lookup lookup() throws ComponentProblem {
        String relationship = xml.required("fullName").replaceAll("__c$", "__r");
        return new Lookup(
                relationship,
                List.of(xml.required("referenceTo")),
                xml.text("relationshipName").map(name -> name + "__r").orElse(null));
    }

    private List<String> picklist() {
        return xml.child("valueSet").flatMap(set -> set.child("valueSetDefinition")).stream()
                .flatMap(definition -> definition.children("value").stream())
                .flatMap(value -> value.text("fullName").stream())
                .toList();
    }
}
