package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.soql.Query.FieldSet;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What every record of an answer shows, names looked up. */
final class SelectList {
    /** Above it FIELDS(ALL) and FIELDS(CUSTOM) are refused. */
    private static final int MAX_UNBOUNDED = 200;

    private final Names names;
    private final SoqlErrors errors;
    private final ObjectType object;
    private final List<Column> columns = new ArrayList<>();
    private final Shape shape = Shape.of(List.of());
    private final Set<String> seen = new HashSet<>();

    /** Children by their parent's id, and what they show. */
    record Subquery(Map<String, List<Source>> byParent, Shape shape) {}

    /** Runs a query about the children of an object's records. */
    @FunctionalInterface
    interface Subqueries {
        Subquery children(ObjectType parent, Query query);
    }

    SelectList(
            Names names, SoqlErrors errors, Subqueries subqueries, ObjectType object, Query query) {
        this.names = names;
        this.errors = errors;
        this.object = object;
        for (Selection selection : query.selections()) {
            switch (selection) {
                case Selection.Column column -> field(column);
                case Selection.Fields fields -> fields(fields, query);
                case Selection.Children children -> {
                    Subquery found = subqueries.children(object, children.query());
                    String name = children.query().from().text();
                    requireNew(name, children.at());
                    shape.add(name, found.byParent(), found.shape());
                }
                case Selection.CountRows count ->
                        throw errors.malformed(
                                count.at(), "COUNT() must be the only element in the select list");
                case Selection.Aggregated aggregated ->
                        throw new IllegalStateException("such a query is a grouped one");
            }
        }
    }

    private void field(Selection.Column selected) {
        if (selected.alias() != null) {
            throw errors.malformed(selected.at(), "only aggregate expressions use field aliasing");
        }
        Column column = names.column(object, selected.field());
        requireNew(selected.field().text(), selected.at());
        add(column);
    }

    private void fields(Selection.Fields selected, Query query) {
        Integer limit = query.limit();
        boolean bounded = limit != null && limit <= MAX_UNBOUNDED;
        if (selected.set() != FieldSet.STANDARD && !bounded) {
            throw errors.malformed(
                    selected.at(),
                    "The SOQL FIELDS function must have a LIMIT of at most " + MAX_UNBOUNDED);
        }
        for (Column column : names.fields(object, selected.set())) {
            requireNew(column.leaf().name(), selected.at());
            add(column);
        }
    }

    private void requireNew(String text, int at) {
        if (!seen.add(text.toLowerCase(Locale.ROOT))) {
            throw errors.invalidField(at, "duplicate field selected: " + text);
        }
    }

    private void add(Column column) {
        columns.add(column);
        shape.add(column);
    }

    /** The fields, without children. */
    List<Column> columns() {
        return List.copyOf(columns);
    }

    Shape shape() {
        return shape;
    }
}
