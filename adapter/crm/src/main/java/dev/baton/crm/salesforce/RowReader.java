package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.port.Page.Unreadable;
import dev.baton.port.RawRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a query's rows. What it cannot read it reports by id or place, never by content
 * (invariants 2 and 12).
 */
final class RowReader {
    private final Selection selection;
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    /** What orders the stream. */
    record Key(Instant stamp, String id) {}

    RowReader(Selection selection) {
        this.selection = selection;
    }

    static RowReader read(Selection selection, List<JsonNode> rows) {
        var reader = new RowReader(selection);
        for (int at = 0; at < rows.size(); at++) {
            reader.read(at, rows.get(at));
        }
        return reader;
    }

    List<RawRecord> records() {
        return records;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /** The key of a row, null where it has none. */
    static @Nullable Key key(Selection selection, JsonNode row) {
        String id = row.path("Id").asText("");
        Optional<Instant> stamp = instant(row.path(selection.stamp()));
        return Soql.RecordId.isId(id) && stamp.isPresent() ? new Key(stamp.get(), id) : null;
    }

    /** Of a record that was merged away: the one that took it over. */
    private static @Nullable String master(JsonNode row) {
        String id = row.path(Selection.MASTER).asText("");
        return Soql.RecordId.isId(id) ? id : null;
    }

    private void read(int at, JsonNode row) {
        String id = row.path("Id").asText("");
        Optional<Instant> stamp = instant(row.path(selection.stamp()));
        if (!Soql.RecordId.isId(id)) {
            unreadable.add(new Unreadable("row " + at, "it has no Id"));
        } else if (stamp.isEmpty()) {
            unreadable.add(new Unreadable(id, "it has no " + selection.stamp()));
        } else {
            read(row, id, stamp.get());
        }
    }

    private void read(JsonNode row, String id, Instant stamp) {
        try {
            boolean deleted = selection.tombstones() && row.path("IsDeleted").asBoolean(false);
            Instant created = instant(row.path("CreatedDate")).orElse(null);
            String master = deleted && selection.merges() ? master(row) : null;
            records.add(new RawRecord(id, created, stamp, deleted, master, fields(row)));
        } catch (UnreadableValue e) {
            unreadable.add(new Unreadable(id, e.getMessage()));
        }
    }

    private Map<String, @Nullable Object> fields(JsonNode row) throws UnreadableValue {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (Selection.Column column : selection.columns()) {
            put(fields, row, column);
        }
        return fields;
    }

    /** A key that the answer lacks stays absent; a parent that is null hides all its fields. */
    private void put(Map<String, @Nullable Object> fields, JsonNode row, Selection.Column column)
            throws UnreadableValue {
        JsonNode own = row.path(column.names().getFirst());
        if (own.isMissingNode()) {
            return;
        }
        String name = column.path().getFirst();
        if (column.path().size() == 1) {
            fields.put(name, value(row, own, column));
        } else if (own.isNull()) {
            fields.putIfAbsent(name, null);
        } else if (own.has(column.names().getLast())) {
            JsonNode leaf = own.path(column.names().getLast());
            parent(fields, name).put(column.path().getLast(), value(row, leaf, column));
        }
    }

    @SuppressWarnings("unchecked") // only put() makes maps here, and of this type
    private static Map<String, @Nullable Object> parent(
            Map<String, @Nullable Object> fields, String name) {
        Object parent = fields.get(name);
        if (parent instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        var made = new LinkedHashMap<String, @Nullable Object>();
        fields.put(name, made);
        return made;
    }

    /** An amount leaves in the corporate currency, so that sums over records are sums. */
    private @Nullable Object value(JsonNode row, JsonNode node, Selection.Column column)
            throws UnreadableValue {
        Object value = value(node, column);
        List<String> currency = column.currency();
        if (value == null || currency == null) {
            return value;
        }
        JsonNode iso = row;
        for (String name : currency) {
            iso = iso.path(name);
        }
        return selection
                .rates()
                .corporate(node.decimalValue(), iso.asText(""), rateDay(row, column))
                .orElseThrow(() -> new UnreadableValue(rateless(column)))
                .doubleValue();
    }

    private @Nullable LocalDate rateDay(JsonNode row, Selection.Column column) {
        String dated = selection.dated();
        return dated == null || column.names().size() > 1 ? null : Currencies.day(row.path(dated));
    }

    private static String rateless(Selection.Column column) {
        return column.name().text() + " is in a currency that the org knows no rate of";
    }

    private static @Nullable Object value(JsonNode node, Selection.Column column)
            throws UnreadableValue {
        if (node.isNull()) {
            return null;
        }
        return switch (column.type()) {
            case "datetime" -> instant(node).orElseThrow(() -> bad(column)).toString();
            case "date" -> date(node, column);
            case "int", "long" -> whole(node, column);
            case "double", "currency", "percent" -> number(node, column);
            default -> plain(node, column);
        };
    }

    private static String date(JsonNode node, Selection.Column column) throws UnreadableValue {
        try {
            return LocalDate.parse(node.asText()).toString();
        } catch (DateTimeParseException e) {
            throw bad(column); // the cause holds the value
        }
    }

    private static Long whole(JsonNode node, Selection.Column column) throws UnreadableValue {
        double value = node.doubleValue();
        if (!node.isNumber() || !node.canConvertToLong() || value != Math.rint(value)) {
            throw bad(column);
        }
        return node.longValue();
    }

    private static Double number(JsonNode node, Selection.Column column) throws UnreadableValue {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw bad(column);
        }
        return node.doubleValue();
    }

    /** What the type does not settle is told by the JSON itself. */
    private static @Nullable Object plain(JsonNode node, Selection.Column column)
            throws UnreadableValue {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                    node.canConvertToLong() && node.isIntegralNumber()
                            ? (Object) node.longValue()
                            : number(node, column);
            case OBJECT -> object(node, column);
            case ARRAY -> list(node, column);
            case NULL -> null;
            case BINARY, MISSING, POJO -> throw bad(column);
        };
    }

    private static Map<String, @Nullable Object> object(JsonNode node, Selection.Column column)
            throws UnreadableValue {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            map.put(member.getKey(), plain(member.getValue(), column));
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonNode node, Selection.Column column)
            throws UnreadableValue {
        var list = new ArrayList<@Nullable Object>();
        for (JsonNode element : node) {
            list.add(plain(element, column));
        }
        return list;
    }

    private static Optional<Instant> instant(JsonNode node) {
        return node.isTextual() ? SalesforceTime.parse(node.textValue()) : Optional.empty();
    }

    private static UnreadableValue bad(Selection.Column column) {
        return new UnreadableValue(column.name().text() + " is no " + column.type());
    }

    /** Says which field and what it should have been; never what it was. */
    private static final class UnreadableValue extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableValue(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
