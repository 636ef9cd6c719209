package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree of fields and parents that every record of an answer shows. */
final class Shape {
    /** In order of first mention: a column of this record, or the shape of a parent. */
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private sealed interface Node {
        record Leaf(Column column) implements Node {}

        record Parent(Field lookup, Shape shape) implements Node {}

        /** Children by the id of their parent, in order. */
        record Children(Map<String, List<Source>> byParent, Shape shape) implements Node {}
    }

    static Shape of(List<Column> columns) {
        Shape shape = new Shape();
        columns.forEach(column -> shape.add(column, column.parents()));
        return shape;
    }

    void add(Column column) {
        add(column, column.parents());
    }

    /**
     * Adds children.
     *
     * @param name of the relationship, as the query writes it
     * @param byParent in order, by the parent's id
     */
    void add(String name, Map<String, List<Source>> byParent, Shape shape) {
        nodes.put(name, new Node.Children(byParent, shape));
    }

    private void add(Column column, List<Field> parents) {
        if (parents.isEmpty()) {
            nodes.put(column.leaf().name(), new Node.Leaf(new Column(List.of(), column.leaf())));
            return;
        }
        Field lookup = parents.getFirst();
        String name =
                Objects.requireNonNull(Objects.requireNonNull(lookup.lookup()).relationship());
        if (nodes.computeIfAbsent(name, n -> new Node.Parent(lookup, new Shape()))
                instanceof Node.Parent parent) {
            parent.shape().add(column, parents.subList(1, parents.size()));
        }
    }

    /** The tree as columns. */
    List<ResultColumn> columns() {
        List<ResultColumn> all = new ArrayList<>();
        nodes.forEach(
                (name, node) ->
                        all.add(
                                switch (node) {
                                    case Node.Leaf leaf ->
                                            new ResultColumn(name, leaf.column().leaf(), List.of());
                                    case Node.Parent parent ->
                                            new ResultColumn(
                                                    name,
                                                    parent.lookup(),
                                                    parent.shape().columns());
                                    case Node.Children children ->
                                            new ResultColumn(
                                                    name, null, children.shape().columns());
                                }));
        return all;
    }

    Hit hit(Source record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        nodes.forEach((name, node) -> values.put(name, value(node, record)));
        return new Hit(record.type().name(), record.id(), values);
    }

    private static @Nullable Object value(Node node, Source record) {
        return switch (node) {
            case Node.Leaf leaf -> shown(leaf.column().leafOf(record), leaf.column().leaf());
            case Node.Parent parent -> {
                Optional<Source> found = record.parent(parent.lookup());
                yield found.map(parent.shape()::hit).orElse(null);
            }
            case Node.Children children -> {
                List<Source> found =
                        children.byParent().getOrDefault(String.valueOf(record.id()), List.of());
                yield found.isEmpty()
                        ? null
                        : new Hit.Children(found.stream().map(children.shape()::hit).toList());
            }
        };
    }

    /** Both APIs write an int without a point and every other number with one. */
    static @Nullable Object shown(@Nullable Object value, Field field) {
        return field.type() == FieldType.INT && value instanceof BigDecimal number
                ? Long.valueOf(number.longValue())
                : value;
    }
}
