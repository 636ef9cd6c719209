package dev.baton.sandbox.salesforce.retrieve;

import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import org.jspecify.annotations.Nullable;

/** Writes the definition of a field that came with an export, and so has no file of its own. */
final class FieldSource {
    private final StringBuilder out = new StringBuilder();

    private FieldSource() {}

    /** Elements in the order of the metadata WSDL, the name first. */
    static String of(Field field) {
        FieldSource source = new FieldSource();
        source.element("fullName", field.name());
        source.flag("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        if (field.type() == FieldType.BOOLEAN) {
            source.element("defaultValue", "false");
        }
        source.flag("externalId", field.is(Trait.EXTERNAL_ID));
        source.element("label", field.label());
        source.size(field);
        source.lookup(field.lookup());
        source.element("required", String.valueOf(field.is(Trait.REQUIRED)));
        source.element("type", typeName(field));
        source.flag("unique", field.is(Trait.UNIQUE));
        source.picklist(field);
        return source.out.toString();
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>');
        out.append(MetadataXml.escaped(text));
        out.append("</").append(name).append('>');
    }

    private void flag(String name, boolean set) {
        if (set) {
            element(name, "true");
        }
    }

    private void size(Field field) {
        switch (field.type()) {
            case STRING, TEXTAREA -> {
                if (field.size().length() > 0) {
                    element("length", String.valueOf(field.size().length()));
                }
            }
            case DOUBLE, CURRENCY, PERCENT -> {
                element("precision", String.valueOf(field.size().precision()));
                element("scale", String.valueOf(field.size().scale()));
            }
            default -> {}
        }
    }

    private void lookup(@Nullable Lookup lookup) {
        if (lookup != null) {
            element("referenceTo", lookup.targets().getFirst());
        }
    }

    private void picklist(Field field) {
        if (field.type() != FieldType.PICKLIST && field.type() != FieldType.MULTIPICKLIST) {
            return;
        }
        out.append("<valueSet><valueSetDefinition><sorted>false</sorted>");
        for (String value : field.picklist()) {
            out.append("<value>");
            element("fullName", value);
            element("default", "false");
            element("label", value);
            out.append("</value>");
        }
        out.append("</valueSetDefinition></valueSet>");
    }

    private static String typeName(Field field) {
        return switch (field.type()) {
            case STRING -> "Text";
            case TEXTAREA -> field.is(Trait.LONG_TEXT) ? "LongTextArea" : "TextArea";
            case PICKLIST -> "Picklist";
            case MULTIPICKLIST -> "MultiselectPicklist";
            case INT, DOUBLE -> "Number";
            case CURRENCY -> "Currency";
            case PERCENT -> "Percent";
            case BOOLEAN -> "Checkbox";
            case DATE -> "Date";
            case DATETIME -> "DateTime";
            case ID, REFERENCE -> field.is(Trait.MASTER_DETAIL) ? "MasterDetail" : "Lookup";
            case EMAIL -> "Email";
            case PHONE -> "Phone";
            case URL -> "Url";
        };
    }
}
