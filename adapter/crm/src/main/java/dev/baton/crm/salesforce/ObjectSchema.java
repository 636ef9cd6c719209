package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the org says of an object: the fields that our user may see, with what queries and writes
 * need to know of them.
 *
 * @param name as the vendor spells it
 * @param queryable false for objects that no query reads
 * @param replicateable whether the vendor tells up to when its changes are complete
 */
record ObjectSchema(String name, boolean queryable, boolean replicateable, List<Field> fields) {
    ObjectSchema {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param described as everybody needs it
     * @param relationship the name of the way to the parent, {@code Owner} for {@code OwnerId};
     *     null for all but references
     * @param parents the objects it may lead to
     */
    record Field(
            ObjectDescription.Field described,
            @Nullable String relationship,
            List<String> parents) {
        Field {
            parents = List.copyOf(parents);
        }

        String name() {
            return described.name();
        }

        /** In lower case, as {@code datetime}. */
        String type() {
            return described.type();
        }
    }

    /** The same in the port's words. */
    ObjectDescription description() {
        return new ObjectDescription(name, fields.stream().map(Field::described).toList());
    }

    Optional<Field> field(String fieldName) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(fieldName)).findFirst();
    }

    /** The reference that a path's first half names. */
    Optional<Field> relationship(String relationshipName) {
        return fields.stream()
                .filter(f -> relationshipName.equalsIgnoreCase(f.relationship()))
                .findFirst();
    }

    List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    List<String> relationshipNames() {
        var names = new ArrayList<String>();
        for (Field field : fields) {
            if (field.relationship() != null) {
                names.add(field.relationship());
            }
        }
        return names;
    }

    /** Empty when the answer is no describe. */
    static Optional<ObjectSchema> parse(JsonNode describe) {
        String name = describe.path("name").asText();
        if (!Soql.Name.isName(name) || !describe.path("fields").isArray()) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        for (JsonNode field : describe.path("fields")) {
            field(field).ifPresent(fields::add);
        }
        boolean queryable = describe.path("queryable").asBoolean(true);
        boolean replicateable = describe.path("replicateable").asBoolean(true);
        return Optional.of(new ObjectSchema(name, queryable, replicateable, fields));
    }

    private static Optional<Field> field(JsonNode field) {
        String name = field.path("name").asText();
        String relationship = field.path("relationshipName").asText("");
        var parents = new ArrayList<String>();
        for (JsonNode parent : field.path("referenceTo")) {
            if (Soql.Name.isName(parent.asText())) {
                parents.add(parent.asText());
            }
        }
        return Soql.Name.isName(name)
                ? Optional.of(
                        new Field(
                                described(name, field),
                                Soql.Name.isName(relationship) ? relationship : null,
                                parents))
                : Optional.empty();
    }

    /** {@code precision} counts the digits of decimals, {@code digits} those of whole numbers. */
    private static ObjectDescription.Field described(String name, JsonNode field) {
        int precision = field.path("precision").asInt();
        return new ObjectDescription.Field(
                name,
                Soql.fold(field.path("type").asText()),
                field.path("length").asInt(),
                precision > 0 ? precision : field.path("digits").asInt(),
                field.path("scale").asInt(),
                field.path("updateable").asBoolean(),
                field.path("calculated").asBoolean(),
                field.path("idLookup").asBoolean(),
                active(field.path("picklistValues")),
                field.path("restrictedPicklist").asBoolean());
    }

    private static List<String> active(JsonNode entries) {
        var values = new ArrayList<String>();
        for (JsonNode entry : entries) {
            if (entry.path("active").asBoolean()) {
                values.add(entry.path("value").asText());
            }
        }
        return values;
    }
}
