package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Children;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.soql.Query.Order;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what one query asks for, its subqueries included: names are looked up, then records. */
final class Search {
    private static final int MAX_OFFSET = 2000;

    /** Groups are answered in one page. */
    private static final int MAX_GROUPS = 2000;

    private final Org org;
    private final Names names;
    private final SoqlErrors errors;
    private final Rows rows;

    /** All records of an object that the user may see. */
    @FunctionalInterface
    interface Rows {
        Stream<Source> of(ObjectType object);
    }

    Search(Org org, Schema schema, Rows rows, SoqlErrors errors) {
        this.org = org;
        this.names = new Names(schema, org.access(), errors);
        this.errors = errors;
        this.rows = rows;
    }

    /** Records with some of their columns. */
    record Found(ObjectType object, SelectList selected, List<Source> records) {}

    /** The answer to a whole query. */
    Answer answer(Query query) {
        ObjectType object = names.object(query.from());
        requireOffset(query);
        if (query.aggregates()) {
            return groups(query, object);
        }
        if (query.selections().getFirst() instanceof Selection.CountRows count) {
            if (query.selections().size() > 1) {
                throw errors.malformed(
                        count.at(), "COUNT() must be the only element in the select list");
            }
            return Answer.count(object, cut(query, matching(query, object)).size());
        }
        Found found = records(query, object);
        return Answer.records(object, found.records(), found.selected().shape());
    }

