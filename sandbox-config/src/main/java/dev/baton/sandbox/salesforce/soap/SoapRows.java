package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.write.Input;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads sObjects of a request. A type or name nobody knows refuses the whole call. */
final class SoapRows {
    private static final int MAX_ROWS = 200;
    private static final String ADVICE =
            " Please reference your WSDL or the describe call for the appropriate names.";

    private final Org org;

    SoapRows(Org org) {
        this.org = org;
    }

    List<RowInput> rows(Element operation) {
        List<Element> sent = operation.all("sObjects");
        requireAtMost(MAX_ROWS, sent.size());
        return sent.stream().map(this::row).toList();
    }

    static void requireAtMost(int limit, int size) {
        if (size > limit) {
            throw ApiException.badRequest(
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than "
                            + limit
                            + " records into this call");
        }
    }

    RowInput row(Element sent) {
        ObjectType type = object(sent.text("type").orElse(""));
        Map<Field, Input> values = new LinkedHashMap<>();
        for (Element child : sent.children()) {
            switch (child.name()) {
                case "type", "Id" -> {}
                case "fieldsToNull" ->
                        values.put(field(type, child.text().strip()), new Input.Empty());
                default -> {
                    // A nil value changes nothing: only fieldsToNull clears.
                    if (!child.nil()) {
                        values.put(field(type, child.name()), new Input.Text(child.text()));
                    }
                }
            }
        }
        return new RowInput(type, sent.text("Id").filter(id -> !id.isEmpty()).orElse(null), values);
    }

    ObjectType object(String name) {
        return org.schema()
                .find(name)
                .filter(type -> org.access().object(type).read())
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_TYPE",
                                        "sObject type '%s' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name."
                                                        .formatted(name)
                                                + ADVICE));
    }

    Field field(ObjectType type, String name) {
        return type.field(name)
                .filter(found -> org.access().readable(type, found))
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_FIELD",
                                        "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name."
                                                        .formatted(name, type.name())
                                                + ADVICE));
    }

    /** The key of an upsert. */
    Field key(List<RowInput> rows, String name) {
        if (rows.isEmpty()) {
            throw ApiException.badRequest("MISSING_ARGUMENT", "sObjects must be specified");
        }
        ObjectType type = rows.getFirst().type();
        if (rows.stream().anyMatch(row -> !row.type().name().equals(type.name()))) {
            throw ApiException.badRequest(
                    "INVALID_TYPE", "all sObjects of an upsert must be of one type");
        }
        return type.field(name)
                .filter(field -> field.is(Trait.EXTERNAL_ID) || field.is(Trait.ID_LOOKUP))
                .filter(field -> org.access().readable(type, field))
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_FIELD",
                                        "Field name provided, %s does not match an External ID, Salesforce Id, or indexed field for %s"
                                                .formatted(name, type.name())));
    }
}
