package dev.baton.sandbox.salesforce.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.baton.sandbox.salesforce.bulk.BadDataException;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.xml.Element;
import dev.baton.sandbox.salesforce.xml.XmlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a batch, whatever form they came in. XML and JSON name the fields of each record
 * anew: here every name of any record is a column, and what a record leaves out is empty. Null is
 * {@code #N/A}, and a parent's key the column {@code Relationship.Key}, as CSV has both.
 */
record Table(List<String> columns, List<List<String>> rows) {
    private static final String NULL = "#N/A";

    /**
     * What was uploaded.
     *
     * @throws BadDataException for what is not of the form
     */
    static Table read(DataFormat format, byte[] data) throws BadDataException {
        return switch (format) {
            case CSV -> csv(data);
            case XML -> xml(data);
            case JSON -> json(data);
        };
    }

    private static Table csv(byte[] data) throws BadDataException {
        List<List<String>> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .skipEmptyLines(true)
                        .ofCsvRecord(new String(data, StandardCharsets.UTF_8))) {
            for (CsvRecord line : reader) {
                lines.add(line.getFields());
            }
        } catch (CsvParseException e) {
            throw new BadDataException("InvalidBatch : Failed to parse CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            return new Table(List.of(), List.of());
        }
        List<String> columns = lines.getFirst();
        List<List<String>> rows = lines.subList(1, lines.size());
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new BadDataException(
                        "InvalidBatch : Failed to parse CSV: a row has %d fields, the header %d"
                                .formatted(row.size(), columns.size()));
            }
        }
        return new Table(columns, rows);
    }

    private static Table xml(byte[] data) throws BadDataException {
        Element root;
        try {
            root = XmlReader.read(data);
        } catch (ApiException e) {
            throw new BadDataException("InvalidBatch : Failed to parse XML: " + e.text());
        }
        return of(root.all("sObject").stream().map(Table::record).toList());
    }

    private static Map<String, String> record(Element object) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Element field : object.children()) {
            Element parent = field.child("sObject").orElse(null);
            if (parent == null) {
                cells.put(field.name(), field.nil() ? NULL : field.text());
            } else {
                parent.children().stream()
                        .filter(key -> !key.name().equals("type"))
                        .forEach(key -> cells.put(field.name() + "." + key.name(), key.text()));
            }
        }
        cells.remove("type");
        return cells;
    }

    private static Table json(byte[] data) throws BadDataException {
        List<ObjectNode> list;
        try {
            list = Json.parseList(data);
        } catch (ApiException e) {
            throw new BadDataException("InvalidBatch : Failed to parse JSON: " + e.text());
        }
        List<Map<String, String>> records = new ArrayList<>();
        for (ObjectNode record : list) {
            records.add(record(record));
        }
        return of(records);
    }

    private static Map<String, String> record(ObjectNode object) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(
                                key ->
                                        put(
                                                cells,
                                                field.getKey() + "." + key.getKey(),
                                                key.getValue()));
            } else {
                put(cells, field.getKey(), field.getValue());
            }
        }
        cells.keySet()
                .removeIf(name -> name.startsWith("attributes.") || name.endsWith(".attributes"));
        return cells;
    }

    private static void put(Map<String, String> cells, String column, JsonNode value) {
        cells.put(column, value.isNull() ? NULL : value.asText());
    }

    private static Table of(List<Map<String, String>> records) {
        Set<String> columns = new LinkedHashSet<>();
        records.forEach(record -> columns.addAll(record.keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> record : records) {
            rows.add(columns.stream().map(column -> record.getOrDefault(column, "")).toList());
        }
        return new Table(List.copyOf(columns), rows);
    }
}
