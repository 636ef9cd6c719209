package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Writes rows of text to a target, 200 at a time, through the same checks as any other write. An
 * empty cell leaves the field as it is, {@code #N/A} clears it.
 */
public final class RowWriter {
    /** Rows that the vendor hands to triggers together. */
    static final int CHUNK = 200;

    private final Target target;
    private final Writer writer;
    private final HeaderRow header;

    private RowWriter(Target target, Writer writer, HeaderRow header) {
        this.target = target;
        this.writer = writer;
        this.header = header;
    }

    /**
     * One for rows of these columns.
     *
     * @param columns names of fields, or {@code Relationship.Key}; none for no data at all
     * @throws BadDataException for a name that the user cannot see, or a key that is missing
     */
    public static RowWriter of(Org org, Writer writer, Target target, List<String> columns)
            throws BadDataException {
        HeaderRow header =
                columns.isEmpty()
                        ? HeaderRow.none(org, target)
                        : HeaderRow.of(org, target, columns);
        return new RowWriter(target, writer, header);
    }

    /**
     * The results of rows, in their order.
     *
     * @param rows each with a cell for every column
     */
    public List<RowResult> write(List<List<String>> rows) {
        List<RowResult> results = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += CHUNK) {
            results.addAll(chunk(rows.subList(from, Math.min(rows.size(), from + CHUNK))));
        }
        return results;
    }

    private List<RowResult> chunk(List<List<String>> rows) {
        List<HeaderRow.Parsed> parsed = rows.stream().map(header::parse).toList();
        List<RowInput> good = new ArrayList<>();
        for (HeaderRow.Parsed row : parsed) {
            if (row instanceof HeaderRow.Parsed.Good readable) {
                good.add(readable.input());
            }
        }
        Iterator<RowResult> written = save(good).iterator();
        List<RowResult> results = new ArrayList<>(rows.size());
        for (HeaderRow.Parsed row : parsed) {
            results.add(
                    switch (row) {
                        case HeaderRow.Parsed.Good readable -> written.next();
                        case HeaderRow.Parsed.Bad bad -> bad.result();
                    });
        }
        return results;
    }

    private List<RowResult> save(List<RowInput> rows) {
        return switch (target.operation()) {
            case INSERT -> writer.create(rows, false);
            case UPDATE -> writer.update(rows, false);
            case UPSERT -> writer.upsert(target.requiredKey(), rows, false);
            case DELETE -> delete(rows, writer::delete);
            case HARD_DELETE -> delete(rows, writer::erase);
        };
    }

    private static List<RowResult> delete(
            List<RowInput> rows, BiFunction<ObjectType, List<String>, List<RowResult>> how) {
        List<RowResult> results = new ArrayList<>();
        for (RowInput row : rows) {
            String id = row.id();
            results.add(
                    id == null
                            ? new RowResult.Failed(
                                    null,
                                    List.of(
                                            new RowError(
                                                    "MISSING_ARGUMENT",
                                                    "Id not specified in a delete call",
                                                    List.of("Id"))))
                            : how.apply(row.type(), List.of(id)).getFirst());
        }
        return results;
    }
}
