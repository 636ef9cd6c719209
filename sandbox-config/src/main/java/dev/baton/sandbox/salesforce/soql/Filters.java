package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.soql.Condition.Operator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns WHERE into a test of records. Logic is two-valued, as SOQL's is: an empty value differs
 * from every constant, and is neither less nor greater than any.
 */
final class Filters {
    private final Resolver columns;
    private final Subqueries subqueries;
    private final SoqlErrors errors;
    private final LocalDate today;

    /** What an operand stands for; throws the vendor's error for one that stands for nothing. */
    @FunctionalInterface
    interface Resolver {
        Column column(Operand operand);
    }

    /** The ids that a semi-join's query finds, in their normal form. */
    @FunctionalInterface
    interface Subqueries {
        Set<Comparable<?>> ids(Query query);
    }

    Filters(Resolver columns, Subqueries subqueries, SoqlErrors errors, Instant now) {
        this.columns = columns;
        this.subqueries = subqueries;
        this.errors = errors;
        this.today = now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    Predicate<Source> filter(@Nullable Condition condition) {
        return switch (condition) {
            case null -> record -> true;
            case Condition.All all ->
                    all.parts().stream().map(this::filter).reduce(r -> true, Predicate::and);
            case Condition.Any any ->
                    any.parts().stream().map(this::filter).reduce(r -> false, Predicate::or);
            case Condition.Not not -> filter(not.part()).negate();
            case Condition.In in -> membership(in);
            case Condition.InQuery in -> semiJoin(in);
            case Condition.Compare compare -> comparison(compare);
        };
    }

    /**
     * An empty reference is in no list, and so it is not in any: the vendor leaves it out of both.
     */
    private Predicate<Source> semiJoin(Condition.InQuery in) {
        Column column = filterable(in.field());
        if (column.leaf().type().kind() != Kind.ID) {
            throw errors.malformed(
                    in.field().at(),
                    "The left operand of a semi-join must be an id or a reference: "
                            + in.field().text());
        }
        Set<Comparable<?>> ids = subqueries.ids(in.query());
        return record -> {
            Object value = column.value(record);
            return value != null
                    && ids.contains(Comparisons.normal(column.leaf(), value)) != in.negated();
        };
    }

    private Predicate<Source> membership(Condition.In in) {
        Column column = filterable(in.operand());
        if (in.literals().stream().anyMatch(Literal.Span.class::isInstance)) {
            List<Condition> parts =
                    in.literals().stream()
                            .<Condition>map(
                                    l -> new Condition.Compare(in.operand(), Operator.EQUAL, l))
                            .toList();
            Predicate<Source> any = filter(new Condition.Any(parts));
            return in.negated() ? any.negate() : any;
        }
        boolean withNull = false;
        Set<Comparable<?>> wanted = new HashSet<>();
        for (Literal literal : in.literals()) {
            Object value = constant(column.leaf(), literal, in.operand());
            withNull |= value == null;
            if (value != null) {
                wanted.add(Comparisons.normal(column.leaf(), value));
            }
        }
        boolean nullMatches = withNull;
        Predicate<Source> member =
                record -> {
                    Object value = column.value(record);
                    return value == null
                            ? nullMatches
                            : wanted.contains(Comparisons.normal(column.leaf(), value));
                };
        return in.negated() ? member.negate() : member;
    }

    private Predicate<Source> comparison(Condition.Compare compare) {
        Column column = filterable(compare.operand());
        Operator operator = compare.operator();
        requireOperator(column.leaf(), operator);
        if (operator == Operator.LIKE) {
            return like(column, compare);
        }
        if (compare.literal() instanceof Literal.Span span) {
            return inSpan(column, operator, span, compare.operand());
        }
        Object constant = constant(column.leaf(), compare.literal(), compare.operand());
        if (constant == null) {
            return record -> matchesNull(operator, column.value(record));
        }
        Comparable<?> normal = Comparisons.normal(column.leaf(), constant);
        return record -> {
            Object value = column.value(record);
            return value == null
                    ? operator == Operator.NOT_EQUAL
                    : holds(
                            operator,
                            Comparisons.compare(Comparisons.normal(column.leaf(), value), normal));
        };
    }

    private static boolean matchesNull(Operator operator, @Nullable Object value) {
        return switch (operator) {
            case EQUAL -> value == null;
            case NOT_EQUAL -> value != null;
            case LESS, AT_MOST, GREATER, AT_LEAST, LIKE -> false;
        };
    }

    private static boolean holds(Operator operator, int comparison) {
        return switch (operator) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
            case LIKE -> throw new IllegalStateException("LIKE does not order");
        };
    }

