package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PackageContents.CustomObject;
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

/** Puts the package's objects and fields into the schema. */
final class CustomObjects {
    private CustomObjects() {}

    static void deploy(PackageContents contents, Schema schema) {
        contents.objects().forEach(object -> schema.put(define(object, nextPrefix(schema))));
        contents.fields().forEach((object, fields) -> schema.put(schema.get(object).plus(fields)));
    }

    private static ObjectType define(CustomObject object, String prefix) {
        List<Field> fields = new ArrayList<>(StandardSchema.systemFields());
        fields.add(object.nameField());
        if (object.owned()) {
            fields.add(owner());
        }
        return ObjectType.of(object.name(), object.label(), object.plural(), prefix, fields);
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

    /** a00, a01, … in order of creation, as orgs number their custom objects. */
    static String nextPrefix(Schema schema) {
        long custom = schema.all().stream().filter(ObjectType::custom).count();
        return String.format(Locale.ROOT, "a%02d", custom);
    }
}
