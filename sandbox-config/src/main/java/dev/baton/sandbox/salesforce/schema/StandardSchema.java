package dev.baton.sandbox.salesforce.schema;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The vendor's own objects, as far as health and handoffs can be about them. */
public final class StandardSchema {
    /** What is gone at once when it is deleted. */
    private static final Set<String> WITHOUT_RECYCLE_BIN =
            Set.of(
                    "CustomPermission",
                    "FieldPermissions",
                    "ObjectPermissions",
                    "PermissionSet",
                    "PermissionSetAssignment",
                    "PermissionSetLicense",
                    "PermissionSetLicenseAssign",
                    "Profile",
                    "SetupEntityAccess",
                    "UserLicense");

    private StandardSchema() {}

    /** What the data API knows. */
    public static Schema load() {
        return load("standard", StandardSchema::object);
    }

    /** What the Tooling API knows of: objects whose rows are an org's parts. */
    public static Schema tooling() {
        return load("tooling", (row, own) -> object(row, systemFields().subList(0, 1), own));
    }

    private interface Making {
        ObjectType object(NamedCsvRecord row, List<Field> own);
    }

    private static Schema load(String name, Making making) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        read(
                name + "-fields.csv",
                row ->
                        fields.computeIfAbsent(row.getField("object"), any -> new ArrayList<>())
                                .add(field(row)));
        Schema schema = new Schema();
        read(
                name + "-objects.csv",
                row ->
                        schema.put(
                                making.object(
                                        row,
                                        fields.getOrDefault(row.getField("object"), List.of()))));
        return schema;
    }

    /** What every stored object has, first Id. */
    public static List<Field> systemFields() {
        return List.of(
                Field.of("Id", FieldType.ID, Size.text(18), Trait.ID_LOOKUP).titled("Record ID"),
                Field.of("IsDeleted", FieldType.BOOLEAN, Size.NONE).titled("Deleted"),
                Field.of("CreatedDate", FieldType.DATETIME, Size.NONE),
                userReference("CreatedById", "CreatedBy"),
                Field.of("LastModifiedDate", FieldType.DATETIME, Size.NONE),
                userReference("LastModifiedById", "LastModifiedBy"),
                Field.of("SystemModstamp", FieldType.DATETIME, Size.NONE));
    }

    private static Field userReference(String name, String relationship) {
        return Field.of(name, FieldType.REFERENCE, Size.text(18), Trait.NILLABLE)
                .referring(new Lookup(relationship, List.of("User"), null));
    }

    private static ObjectType object(NamedCsvRecord row, List<Field> own) {
        List<Field> all = new ArrayList<>(systemFields());
        if (row.getField("object").equals("UserRecordAccess")) {
            all.subList(1, all.size()).clear();
        }
        if (row.getField("object").equals("OpportunityHistory")) {
            // A line of history is written once.
            all.removeIf(field -> field.name().startsWith("LastModified"));
        }
        if (WITHOUT_RECYCLE_BIN.contains(row.getField("object"))) {
            all.removeIf(field -> field.name().equals("IsDeleted"));
        }
        return object(row, all, own);
    }

    private static ObjectType object(NamedCsvRecord row, List<Field> system, List<Field> own) {
        List<Field> all = new ArrayList<>(system);
        all.addAll(own);
        return ObjectType.of(
                row.getField("object"),
                row.getField("label"),
                row.getField("plural"),
                row.getField("prefix"),
                all);
    }

    private static Field field(NamedCsvRecord row) {
        FieldType type = FieldType.ofApiName(row.getField("type")).orElseThrow();
        Size size = size(type, row.getField("size"));
        EnumSet<Trait> traits = traits(row.getField("flags"), type, size);
        Field field = Field.of(row.getField("field"), type, size, traits.toArray(Trait[]::new));
        return type == FieldType.REFERENCE ? field.referring(lookup(row)) : field;
    }

    private static EnumSet<Trait> traits(String flags, FieldType type, Size size) {
        EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
        if (type != FieldType.BOOLEAN) {
            traits.add(Trait.NILLABLE);
        }
        if (size.length() > 255 && type == FieldType.TEXTAREA) {
            traits.add(Trait.LONG_TEXT);
        }
        for (int i = 0; i < flags.length(); i++) {
            char flag = flags.charAt(i);
            traits.add(
                    switch (flag) {
                        case 'n' -> Trait.NAME;
                        case 'w' -> Trait.WRITABLE;
                        case 'l' -> Trait.ID_LOOKUP;
                        case 'a' -> Trait.AUTO_NUMBER;
                        case 'r' -> Trait.REQUIRED;
                        default ->
                                throw new IllegalStateException(
                                        "the table of fields has a flag " + flag);
                    });
        }
        return traits;
    }

    private static Lookup lookup(NamedCsvRecord row) {
        String relationship = row.getField("relationship");
        String references = row.getField("references");
        return new Lookup(
                relationship.isEmpty() ? null : relationship,
                references.isEmpty() ? List.of() : List.of(references.split(";", -1)),
                null);
    }

    private static Size size(FieldType type, String text) {
        if (text.isEmpty()) {
            return Size.NONE;
        }
        if (type == FieldType.INT) {
            return new Size(0, 0, 0, Integer.parseInt(text));
        }
        int point = text.indexOf('.');
        return point < 0
                ? Size.text(Integer.parseInt(text))
                : Size.number(
                        Integer.parseInt(text.substring(0, point)),
                        Integer.parseInt(text.substring(point + 1)));
    }

    private interface RowReader {
        void row(NamedCsvRecord row);
    }

    private static void read(String resource, RowReader reader) {
        try (InputStream in =
                        Objects.requireNonNull(
                                StandardSchema.class.getResourceAsStream(resource), resource);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            rows.forEach(reader::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
