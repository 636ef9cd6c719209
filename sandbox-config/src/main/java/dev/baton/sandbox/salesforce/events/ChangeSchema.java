package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.events.ChangeLayout.Compound;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Part;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Plain;
import dev.baton.sandbox.salesforce.events.ChangeLayout.Slot;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import java.util.Base64;

/**
 * How the change events of one object are written: the header, then the object's fields, each empty
 * unless the event tells of it.
 *
 * @param id changes with the schema
 */
record ChangeSchema(ObjectType type, ChangeLayout layout, Schema avro, String id) {
    private static final String NAMESPACE = "com.sforce.eventbus";
    static final String HEADER = "ChangeEventHeader";

    static ChangeSchema of(ObjectType type) {
        ChangeLayout layout = ChangeLayout.of(type);
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field(HEADER, header()));
        layout.slots().forEach(slot -> fields.add(optional(slot.name(), schemas(type, slot))));
        Schema avro =
                Schema.createRecord(event(type.name()), "", NAMESPACE, false, List.copyOf(fields));
        return new ChangeSchema(type, layout, avro, fingerprint(avro));
    }

    /** {@code AccountChangeEvent}, {@code Thing__ChangeEvent}. */
    static String event(String object) {
        return object.endsWith("__c")
                ? object.substring(0, object.length() - 1) + "ChangeEvent"
                : object + "ChangeEvent";
    }

    static String topic(String object) {
        return "/data/" + event(object);
    }

    private static String fingerprint(Schema avro) {
        long hash = SchemaNormalization.parsingFingerprint64(avro);
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Schema header() {
        Schema names = SchemaBuilder.array().items().stringType();
        List<String> types = Arrays.stream(ChangeType.values()).map(Enum::name).toList();
        return SchemaBuilder.record(HEADER)
                .namespace(NAMESPACE)
                .fields()
                .requiredString("entityName")
                .name("recordIds")
                .type(names)
                .noDefault()
                .name("changeType")
                .type(Schema.createEnum("ChangeType", "", NAMESPACE, types))
                .noDefault()
                .requiredString("changeOrigin")
                .requiredString("transactionKey")
                .requiredInt("sequenceNumber")
                .requiredLong("commitTimestamp")
                .requiredLong("commitNumber")
                .requiredString("commitUser")
                .name("nulledFields")
                .type(names)
                .noDefault()
                .name("diffFields")
                .type(names)
                .noDefault()
                .name("changedFields")
                .type(names)
                .noDefault()
                .endRecord();
    }

    /** The kinds of values a field can have beside none. */
    private static List<Schema> schemas(ObjectType type, Slot slot) {
        return switch (slot) {
            case Plain(Field field) when isSwitchable(type, field) ->
                    List.of(plain(field), personName());
            case Plain(Field field) -> List.of(plain(field));
            case Compound(String name, List<Part> parts) -> List.of(compound(type, name, parts));
        };
    }

    /** An account may be a person, and its name then has parts. */
    private static boolean isSwitchable(ObjectType type, Field field) {
        return type.name().equals("Account") && field.name().equals("Name");
    }

    private static Schema personName() {
        return SchemaBuilder.record("Switchable_PersonName")
                .namespace(NAMESPACE)
                .fields()
                .optionalString("Salutation")
                .optionalString("FirstName")
                .optionalString("LastName")
                .endRecord();
    }

    private static Schema compound(ObjectType type, String name, List<Part> parts) {
        List<Schema.Field> fields =
                parts.stream()
                        .map(part -> optional(part.name(), List.of(plain(part.field()))))
                        .toList();
        return Schema.createRecord(type.name() + "_" + name, "", NAMESPACE, false, fields);
    }

    private static Schema plain(Field field) {
        return Schema.create(
                switch (field.type().kind()) {
                    case ID, TEXT -> Schema.Type.STRING;
                    case BOOLEAN -> Schema.Type.BOOLEAN;
                    case NUMBER ->
                            field.type() == FieldType.INT ? Schema.Type.INT : Schema.Type.DOUBLE;
                    // Milliseconds since 1970, a date's of its midnight in UTC.
                    case DATE, DATETIME -> Schema.Type.LONG;
                });
    }

    private static Schema.Field optional(String name, List<Schema> kinds) {
        List<Schema> union = new ArrayList<>();
        union.add(Schema.create(Schema.Type.NULL));
        union.addAll(kinds);
        return new Schema.Field(
                name, Schema.createUnion(union), null, Schema.Field.NULL_DEFAULT_VALUE);
    }
}
