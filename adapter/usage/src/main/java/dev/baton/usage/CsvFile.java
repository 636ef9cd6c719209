package dev.baton.usage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.baton.port.Page;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open CSV file (RFC 4180, LF or CRLF, UTF-8 with or without a byte order mark). */
final class CsvFile implements Closeable {
    /** A record of more characters is none: an open quote would swallow the rest of the file. */
    private static final int LONGEST_RECORD = 1 << 20;

    private final Path path;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;
    private long line;
    private boolean broken;

    private CsvFile(Path path, CsvReader<CsvRecord> csv) {
        this.path = path;
        this.csv = csv;
        this.rows = csv.iterator();
        this.header = firstRow();
    }

    /**
     * Opens a file and reads its header.
     *
     * @param bytes no more than these are read: what is appended meanwhile comes another time
     */
    static CsvFile open(Path path, long bytes) throws IOException {
        // A decoder that throws could not say in which row; this one leaves a mark in it.
        var text = new InputStreamReader(Prefix.open(path, bytes), StandardCharsets.UTF_8);
        try {
            return new CsvFile(
                    path,
                    CsvReader.builder()
                            .skipEmptyLines(true)
                            .detectBomHeader(false)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .allowUnclosedQuote(false)
                            .maxBufferSize(LONGEST_RECORD)
                            .ofCsvRecord(text));
        } catch (UncheckedIOException e) {
            text.close();
            throw e.getCause();
        }
    }

    private List<String> firstRow() {
        CsvRecord first = next();
        if (first == null) {
            return List.of();
        }
        List<String> names = first.getFields();
        return names.getFirst().startsWith("\uFEFF")
                ? java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(names.getFirst().substring(1)),
                                names.stream().skip(1))
                        .toList()
                : List.copyOf(names);
    }

    /** Empty when the file has none. */
    List<String> header() {
        return header;
    }

    /** Columns that are not there, or there more than once. */
    List<String> lacking(List<String> names) {
        return names.stream().filter(name -> Collections.frequency(header, name) != 1).toList();
    }

    /** Passes over rows; fewer when the file ends before. */
    void skip(long count) throws IOException {
        for (long passed = 0; passed < count && advance() != null; passed++) {
            // nothing else to do with it
        }
    }

    /** The next row, null at the end of the file or of what can be read of it. */
    @Nullable Row read(RowReader reader) throws IOException {
        boolean wasBroken = broken;
        CsvRecord row = advance();
        if (row != null) {
            return reader.read(path + ":" + line, row.getFields());
        }
        return broken && !wasBroken
                ? new Row.Bad(
                        new Page.Unreadable(
                                path + ":" + (line + 1),
                                "is no RFC 4180 from here on: a quote is not closed, or text"
                                        + " follows one; the rest of the file was not read"))
                : null;
    }

    private @Nullable CsvRecord advance() throws IOException {
        try {
            return next();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private @Nullable CsvRecord next() {
        try {
            CsvRecord row = !broken && rows.hasNext() ? rows.next() : null;
            line = row == null ? line : row.getStartingLineNumber();
            return row;
        } catch (CsvParseException e) {
            broken = true;
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