    private static void requireOffset(Query query) {
        if (query.offset() > MAX_OFFSET) {
            throw ApiException.badRequest(
                    "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
        }
    }

    /** The records of a query that groups nothing. */
    Found records(Query query) {
        requireOffset(query);
        return records(query, names.object(query.from()));
    }

    private Found records(Query query, ObjectType object) {
        Predicate<Source> filter = filters(object).filter(query.where());
        Comparator<Source> order = order(query.orders(), operand -> sortable(object, operand));
        SelectList selected = new SelectList(names, errors, this::children, object, query);
        Stream<Source> found = sources(object, query).filter(filter).sorted(order);
        return new Found(object, selected, cut(query, found));
    }

    private Stream<Source> matching(Query query, ObjectType object) {
        return sources(object, query).filter(filters(object).filter(query.where()));
    }

    private static List<Source> cut(Query query, Stream<Source> found) {
        Stream<Source> rest = found.skip(query.offset());
        return (query.limit() == null ? rest : rest.limit(query.limit())).toList();
    }

    private Stream<Source> sources(ObjectType object, Query query) {
        if (object.name().equals("UserRecordAccess")) {
            return AccessQuestion.of(query.where()).rows(org, object);
        }
        return rows.of(object);
    }

    private Filters filters(ObjectType object) {
        return new Filters(
                operand -> field(object, operand, "WHERE"), this::ids, errors, org.view().now());
    }

    private Column field(ObjectType object, Operand operand, String clause) {
        return switch (operand) {
            case FieldPath path -> names.column(object, path);
            case Aggregate aggregate ->
                    throw errors.malformed(
                            aggregate.at(),
                            "Aggregate functions are not supported in "
                                    + clause
                                    + " without GROUP BY");
        };
    }

    private Column sortable(ObjectType object, Operand operand) {
        Column column = field(object, operand, "ORDER BY");
        if (column.leaf().is(Trait.LONG_TEXT)) {
            throw errors.invalidField(
                    operand.at(),
                    "field '" + column.leaf().name() + "' can not be sorted in a query call");
        }
        return column;
    }

    /** What a semi-join's query finds: one id of each record. */
    private Set<Comparable<?>> ids(Query query) {
        boolean plain =
                query.selections().size() == 1
                        && query.selections().getFirst() instanceof Selection.Column
                        && query.groups().isEmpty()
                        && query.orders().isEmpty()
                        && query.limit() == null
                        && query.offset() == 0;
        if (!plain) {
            throw errors.malformed(
                    query.from().at(),
                    "A semi-join selects exactly one field, without GROUP BY, ORDER BY, LIMIT or OFFSET");
        }
        Found found = records(query, names.object(query.from()));
        Column column = found.selected().columns().getFirst();
        if (column.leaf().type().kind() != Kind.ID) {
            throw errors.malformed(
                    query.selections().getFirst().at(),
                    "The field that a semi-join selects must be an id or a reference: "
                            + column.leaf().name());
        }
        Set<Comparable<?>> ids = new HashSet<>();
        for (Source record : found.records()) {
            Object value = column.value(record);
            if (value != null) {
                ids.add(Comparisons.normal(column.leaf(), value));
            }
        }
        return ids;
    }

    /** The children that a subquery asks for, by their parent's id. */
    private SelectList.Subquery children(ObjectType parent, Query query) {
        if (query.aggregates() || query.selections().getFirst() instanceof Selection.CountRows) {
            throw errors.malformed(
                    query.from().at(), "Aggregate functions are not supported in subqueries");
        }
        Children relationship = names.children(parent, query.from());
        ObjectType object = relationship.object();
        Query all =
                new Query(
                        query.selections(),
                        query.from(),
                        query.where(),
                        query.groups(),
                        query.having(),
                        query.orders(),
                        null,
                        0);
        Found found = records(all, object);
        Column link = new Column(List.of(), relationship.field());
        Map<String, List<Source>> byParent = new HashMap<>();
        for (Source child : found.records()) {
            if (link.value(child) instanceof String id) {
                byParent.computeIfAbsent(id, any -> new ArrayList<>()).add(child);
            }
        }
        byParent.replaceAll((id, children) -> cut(query, children.stream()));
        return new SelectList.Subquery(byParent, found.selected().shape());
    }

    private Answer groups(Query query, ObjectType object) {
        Grouping grouping = new Grouping(names, object, errors, query.groups());
        Shape shape = Shape.of(List.of());
        for (Selection selection : query.selections()) {
            shape.add(grouped(grouping, selection));
        }
        Predicate<Source> having =
                new Filters(grouping::column, this::ids, errors, org.view().now())
                        .filter(query.having());
        Comparator<Source> order = order(query.orders(), grouping::column);
        List<Source> rows = grouping.rows(matching(query, object).toList());
        Stream<Source> kept = rows.stream().filter(having).sorted(order);
        List<Source> found = cut(query, kept);
        if (found.size() > MAX_GROUPS) {
            throw ApiException.badRequest(
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        }
        return Answer.groups(object, found, shape, grouping.aggregates());
    }

    private Column grouped(Grouping grouping, Selection selection) {
        return switch (selection) {
            case Selection.Column column -> grouping.select(column.field(), column.alias());
            case Selection.Aggregated aggregated ->
                    grouping.select(aggregated.aggregate(), aggregated.alias());
            case Selection.CountRows count ->
                    throw errors.malformed(
                            count.at(), "COUNT() must be the only element in the select list");
            case Selection.Children children ->
                    throw errors.malformed(
                            children.at(), "subqueries are not supported in grouped queries");
            case Selection.Fields fields ->
                    throw errors.malformed(
                            fields.at(), "FIELDS() is not supported in grouped queries");
        };
    }

    /** Without an order the vendor promises none; by id is one that repeats. */
    private static Comparator<Source> order(List<Order> orders, Filters.Resolver resolver) {
        Comparator<Source> byId = Comparator.comparing(record -> String.valueOf(record.id()));
        Comparator<Source> all = null;
        for (Order order : orders) {
            Comparator<Source> next =
                    by(resolver.column(order.operand()), order.descending(), order.nullsFirst());
            all = all == null ? next : all.thenComparing(next);
        }
        return all == null ? byId : all.thenComparing(byId);
    }

    /** Upwards by one column after the other, empty ones first. */
    static Comparator<Source> comparator(List<Column> columns) {
        Comparator<Source> all = (_, _) -> 0;
        for (Column column : columns) {
            all = all.thenComparing(by(column, false, true));
        }
        return all;
    }

    private static Comparator<Source> by(Column column, boolean descending, boolean nullsFirst) {
        Comparator<@Nullable Object> values =
                Comparisons.ordering(column.leaf(), descending, nullsFirst);
        return (one, other) -> values.compare(column.value(one), column.value(other));
    }
}
