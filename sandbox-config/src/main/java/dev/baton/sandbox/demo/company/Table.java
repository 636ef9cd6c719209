package dev.baton.sandbox.demo.company;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A CSV file under way, as exports have it: header, RFC 4180, an empty cell for null. */
final class Table {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv;
    private final int width;

    Table(String... header) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        width = header.length;
        row((Object[]) header);
    }

    /** Adds a row; instants as Salesforce writes them. */
    void row(@Nullable Object... cells) {
        if (cells.length != width) {
            throw new IllegalArgumentException(cells.length + " cells in a row of " + width);
        }
        csv.writeRecord(Arrays.stream(cells).map(Table::cell).toList());
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Instant at ? MOMENT.format(at) : value.toString();
    }

    /** The whole file. */
    Export.File file(String path) {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to take more", e);
        }
        return new Export.File(path, text.toString());
    }
}
