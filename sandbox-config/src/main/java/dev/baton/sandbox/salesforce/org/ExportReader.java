package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.DataException;
import dev.baton.sandbox.salesforce.org.RawTable.RawRow;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code salesforce/OBJECT.csv} of every folder into rows, and adds to the schema what the
 * exports bring: custom columns of known objects and whole custom objects.
 */
final class ExportReader {
    private final Schema schema;

    /** Where each record was read, by id key, to say both places when an id comes twice. */
    private final Map<String, String> objectOfId = new HashMap<>();

    ExportReader(Schema schema) {
        this.schema = schema;
    }

    /**
     * All records of all folders.
     *
     * @throws DataException for the first thing that cannot be served, with file and line
     */
    List<Row> read(List<Path> dataDirs) {
        Map<String, List<RawTable>> byObject = new TreeMap<>();
        for (Path file : files(dataDirs)) {
            RawTable table = RawTable.read(file);
            byObject.computeIfAbsent(objectName(table), name -> new ArrayList<>()).add(table);
        }
        byObject.forEach((object, tables) -> tables.forEach(table -> index(object, table)));
        byObject.forEach(this::defineColumns);
        return byObject.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue().stream()
                                        .flatMap(table -> rows(schema.get(entry.getKey()), table)))
                .toList();
    }

    private static List<Path> files(List<Path> dataDirs) {
        List<Path> found = new ArrayList<>();
        for (Path dir : dataDirs) {
            Path folder = dir.resolve("salesforce");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.filter(file -> file.toString().endsWith(".csv"))
                            .sorted()
                            .forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    private String objectName(RawTable table) {
        String name = table.object();
        Optional<ObjectType> known = schema.find(name);
        if (known.isPresent() && !known.get().name().equals("UserRecordAccess")) {
            return known.get().name();
        }
        if (name.matches("[A-Za-z]\\w*__c")) {
            return name;
        }
        throw new DataException(
                table.file(),
                1,
                "is named after no object of the sandbox; known are " + stored() + " and X__c");
    }

    private String stored() {
        return schema.all().stream()
                .map(ObjectType::name)
                .filter(name -> !name.equals("UserRecordAccess"))
                .collect(Collectors.joining(", "));
    }

    private void index(String object, RawTable table) {
        int idColumn = table.column("Id");
        for (RawRow row : table.rows()) {
            String id = row.cells().get(idColumn);
            if (!SalesforceId.wellFormed(id)) {
                throw new DataException(
                        table.file(),
                        row.line(),
                        "Id must be 15 or 18 letters and digits; correct it");
            }
            if (objectOfId.putIfAbsent(SalesforceId.key(id), object) != null) {
                throw new DataException(
                        table.file(),
                        row.line(),
                        "Id " + id + " was already read; leave the record in one place");
            }
        }
    }

    private void defineColumns(String object, List<RawTable> tables) {
        ObjectType type = schema.find(object).orElseGet(() -> customObject(object));
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (RawTable table : tables) {
            for (int column = 0; column < table.header().size(); column++) {
                String name = table.header().get(column);
                if (type.field(name).isEmpty()) {
                    requireCustomName(type, table, name);
                    unknown.computeIfAbsent(name, n -> new ArrayList<>())
                            .addAll(nonEmpty(table, column));
                }
            }
        }
        ColumnInference inference = new ColumnInference(objectOfId);
        List<Field> inferred =
                unknown.entrySet().stream()
                        .map(column -> inference.infer(column.getKey(), column.getValue()))
                        .toList();
        schema.put(type.plus(inferred));
    }

    private static List<String> nonEmpty(RawTable table, int column) {
        return table.rows().stream()
                .map(row -> row.cells().get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static void requireCustomName(ObjectType type, RawTable table, String name) {
        if (!name.matches("[A-Za-z]\\w*__c")) {
            throw new DataException(
                    table.file(),
                    1,
                    "column "
                            + name
                            + " is no field of "
                            + type.name()
                            + "; use the API name (custom fields end in __c), or remove the column");
        }
    }

    private ObjectType customObject(String name) {
        String label = name.substring(0, name.length() - "__c".length()).replace('_', ' ');
        List<Field> fields = new ArrayList<>(StandardSchema.systemFields());
        fields.add(Field.of("Name", FieldType.STRING, Size.text(80), Trait.NAME, Trait.NILLABLE));
        fields.add(CustomObjects.owner());
        return ObjectType.of(name, label, label, CustomObjects.nextPrefix(schema), fields);
    }

    private static Stream<Row> rows(ObjectType type, RawTable table) {
        List<Field> columns =
                table.header().stream().map(name -> type.field(name).orElseThrow()).toList();
        int idColumn = table.column("Id");
        FieldValues.Names names = new FieldValues.Names();
        List<Repeats> repeats = columns.stream().map(field -> new Repeats()).toList();
        return table.rows().stream()
                .map(
                        raw -> {
                            Map<String, Object> values = new FieldValues(names);
                            for (int i = 0; i < columns.size(); i++) {
                                Field field = columns.get(i);
                                Optional<Object> value =
                                        value(table, raw, field, raw.cells().get(i));
                                if (value.isPresent()) {
                                    values.put(field.name(), repeats.get(i).of(value.get()));
                                }
                            }
                            return new Row(
                                    type, SalesforceId.extend(raw.cells().get(idColumn)), values);
                        });
    }

    /** Keeps one object for each value of a column that comes again and again. */
    private static final class Repeats {
        private static final int KEPT = 4_096;
        private final Map<Object, Object> known = new HashMap<>();

        Object of(Object value) {
            Object first = known.get(value);
            if (first == null && known.size() < KEPT) {
                known.put(value, value);
            }
            return first == null ? value : first;
        }
    }

    private static Optional<Object> value(RawTable table, RawRow raw, Field field, String cell) {
        if (cell.isEmpty() || field.calculated()) {
            // A formula's exported value is of the export's day and would be wrong on any other.
            return Optional.empty();
        }
        Optional<Object> value = Values.parse(field.type(), cell);
        boolean badId = field.type() == FieldType.REFERENCE && !SalesforceId.wellFormed(cell);
        if (value.isEmpty() || badId) {
            throw new DataException(
                    table.file(),
                    raw.line(),
                    field.name() + " is no " + expected(field.type()) + "; correct or empty it");
        }
        if (field.is(Trait.RESTRICTED_PICKLIST) && !field.picklist().contains(cell)) {
            throw new DataException(
                    table.file(),
                    raw.line(),
                    field.name() + " must be one of " + String.join(", ", field.picklist()));
        }
        return value;
    }

    private static String expected(FieldType type) {
        return switch (type.kind()) {
            case NUMBER -> type == FieldType.INT ? "whole number" : "number";
            case BOOLEAN -> "true or false";
            case DATE -> "date (2026-01-31)";
            case DATETIME -> "date-time with offset (2026-01-31T00:00:00.000+0000)";
            case ID -> "record id of 15 or 18 letters and digits";
            case TEXT -> "text";
        };
    }
}
