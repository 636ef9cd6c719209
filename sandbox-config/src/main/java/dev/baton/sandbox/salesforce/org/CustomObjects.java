package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What deployed objects and fields make of a schema: the org's own, or a copy to try them on. */
public final class CustomObjects {
    private CustomObjects() {}

    /** Adds what the component defines; most components define nothing of a schema. */
    public static void put(Component component, Schema schema) {
        switch (component) {
            case Component.CustomObject object -> put(object, schema);
            case Component.CustomField field ->
                    PackageContents.appearsOn(field.object())
                            .forEach(object -> put(field.field(), schema.get(object), schema));
            case Component.ValidationRule rule -> {}
            case Component.Permissions permissions -> {}
            case Component.Kept kept -> {}
        }
    }

    private static void put(Component.CustomObject object, Schema schema) {
        Optional<ObjectType> existing = schema.find(object.name());
        if (existing.isPresent()) {
            ObjectType old = existing.get();
            schema.put(
                    ObjectType.of(
                            old.name(),
                            object.label(),
                            object.plural(),
                            old.prefix(),
                            old.plus(List.of(object.nameField())).fields()));
            return;
        }
        List<Field> fields = new ArrayList<>(StandardSchema.systemFields());
        fields.add(object.nameField());
        if (object.owned()) {
            fields.add(owner());
        }
        schema.put(
                ObjectType.of(
                        object.name(),
                        object.label(),
                        object.plural(),
                        nextPrefix(schema),
                        fields));
    }

    /**
     * A detail has no owner of its own. A field that people saw before it was deployed over stays
     * visible.
     */
    private static void put(Field field, ObjectType object, Schema schema) {
        boolean seen =
                object.field(field.name()).filter(old -> !old.is(Trait.DEPLOYED)).isPresent();
        ObjectType with = object.plus(List.of(seen ? field.without(Trait.DEPLOYED) : field));
        Optional<Field> owner = with.field("OwnerId");
        schema.put(
                field.is(Trait.MASTER_DETAIL) && owner.isPresent()
                        ? with.without(owner.get())
                        : with);
    }

    static Field owner() {
        return Field.of(
                        "OwnerId",
                        FieldType.REFERENCE,
                        Size.text(18),
                        Trait.NILLABLE,
                        Trait.WRITABLE)
                .referring(new Lookup("Owner", List.of("Group", "User"), null));
    }

    /** The first free one of a00, a01, …, as orgs number their custom objects. */
    static String nextPrefix(Schema schema) {
        Set<String> taken =
                schema.all().stream().map(ObjectType::prefix).collect(Collectors.toSet());
        int number = 0;
        String prefix;
        do {
            prefix = String.format(Locale.ROOT, "a%02d", number++);
        } while (taken.contains(prefix));
        return prefix;
    }
}
