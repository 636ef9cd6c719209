package dev.baton.usage;

import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows below one header. */
final class RowReader {
    /** What a decoder puts in the place of bytes that are no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private final List<String> header;
    private final Columns columns;
    private final List<String> fields;
    private final Instant otherwise;

    /**
     * Rows with at least these columns, each once.
     *
     * @param fields the columns that records are cut down to
     * @param otherwise since when rows are as they are if no column says so
     */
    RowReader(List<String> header, Columns columns, List<String> fields, Instant otherwise) {
        this.header = List.copyOf(header);
        this.columns = columns;
        this.fields = List.copyOf(fields);
        this.otherwise = otherwise;
    }

    /**
     * One row.
     *
     * @param place the file and the line the row begins at
     */
    Row read(String place, List<String> cells) {
        String wrong = wrong(cells);
        return wrong == null
                ? record(place, cells)
                : new Row.Bad(new Page.Unreadable(place, wrong));
    }

    private @Nullable String wrong(List<String> cells) {
        if (cells.size() != header.size()) {
            return "has "
                    + cells.size()
                    + " columns, the header has "
                    + header.size()
                    + "; quote values that hold commas or line breaks";
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf(NOT_UTF_8) >= 0)) {
            return "is not UTF-8";
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf('\0') >= 0)) {
            return "holds a NUL character";
        }
        return columns.key().stream()
                .filter(name -> cell(cells, name) == null)
                .findFirst()
                .map(name -> "key column " + name + " is empty")
                .orElse(null);
    }

    private Row record(String place, List<String> cells) {
        Instant created = null;
        Instant modified = null;
        for (String name : moments()) {
            String text = cell(cells, name);
            Instant at = text == null ? null : Moments.parse(text);
            if (text != null && at == null) {
                return new Row.Bad(
                        new Page.Unreadable(
                                place, "column " + name + " holds no day and no instant"));
            }
            created = name.equals(columns.createdAt()) ? at : created;
            modified = name.equals(columns.modifiedAt()) ? at : modified;
        }
        Instant since = modified != null ? modified : created != null ? created : otherwise;
        return new Row.Good(new RawRecord(id(cells), created, since, false, kept(cells)));
    }

    private List<String> moments() {
        var names = new ArrayList<String>();
        if (columns.createdAt() != null) {
            names.add(columns.createdAt());
        }
        if (columns.modifiedAt() != null) {
            names.add(columns.modifiedAt());
        }
        return names;
    }

    private String id(List<String> cells) {
        return RecordId.of(
                columns.key().stream().map(name -> cells.get(header.indexOf(name))).toList());
    }

    private Map<String, @Nullable Object> kept(List<String> cells) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(name -> kept.put(name, cell(cells, name)));
        return kept;
    }

    /** Empty is null: a CSV file cannot tell the two apart. */
    private @Nullable String cell(List<String> cells, String name) {
        String text = cells.get(header.indexOf(name));
        return text.isEmpty() ? null : text;
    }
}
