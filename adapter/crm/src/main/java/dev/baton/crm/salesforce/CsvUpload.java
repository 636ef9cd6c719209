package dev.baton.crm.salesforce;

import dev.baton.http.Piecemeal;
import dev.baton.port.WriteRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one ingest job: UTF-8, LF, every value quoted, the key first. An empty cell leaves a
 * field as it is, so records that write other fields share a job; {@code #N/A} empties a field.
 *
 * <p>A row is made when it is sent: of as many as a job may hold, only one is in memory.
 *
 * @param key the column that names a record, {@code Id} or our own
 * @param fields the other columns
 * @param requests the rows
 * @param length bytes
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm">how
 *     the vendor wants it</a>
 */
record CsvUpload(String key, SequencedSet<String> fields, List<WriteRequest> requests, long length)
        implements Piecemeal.Upload {
    /**
     * Bytes of a job at most: what the vendor takes, 150 MB in Base64, to which it turns what
     * comes.
     *
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/upload_job_data.htm">upload
     *     job data</a>
     */
    static final int MOST_BYTES = 100_000_000;

    /** Empties a field. A text of just these letters cannot be written by a job. */
    static final String EMPTY = "#N/A";

    /** Uploads for records, as few as their size allows. */
    static List<CsvUpload> of(String key, List<WriteRequest> requests) {
        return of(key, requests, MOST_BYTES);
    }

    static List<CsvUpload> of(String key, List<WriteRequest> requests, long most) {
        SequencedSet<String> fields = new LinkedHashSet<>();
        requests.forEach(request -> fields.addAll(request.fields().keySet()));
        var uploads = new ArrayList<CsvUpload>();
        long header = header(key, fields).length;
        long length = header;
        int from = 0;
        for (int at = 0; at < requests.size(); at++) {
            long row = row(fields, requests.get(at)).length;
            if (length + row > most && at > from) {
                uploads.add(new CsvUpload(key, fields, requests.subList(from, at), length));
                from = at;
                length = header;
            }
            length += row;
        }
        if (from < requests.size()) {
            List<WriteRequest> rest = requests.subList(from, requests.size());
            uploads.add(new CsvUpload(key, fields, rest, length));
        }
        return uploads;
    }

    /** Bytes that a record adds to a job, about: the fields that only others write cost a comma. */
    static long bytes(WriteRequest request) {
        return row(new LinkedHashSet<>(request.fields().keySet()), request).length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(header(key, fields));
        for (WriteRequest request : requests) {
            out.write(row(fields, request));
        }
    }

    private static byte[] header(String key, SequencedSet<String> fields) {
        var row = new StringBuilder();
        quoted(row, key);
        fields.forEach(field -> quoted(row.append(','), field));
        return end(row);
    }

    private static byte[] row(SequencedSet<String> fields, WriteRequest request) {
        var row = new StringBuilder();
        quoted(row, request.id());
        for (String field : fields) {
            row.append(',');
            if (request.fields().containsKey(field)) {
                quoted(row, text(request.fields().get(field)));
            }
        }
        return end(row);
    }

    private static void quoted(StringBuilder row, String text) {
        row.append('"').append(text.replace("\"", "\"\"")).append('"');
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
