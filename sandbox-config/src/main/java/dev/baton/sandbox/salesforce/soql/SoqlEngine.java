package dev.baton.sandbox.salesforce.soql;

import java.util.Locale;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.org.View;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.setup.SetupTables;
import dev.baton.sandbox.salesforce.soql.Query.Order;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers SOQL with the rights of the user who asks. */
public final class SoqlEngine {
    private static final int MAX_OFFSET = 2000;

    private final Org org;
    private final SetupTables setup;
    private final Schema schema;

    private SoqlEngine(Org org, SetupTables setup, Schema schema) {
        this.org = org;
        this.setup = setup;
        this.schema = schema;
    }

    /** Of the data API. */
    public SoqlEngine(Org org) {
        this(org, new SetupTables(org), org.schema());
    }

    /** Of the Tooling API: the org's parts, which have no recycle bin. */
    public static SoqlEngine tooling(Org org) {
        SetupTables setup = new SetupTables(org);
        return new SoqlEngine(org, setup, setup.tooling());
    }

    /**
     * Everything the query finds, as of the clock.
     *
     * @param deletedToo whether the recycle bin counts (queryAll)
     * @throws ApiException MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD,
     *     INVALID_QUERY_FILTER_OPERATOR, NUMBER_OUTSIDE_VALID_RANGE
     */
    public Answer run(String soql, boolean deletedToo) {
        Found found = find(soql, deletedToo, query -> {});
        return answer(found);
    }

    /**
     * The same as a table, for jobs: fields only, and no OFFSET, as the vendor's bulk queries are.
     *
     * @throws ApiException as {@link #run}, and MALFORMED_QUERY for what a table cannot hold
     */
    public Extract extract(String soql, boolean deletedToo) {
        Found found = find(soql, deletedToo, query -> Extract.requireFields(query, soql));
        boolean cut = found.query().limit() != null || !found.query().orders().isEmpty();
        return new Extract(found.object(), found.columns(), found.records(), !cut);
    }

    private record Found(
            Query query, ObjectType object, List<Column> columns, List<Source> records) {}

    private Found find(String soql, boolean deletedToo, Consumer<Query> allowed) {
        SoqlErrors errors = new SoqlErrors(soql);
        Query query = Parser.parse(soql, errors);
        allowed.accept(query);
        Names names = new Names(schema, org.access(), errors);
        ObjectType object = names.object(query.from());
        Predicate<Source> filter =
                new Filters(names, object, errors, org.view().now()).filter(query.where());
        Comparator<Source> order = order(names, object, errors, query.orders());
        List<Column> columns = columns(names, object, errors, query.selections());
        if (query.offset() > MAX_OFFSET) {
            throw ApiException.badRequest(
                    "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
        }
        Stream<Source> found = sources(object, query, deletedToo).filter(filter).sorted(order);
        Stream<Source> cut = found.skip(query.offset());
        List<Source> records = (query.limit() == null ? cut : cut.limit(query.limit())).toList();
        return new Found(query, object, columns, records);
    }

    private Stream<Source> sources(ObjectType object, Query query, boolean deletedToo) {
        if (object.name().equals("UserRecordAccess")) {
            return AccessQuestion.of(query.where()).rows(org, object);
        }
        if (schema != org.schema() || SetupTables.shows(object)) {
            return setup.rows(object);
        }
        View view = org.view();
        return org.rows(object)
                .filter(row -> deletedToo || !view.deleted(row))
                .filter(org.sharing()::readable)
                .map(org::record);
    }

    /** One record with some of its fields, as retrieve shows it. */
    public static Hit hit(Source record, List<Field> fields) {
        return Shape.of(fields.stream().map(field -> new Column(List.of(), field)).toList())
                .hit(record);
    }

    private static Answer answer(Found found) {
        List<Selection> selections = found.query().selections();
        return switch (selections.getFirst()) {
            case Selection.CountRows count -> Answer.count(found.object(), found.records().size());
            case Selection.CountValues count ->
                    Answer.aggregate(
                            found.object(), counts(selections, found.columns(), found.records()));
            case Selection.Column column ->
                    Answer.records(found.object(), found.records(), Shape.of(found.columns()));
        };
    }

    private static Hit counts(
            List<Selection> selections, List<Column> columns, List<Source> records) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            long filled = records.stream().filter(record -> column.value(record) != null).count();
            String alias =
                    selections.get(i) instanceof Selection.CountValues count ? count.alias() : null;
            values.put(alias == null ? "expr" + i : alias, filled);
        }
        return new Hit("AggregateResult", null, values);
    }

    /** Records and counts do not mix without GROUP BY, and COUNT() stands alone. */
    private static List<Column> columns(
            Names names, ObjectType object, SoqlErrors errors, List<Selection> selections) {
        List<Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Class<?> kind = selections.getFirst().getClass();
        for (Selection selection : selections) {
            switch (selection) {
                case Selection.CountRows count -> {
                    if (selections.size() > 1) {
                        throw errors.malformed(
                                count.at(), "COUNT() must be the only element in the select list");
                    }
                }
                case Selection.CountValues count -> {
                    requireSame(kind, selection, count.field(), errors);
                    columns.add(names.column(object, count.field()));
                }
                case Selection.Column column -> {
                    requireSame(kind, selection, column.field(), errors);
                    Column found = names.column(object, column.field());
                    if (!seen.add(column.field().text().toLowerCase(Locale.ROOT))) {
                        throw errors.invalidField(
                                column.field().at(),
                                "duplicate field selected: " + found.leaf().name());
                    }
                    columns.add(found);
                }
            }
        }
        return columns;
    }

    private static void requireSame(
            Class<?> kind, Selection selection, FieldPath field, SoqlErrors errors) {
        if (selection.getClass() != kind) {
            throw errors.malformed(
                    field.at(),
                    "Field must be grouped or aggregated: " + field.segments().getLast());
        }
    }

    private static Comparator<Source> order(
            Names names, ObjectType object, SoqlErrors errors, List<Order> orders) {
        // Without an order the vendor promises none; by id is one that repeats.
        Comparator<Source> byId = Comparator.comparing(record -> String.valueOf(record.id()));
        Comparator<Source> all = null;
        for (Order order : orders) {
            Column column = names.column(object, order.field());
            if (column.leaf().is(Trait.LONG_TEXT)) {
                throw errors.invalidField(
                        order.field().at(),
                        "field '" + column.leaf().name() + "' can not be sorted in a query call");
            }
            Comparator<@Nullable Object> values =
                    Comparisons.ordering(column.leaf(), order.descending(), order.nullsFirst());
            Comparator<Source> next =
                    (one, other) -> values.compare(column.value(one), column.value(other));
            all = all == null ? next : all.thenComparing(next);
        }
        return all == null ? byId : all.thenComparing(byId);
    }
}