    private Predicate<Source> like(Column column, Condition.Compare compare) {
        if (!(compare.literal() instanceof Literal.Text text)) {
            throw wrongType(column.leaf(), compare.operand());
        }
        var pattern = LikePattern.of(text);
        return record ->
                column.value(record) instanceof String value && pattern.matcher(value).matches();
    }

    private Predicate<Source> inSpan(
            Column column, Operator operator, Literal.Span span, Operand path) {
        Kind kind = column.leaf().type().kind();
        if (kind != Kind.DATE && kind != Kind.DATETIME) {
            throw wrongType(column.leaf(), path);
        }
        LocalDate first = span.span().first(today, span.n());
        LocalDate end = span.span().end(today, span.n());
        return record -> {
            LocalDate day = day(column.value(record));
            return day == null
                    ? operator == Operator.NOT_EQUAL
                    : spanHolds(operator, day, first, end);
        };
    }

    private static boolean spanHolds(
            Operator operator, LocalDate day, LocalDate first, LocalDate end) {
        return switch (operator) {
            case EQUAL -> !day.isBefore(first) && day.isBefore(end);
            case NOT_EQUAL -> day.isBefore(first) || !day.isBefore(end);
            case LESS -> day.isBefore(first);
            case AT_MOST -> day.isBefore(end);
            case GREATER -> !day.isBefore(end);
            case AT_LEAST -> !day.isBefore(first);
            case LIKE -> throw new IllegalStateException("LIKE takes text");
        };
    }

    private static @Nullable LocalDate day(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atZone(ZoneOffset.UTC).toLocalDate();
        }
        return value instanceof LocalDate date ? date : null;
    }

    private Column filterable(Operand path) {
        Column column = columns.column(path);
        if (column.leaf().is(Trait.LONG_TEXT)) {
            throw errors.invalidField(
                    path.at(),
                    "field '" + column.leaf().name() + "' can not be filtered in a query call");
        }
        return column;
    }

    private static void requireOperator(Field field, Operator operator) {
        boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        Kind kind = field.type().kind();
        boolean refused =
                (kind == Kind.BOOLEAN && !equality)
                        || (operator == Operator.LIKE && kind != Kind.TEXT);
        if (refused) {
            throw ApiException.badRequest(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    "invalid operator on " + field.type().apiName() + " field");
        }
    }

    /**
     * The literal as a value of the field; null for null and for empty text, which the vendor
     * stores as null.
     */
    private @Nullable Object constant(Field field, Literal literal, Operand path) {
        return switch (literal) {
            case Literal.Null none -> null;
            case Literal.Text text when field.type().kind() == Kind.ID -> id(text.plain(), field);
            case Literal.Text text when field.type().kind() == Kind.TEXT ->
                    text.plain().isEmpty() ? null : text.plain();
            case Literal.Num number when field.type().kind() == Kind.NUMBER -> number.value();
            case Literal.Bool bool when field.type().kind() == Kind.BOOLEAN -> bool.value();
            case Literal.Day day when field.type().kind() == Kind.DATE -> day.value();
            case Literal.Moment moment when field.type().kind() == Kind.DATETIME -> moment.value();
            case Literal.Text text -> throw wrongType(field, path);
            case Literal.Num number -> throw wrongType(field, path);
            case Literal.Bool bool -> throw wrongType(field, path);
            case Literal.Day day -> throw wrongType(field, path);
            case Literal.Moment moment -> throw wrongType(field, path);
            case Literal.Span span -> throw wrongType(field, path);
        };
    }

    private static String id(String text, Field field) {
        if (!text.isEmpty() && !SalesforceId.wellFormed(text)) {
            throw ApiException.badRequest(
                    "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + field.name());
        }
        return text;
    }

    private ApiException wrongType(Field field, Operand path) {
        boolean text = field.type().kind() == Kind.TEXT || field.type().kind() == Kind.ID;
        String type = field.type().soapType();
        return errors.invalidField(
                path.at(),
                "value of filter criterion for field '%s' must be of type %s and should %sbe enclosed in quotes"
                        .formatted(
                                field.name(),
                                type.substring(type.indexOf(':') + 1),
                                text ? "" : "not "));
    }
}
