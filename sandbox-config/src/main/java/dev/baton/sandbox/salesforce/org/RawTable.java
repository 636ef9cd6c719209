package dev.baton.sandbox.salesforce.org;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.baton.sandbox.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One CSV file of an export as text: every row has as many cells as the header, no header name
 * comes twice, and there is an Id column. Line numbers count from 1.
 */
record RawTable(Path file, List<String> header, List<RawRow> rows) {

    record RawRow(long line, List<String> cells) {}

    /** The object the file is named after. */
    String object() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".csv".length());
    }

    /** The column of the name, or -1. */
    int column(String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads one file.
     *
     * @throws DataException for a file that RFC 4180 or the rules above forbid
     */
    static RawTable read(Path file) {
        long line = 1;
        // The whole file is decoded first: a stream decoder would swallow bytes that are no UTF-8.
        try (CsvReader<CsvRecord> records =
                CsvReader.builder()
                        .skipEmptyLines(true)
                        .detectBomHeader(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(text(file))) {
            List<String> header = null;
            List<RawRow> rows = new ArrayList<>();
            for (CsvRecord row : records) {
                line = row.getStartingLineNumber();
                if (header == null) {
                    header = header(file, row.getFields());
                } else {
                    rows.add(row(file, header.size(), row));
                }
            }
            if (header == null) {
                throw new DataException(file, 1, "is empty; give it a header, or remove it");
            }
            return new RawTable(file, header, rows);
        } catch (CsvParseException e) {
            throw new DataException(
                    file,
                    line,
                    "the row that starts here or the next one is no RFC 4180: "
                            + reason(e)
                            + "; close every quote");
        } catch (CharacterCodingException e) {
            throw new DataException(file, 1, "is not UTF-8; export it again as UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String reason(CsvParseException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static RawRow row(Path file, int columns, CsvRecord row) {
        if (row.getFieldCount() != columns) {
            throw new DataException(
                    file,
                    row.getStartingLineNumber(),
                    "has "
                            + row.getFieldCount()
                            + " columns, the header has "
                            + columns
                            + "; quote values that hold commas or line breaks");
        }
        return new RawRow(row.getStartingLineNumber(), row.getFields());
    }

    private static List<String> header(Path file, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new DataException(file, 1, "has the column " + name + " twice; remove one");
            }
        }
        if (!seen.contains("id")) {
            throw new DataException(file, 1, "has no Id column; export the record ids too");
        }
        return List.copyOf(names);
    }
}
