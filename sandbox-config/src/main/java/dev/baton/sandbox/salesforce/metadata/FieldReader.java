package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.DataException;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** Turns one {@code .field-meta.xml} into the field that describe would show. */
final class FieldReader {
    private final Path file;
    private final MetadataXml xml;

    private FieldReader(Path file) {
        this.file = file;
        this.xml = MetadataXml.read(file);
    }

    static Field read(Path file) {
        return new FieldReader(file).field();
    }

    private Field field() {
        String name = required("fullName");
        String metadataType = required("type");
        FieldType type = type(metadataType);
        return new Field(
                name,
                required("label"),
                type,
                size(type),
                traits(metadataType, type),
                type == FieldType.REFERENCE ? lookup() : null,
                picklist(),
                xml.text("formula").orElse(null),
                xml.text("inlineHelpText").orElse(null));
    }

    private String required(String element) {
        return xml.text(element)
                .orElseThrow(
                        () ->
                                new DataException(
                                        file,
                                        1,
                                        "has no <" + element + ">; add it, the org needs it"));
    }

    private FieldType type(String metadataType) {
        return switch (metadataType) {
            case "Text" -> FieldType.STRING;
            case "TextArea", "LongTextArea" -> FieldType.TEXTAREA;
            case "Picklist" -> FieldType.PICKLIST;
            case "Number" -> FieldType.DOUBLE;
            case "Currency" -> FieldType.CURRENCY;
            case "Percent" -> FieldType.PERCENT;
            case "Checkbox" -> FieldType.BOOLEAN;
            case "Date" -> FieldType.DATE;
            case "DateTime" -> FieldType.DATETIME;
            case "Lookup", "MasterDetail" -> FieldType.REFERENCE;
            default ->
                    throw new DataException(
                            file,
                            1,
                            "has the type "
                                    + metadataType
                                    + ", which the sandbox does not know; use another one");
        };
    }

    private Size size(FieldType type) {
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
        EnumSet<Trait> traits = EnumSet.of(Trait.CUSTOM, Trait.PACKAGE);
        boolean master = metadataType.equals("MasterDetail");
        add(traits, Trait.NILLABLE, !master && type != FieldType.BOOLEAN && !xml.flag("required"));
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

    private Lookup lookup() {
        String relationship = required("fullName").replaceAll("__c$", "__r");
        return new Lookup(
                relationship,
                List.of(required("referenceTo")),
                xml.text("relationshipName").map(name -> name + "__r").orElse(null));
    }

    private List<String> picklist() {
        return xml.child("valueSet").flatMap(set -> set.child("valueSetDefinition")).stream()
                .flatMap(definition -> definition.children("value").stream())
                .flatMap(value -> value.text("fullName").stream())
                .toList();
    }
}
