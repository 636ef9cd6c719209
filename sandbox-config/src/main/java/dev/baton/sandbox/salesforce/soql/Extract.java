package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a query found, as a table with a column for each field that was asked for. */
public final class Extract {
    private final ObjectType object;
    private final List<Column> columns;
    private final List<Source> records;
    private final boolean divisible;

    Extract(ObjectType object, List<Column> columns, List<Source> records, boolean divisible) {
        this.object = object;
        this.columns = columns;
        this.records = records;
        this.divisible = divisible;
    }

    /** A table that the vendor reads in chunks of ids holds fields of records, and no more. */
    static void requireFields(Query query, String soql) {
        SoqlErrors errors = new SoqlErrors(soql);
        if (query.offset() > 0) {
            throw errors.malformed(soql.length(), "OFFSET is not supported in Bulk Query");
        }
        for (Selection selection : query.selections()) {
            String refused =
                    switch (selection) {
                        case Selection.Column column -> "";
                        case Selection.CountRows count ->
                                "Aggregate functions not supported in Bulk Query";
                        case Selection.Aggregated aggregated ->
                                "Aggregate functions not supported in Bulk Query";
                        case Selection.Children children ->
                                "Nested queries are not supported in Bulk Query";
                        case Selection.Fields fields ->
                                fields.set() == Query.FieldSet.STANDARD
                                        ? ""
                                        : "FIELDS("
                                                + fields.set()
                                                + ") is not supported in Bulk Query";
                    };
            if (!refused.isEmpty()) {
                throw errors.malformed(selection.at(), refused);
            }
        }
        if (!query.groups().isEmpty()) {
            throw errors.malformed(
                    query.groups().getFirst().at(), "GROUP BY is not supported in Bulk Query");
        }
    }

    public ObjectType object() {
        return object;
    }

    /** Paths such as {@code Owner.Name} in the schema's spelling, in the order asked for. */
    public List<String> header() {
        return columns.stream().map(Column::path).toList();
    }

    /** Type names of the columns as describe has them. */
    public List<String> types() {
        return columns.stream().map(column -> column.leaf().type().apiName()).toList();
    }

    public int size() {
        return records.size();
    }

    /** Whether the vendor could cut it into ranges of ids: ORDER BY and LIMIT forbid that. */
    public boolean divisible() {
        return divisible;
    }

    /**
     * Every row, values in the order of the header and in the form of {@code FieldType.Kind} but
     * for an int, which is a Long; null for what is empty.
     */
    public void forEach(Consumer<List<@Nullable Object>> each) {
        for (Source record : records) {
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (Column column : columns) {
                row.add(Shape.shown(column.value(record), column.leaf()));
            }
            each.accept(row);
        }
    }
}
