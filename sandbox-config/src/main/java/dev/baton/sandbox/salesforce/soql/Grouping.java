package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY, or all records as one group. Its rows are records of an object of its own, whose fields
 * are what the query selects, compares or orders by, so that HAVING and ORDER BY work on them as
 * WHERE does on others.
 */
final class Grouping {
    private static final String OBJECT = "AggregateResult";

    private final Names names;
    private final ObjectType object;
    private final SoqlErrors errors;
    private final List<Column> keys;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> aggregates = new TreeSet<>();
    private int unnamed;

    /**
     * One value of a row.
     *
     * @param field of the row
     * @param column of the records it comes from
     * @param function null for what the records are grouped by
     */
    private record Part(Field field, Column column, Aggregate.@Nullable Function function) {
        boolean is(Column other, Aggregate.@Nullable Function by) {
            return function == by && column.path().equals(other.path());
        }

        Column shown() {
            return new Column(List.of(), field);
        }

        @Nullable Object over(List<Source> records) {
            return function == null
                    ? column.value(records.getFirst())
                    : function.over(records, column);
        }
    }

    Grouping(Names names, ObjectType object, SoqlErrors errors, List<FieldPath> groups) {
        this.names = names;
        this.object = object;
        this.errors = errors;
        this.keys = groups.stream().map(this::key).toList();
    }

    private Column key(FieldPath path) {
        Column column = names.column(object, path);
        if (!column.leaf().groupable()) {
            throw errors.invalidField(
                    path.at(),
                    "field '" + column.leaf().name() + "' can not be grouped in a query call");
        }
        return column;
    }

    /** The names of columns that are aggregates. */
    Set<String> aggregates() {
        return aggregates;
    }

    /** A selected field, under its alias or its own name. */
    Column select(FieldPath path, @Nullable String alias) {
        Column column = grouped(path);
        return named(alias == null ? column.leaf().name() : alias, path, column, null);
    }

    /** A selected aggregate, under its alias or the next of expr0, expr1 and so on. */
    Column select(Aggregate aggregate, @Nullable String alias) {
        String name = alias == null ? "expr" + unnamed++ : alias;
        aggregates.add(name);
        return named(name, aggregate, source(aggregate), aggregate.function());
    }

    private Column named(
            String name, Operand operand, Column column, Aggregate.@Nullable Function function) {
        if (parts.stream().anyMatch(part -> part.field().name().equalsIgnoreCase(name))) {
            throw errors.malformed(operand.at(), "duplicate alias: " + name);
        }
        return add(name, column, function).shown();
    }

    private Part add(String name, Column column, Aggregate.@Nullable Function function) {
        Field field =
                function == null
                        ? renamed(column.leaf(), name)
                        : function.outcome(name, column.leaf());
        Part part = new Part(field, column, function);
        parts.add(part);
        return part;
    }

    private static Field renamed(Field field, String name) {
        return new Field(
                name,
                field.label(),
                field.type(),
                field.size(),
                field.traits(),
                field.lookup(),
                field.picklist(),
                null,
                field.help());
    }

    /** What HAVING or ORDER BY names; what is not selected has a name that no alias can have. */
    Column column(Operand operand) {
        Column column =
                switch (operand) {
                    case FieldPath path -> grouped(path);
                    case Aggregate aggregate -> source(aggregate);
                };
        Aggregate.Function function =
                operand instanceof Aggregate aggregate ? aggregate.function() : null;
        return parts.stream()
                .filter(part -> part.is(column, function))
                .findFirst()
                .orElseGet(() -> add("(" + parts.size() + ")", column, function))
                .shown();
    }

    private Column grouped(FieldPath path) {
        Column column = names.column(object, path);
        return keys.stream()
                .filter(key -> key.path().equals(column.path()))
                .findFirst()
                .orElseThrow(
                        () ->
                                errors.malformed(
                                        path.at(),
                                        "Field must be grouped or aggregated: "
                                                + path.segments().getLast()));
    }

    private Column source(Aggregate aggregate) {
        Column column = names.column(object, aggregate.field());
        if (!aggregate.function().takes(column.leaf())) {
            throw errors.invalidField(
                    aggregate.at(),
                    "field %s does not support aggregate operator %s"
                            .formatted(column.leaf().name(), aggregate.function()));
        }
        return column;
    }

    /** A row for each group, in the order of what they are grouped by. */
    List<Source> rows(List<Source> records) {
        ObjectType type =
                ObjectType.of(OBJECT, OBJECT, OBJECT, "", parts.stream().map(Part::field).toList());
        if (keys.isEmpty()) {
            return List.of(row(type, records));
        }
        Map<List<@Nullable Object>, List<Source>> groups = new LinkedHashMap<>();
        records.stream()
                .sorted(Search.comparator(keys))
                .forEach(
                        record ->
                                groups.computeIfAbsent(keyOf(record), key -> new ArrayList<>())
                                        .add(record));
        return groups.values().stream().map(members -> row(type, members)).toList();
    }

    private List<@Nullable Object> keyOf(Source record) {
        List<@Nullable Object> key = new ArrayList<>();
        for (Column column : keys) {
            Object value = column.value(record);
            key.add(value == null ? null : Comparisons.normal(column.leaf(), value));
        }
        return key;
    }

    private Source row(ObjectType type, List<Source> members) {
        Map<String, @Nullable Object> values = new HashMap<>();
        parts.forEach(
                part ->
                        values.put(
                                part.field().name().toLowerCase(Locale.ROOT), part.over(members)));
        return new GroupRow(type, values);
    }

    private record GroupRow(ObjectType type, Map<String, @Nullable Object> values)
            implements Source {
        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public @Nullable Object value(Field field) {
            return values.get(field.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public Optional<Source> parent(Field lookup) {
            return Optional.empty();
        }
    }
}
