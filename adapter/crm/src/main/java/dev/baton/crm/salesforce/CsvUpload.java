package dev.baton.crm.salesforce;

import dev.baton.port.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one ingest job: UTF-8, LF, every field quoted, the key first. An empty cell leaves a
 * field as it is, so each job holds only records that write the same fields; {@code #N/A} empties
 * one.
 *
 * @param key the column that names a record, {@code Id} or our own
 * @param names of the records, in the order of the rows
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm">how
 *     the vendor wants it</a>
 */
record CsvUpload(String key, List<String> names, byte[] csv) {
    /**
     * Bytes of a job at most. The vendor takes 100 MB; less is uploaded well within one call's time
     * limit, and fits into memory beside the plan.
     */
    private static final int MOST_BYTES = 24 << 20;

    /** Empties a field. A text of just these letters cannot be written by a job. */
    static final String EMPTY = "#N/A";

    CsvUpload {
        names = List.copyOf(names);
    }

    /** Uploads for records, as few as their fields and their size allow. */
    static List<CsvUpload> of(String key, List<WriteRequest> requests) {
        var uploads = new ArrayList<CsvUpload>();
        var groups = new LinkedHashMap<SequencedSet<String>, List<WriteRequest>>();
        for (WriteRequest request : requests) {
            SequencedSet<String> fields = new LinkedHashSet<>(request.fields().keySet());
            groups.computeIfAbsent(fields, unused -> new ArrayList<>()).add(request);
        }
        groups.forEach((fields, some) -> cut(key, fields, some, uploads));
        return uploads;
    }

    private static void cut(
            String key,
            SequencedSet<String> fields,
            List<WriteRequest> requests,
            List<CsvUpload> uploads) {
        var names = new ArrayList<String>();
        var csv = begin(key, fields);
        for (WriteRequest request : requests) {
            byte[] row = row(fields, request);
            if (csv.size() + row.length > MOST_BYTES && !names.isEmpty()) {
                uploads.add(new CsvUpload(key, names, csv.toByteArray()));
                names.clear();
                csv = begin(key, fields);
            }
            names.add(request.id());
            csv.writeBytes(row);
        }
        uploads.add(new CsvUpload(key, names, csv.toByteArray()));
    }

    private static ByteArrayOutputStream begin(String key, SequencedSet<String> fields) {
        var row = new StringBuilder();
        cell(row, key);
        fields.forEach(field -> cell(row, field));
        var csv = new ByteArrayOutputStream();
        csv.writeBytes(end(row));
        return csv;
    }

    private static byte[] row(SequencedSet<String> fields, WriteRequest request) {
        var row = new StringBuilder();
        cell(row, request.id());
        fields.forEach(field -> cell(row, text(request.fields().get(field))));
        return end(row);
    }

    private static void cell(StringBuilder row, String text) {
        row.append(row.isEmpty() ? "\"" : ",\"").append(text.replace("\"", "\"\"")).append('"');
    }

    private static byte[] end(StringBuilder row) {
        return row.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The vendor stores no empty text, so that empties a field, too. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> EMPTY;
            case String text -> text.isEmpty() ? EMPTY : text;
            case Boolean flag -> flag.toString();
            case BigDecimal number -> number.toPlainString();
            case LocalDate day -> day.toString();
            case Instant instant -> SalesforceTime.print(instant);
            default ->
                    throw new IllegalArgumentException(
                            "cannot write a " + value.getClass().getSimpleName());
        };
    }
}
