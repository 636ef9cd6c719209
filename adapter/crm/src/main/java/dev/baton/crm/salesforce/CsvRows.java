package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.baton.port.AdapterException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of a query job, in the form that the REST API gives them: what reads those reads these, too.
 * An empty field is null, as the vendor has no empty text; the text {@code #N/A} is a text.
 */
final class CsvRows {
    /** Characters of a field at most: the longest text area the vendor has, and some. */
    private static final int LONGEST_FIELD = 1 << 20;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<CsvRecord> records;
    private final List<Cell> cells;
    private long passed;

    /**
     * Where a column goes.
     *
     * @param path one or two words
     * @param type in the vendor's words, {@code string} where nothing depends on it
     */
    private record Cell(List<String> path, String type) {
        void put(ObjectNode row, String text) {
            JsonNode value = text.isEmpty() ? NODES.nullNode() : value(text);
            if (path.size() == 1) {
                row.set(path.getFirst(), value);
            } else {
                parent(row, value);
            }
        }

        /** A parent all of whose fields are empty is taken for one that is not there. */
        private void parent(ObjectNode row, JsonNode value) {
            String name = path.getFirst();
            JsonNode before = row.path(name);
            if (before instanceof ObjectNode parent) {
                parent.set(path.getLast(), value);
            } else if (value.isNull()) {
                row.set(name, value);
            } else {
                row.putObject(name).set(path.getLast(), value);
            }
        }

        /** What is no number where one is due stays a text, and is reported as any such row. */
        private JsonNode value(String text) {
            try {
                return switch (type) {
                    case "int", "long" -> NODES.numberNode(Long.parseLong(text));
                    case "double", "currency", "percent" ->
                            NODES.numberNode(Double.parseDouble(text));
                    case "boolean" -> truth(text);
                    default -> NODES.textNode(withoutNul(text));
                };
            } catch (NumberFormatException e) {
                return NODES.textNode(text);
            }
        }

        /** Some exports hold it, and no store takes it. */
        private static String withoutNul(String text) {
            return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        }

        /** Of a parent that is there, an empty field is known to be empty. */
        void complete(ObjectNode row) {
            if (path.size() > 1
                    && row.get(path.getFirst()) instanceof ObjectNode parent
                    && !parent.has(path.getLast())) {
                parent.putNull(path.getLast());
            }
        }

        private static JsonNode truth(String text) {
            return switch (text) {
                case "true" -> NODES.booleanNode(true);
                case "false" -> NODES.booleanNode(false);
                default -> NODES.textNode(text);
            };
        }
    }

    private CsvRows(Iterator<CsvRecord> records, List<Cell> cells) {
        this.records = records;
        this.cells = List.copyOf(cells);
    }

    /**
     * Begins to read.
     *
     * @throws AdapterException UNAVAILABLE when the columns are not those that were asked for
     */
    static CsvRows open(byte[] csv, Selection selection) throws AdapterException {
        Iterator<CsvRecord> records = records(csv);
        List<String> header;
        try {
            header = records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException | UncheckedIOException e) {
            throw StrictJson.unreadable(e);
        }
        List<Soql.Name> asked = selection.select();
        if (header.size() != asked.size()) {
            throw StrictJson.unreadable(null);
        }
        Map<String, String> types = types(selection);
        var cells = new ArrayList<Cell>();
        for (int at = 0; at < header.size(); at++) {
            String name = asked.get(at).text();
            if (!header.get(at).equalsIgnoreCase(name)) {
                throw StrictJson.unreadable(null);
            }
            cells.add(
                    new Cell(
                            List.of(name.split("\\.")),
                            types.getOrDefault(Soql.fold(name), "string")));
        }
        return new CsvRows(records, cells);
    }

    /** An incremental decoder, so that no character is cut where a buffer ends. */
    static Iterator<CsvRecord> records(byte[] csv) {
        return records(new ByteArrayInputStream(csv));
    }

    static Iterator<CsvRecord> records(InputStream csv) {
        return CsvReader.builder()
                .skipEmptyLines(true)
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD * 16)
                .ofCsvRecord(new InputStreamReader(csv, StandardCharsets.UTF_8))
                .iterator();
    }

    private static Map<String, String> types(Selection selection) {
        var types = new TreeMap<String, String>();
        selection
                .columns()
                .forEach(column -> types.put(Soql.fold(column.name().text()), column.type()));
        types.put("isdeleted", "boolean");
        return types;
    }

    /** Rows that were given or passed over so far. */
    long passed() {
        return passed;
    }

    /** Whether there is another row. */
    boolean hasNext() throws AdapterException {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw StrictJson.unreadable(e);
        }
    }

    void skip(long rows) throws AdapterException {
        for (long left = rows; left > 0; left--) {
            record();
        }
    }

    /** The next rows, fewer at the end. */
    List<JsonNode> next(int most) throws AdapterException {
        var rows = new ArrayList<JsonNode>();
        while (rows.size() < most && hasNext()) {
            rows.add(row(record()));
        }
        return rows;
    }

    private CsvRecord record() throws AdapterException {
        if (!hasNext()) {
            throw StrictJson.unreadable(null);
        }
        try {
            passed++;
            return records.next();
        } catch (CsvParseException | UncheckedIOException e) {
            throw StrictJson.unreadable(e);
        }
    }

    private JsonNode row(CsvRecord record) {
        ObjectNode row = NODES.objectNode();
        for (int at = 0; at < cells.size(); at++) {
            cells.get(at).put(row, record.getField(at));
        }
        cells.forEach(cell -> cell.complete(row));
        return row;
    }
}
