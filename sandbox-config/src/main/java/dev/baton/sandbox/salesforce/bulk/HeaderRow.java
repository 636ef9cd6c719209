package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.write.Input;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of uploaded data, looked up in the org, and how a row is read through them. */
final class HeaderRow {
    /** Clears a field; an empty value leaves it as it is. */
    private static final String NULL = "#N/A";

    private final Org org;
    private final ObjectType object;
    private final List<Column> columns;

    private sealed interface Column {
        record Id() implements Column {}

        record Value(Field field) implements Column {}

        /** A lookup given by a key of the record it points to: {@code Account.External_Id__c}. */
        record Parent(Field lookup, ObjectType object, Field key) implements Column {}
    }

    private HeaderRow(Org org, ObjectType object, List<Column> columns) {
        this.org = org;
        this.object = object;
        this.columns = columns;
    }

    /**
     * The columns of these names.
     *
     * @throws BadDataException for a name that the user cannot see, or a key that is missing
     */
    static HeaderRow of(Org org, Target target, List<String> names) throws BadDataException {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(org, target.object(), name).orElseThrow(() -> notFound(name)));
        }
        HeaderRow header = new HeaderRow(org, target.object(), columns);
        header.requireKey(target);
        return header;
    }

    /** The header of no data at all. */
    static HeaderRow none(Org org, Target target) {
        return new HeaderRow(org, target.object(), List.of());
    }

    private void requireKey(Target target) throws BadDataException {
        Field key = target.key();
        Column wanted =
                key == null || key.name().equals("Id") ? new Column.Id() : new Column.Value(key);
        if (target.operation() != IngestOperation.INSERT && !columns.contains(wanted)) {
            throw notFound(key == null ? "Id" : key.name());
        }
    }

    private static BadDataException notFound(String name) {
        return new BadDataException("InvalidBatch : Field name not found : " + name);
    }

    private static Optional<Column> column(Org org, ObjectType object, String name) {
        if (name.equalsIgnoreCase("Id")) {
            return Optional.of(new Column.Id());
        }
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return parent(org, object, name.substring(0, dot), name.substring(dot + 1));
        }
        return visible(org, object, name).map(Column.Value::new);
    }

    private static Optional<Field> visible(Org org, ObjectType object, String name) {
        return object.field(name).filter(field -> org.access().readable(object, field));
    }

    /** Where a lookup can lead to several objects, the name of one stands in front: Lead:Who. */
    private static Optional<Column> parent(
            Org org, ObjectType object, String relationship, String keyName) {
        int colon = relationship.indexOf(':');
        String wanted = colon < 0 ? null : relationship.substring(0, colon);
        return object.relationship(relationship.substring(colon + 1))
                .filter(field -> org.access().readable(object, field))
                .flatMap(lookup -> parent(org, lookup, wanted, keyName));
    }

    private static Optional<Column> parent(
            Org org, Field lookup, @Nullable String wanted, String keyName) {
        Lookup to = lookup.lookup();
        List<String> targets = to == null ? List.of() : to.targets();
        String target = wanted != null ? wanted : targets.size() == 1 ? targets.getFirst() : "";
        return org.schema()
                .find(target)
                .flatMap(
                        parent ->
                                visible(org, parent, keyName)
                                        .filter(HeaderRow::identifies)
                                        .map(key -> new Column.Parent(lookup, parent, key)));
    }

    static boolean identifies(Field field) {
        return field.is(Trait.EXTERNAL_ID)
                || field.is(Trait.ID_LOOKUP)
                || field.name().equals("Id");
    }

    /** A row as the writer takes it, or why it cannot be read. */
    sealed interface Parsed {
        record Good(RowInput input) implements Parsed {}

        record Bad(RowResult.Failed result) implements Parsed {}
    }

    Parsed parse(List<String> cells) {
        Map<Field, Input> values = new LinkedHashMap<>();
        String id = null;
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            if (cell.isEmpty()) {
                continue;
            }
            switch (columns.get(i)) {
                case Column.Id ignored -> id = cell;
                case Column.Value value -> values.put(value.field(), input(cell));
                case Column.Parent parent -> {
                    Optional<RowError> refused = resolve(parent, cell, values);
                    if (refused.isPresent()) {
                        return new Parsed.Bad(new RowResult.Failed(id, List.of(refused.get())));
                    }
                }
            }
        }
        return new Parsed.Good(new RowInput(object, id, values));
    }

    private static Input input(String cell) {
        return cell.equals(NULL) ? new Input.Empty() : new Input.Text(cell);
    }

    private Optional<RowError> resolve(
            Column.Parent parent, String cell, Map<Field, Input> values) {
        if (cell.equals(NULL)) {
            values.put(parent.lookup(), new Input.Empty());
            return Optional.empty();
        }
        List<Row> found = found(parent, cell);
        if (found.size() == 1) {
            values.put(parent.lookup(), new Input.Text(found.getFirst().id()));
            return Optional.empty();
        }
        return Optional.of(
                found.isEmpty()
                        ? new RowError(
                                "INVALID_FIELD",
                                "Foreign key external ID: %s not found for field %s in entity %s"
                                        .formatted(
                                                cell, parent.key().name(), parent.object().name()),
                                List.of())
                        : new RowError(
                                "DUPLICATE_EXTERNAL_ID",
                                parent.key().name()
                                        + ": more than one record found for external id field: "
                                        + cell,
                                List.of(parent.key().name())));
    }

    private List<Row> found(Column.Parent parent, String cell) {
        if (parent.key().name().equals("Id")) {
            return org.find(cell).stream().toList();
        }
        return Values.parse(parent.key().type(), cell)
                .map(value -> org.findBy(parent.object(), parent.key(), value))
                .orElse(List.of());
    }
}
