package dev.baton.crm.salesforce;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query as a value. Names are checked where they are made and literals are typed, so that no text
 * of an admin or of a record can become syntax; {@link Query#text()} is the only place that writes
 * SOQL.
 */
final class Soql {
    private Soql() {}

    /** One query of one object. */
    record Query(Name object, List<Name> select, Condition where, List<Name> orderBy, int limit) {
        Query {
            select = List.copyOf(select);
            orderBy = List.copyOf(orderBy);
        }

        String text() {
            var soql = new StringBuilder("SELECT ").append(join(select));
            soql.append(" FROM ").append(object.text());
            soql.append(" WHERE ").append(where.text());
            if (!orderBy.isEmpty()) {
                soql.append(" ORDER BY ").append(join(orderBy));
            }
            return soql.append(" LIMIT ").append(limit).toString();
        }

        private static String join(List<Name> names) {
            return names.stream().map(Name::text).collect(Collectors.joining(","));
        }
    }

    /**
     * Every row of an object, in no order and without a limit: either would keep the Bulk API from
     * cutting the object into pieces that it reads side by side.
     *
     * @param where null for all
     */
    record Whole(Name object, List<Name> select, @Nullable Condition where) {
        Whole {
            select = List.copyOf(select);
        }

        String text() {
            return "SELECT " + Query.join(select) + rest();
        }

        /** Asks only how many there are. */
        String count() {
            return "SELECT COUNT()" + rest();
        }

        private String rest() {
            return " FROM " + object.text() + (where == null ? "" : " WHERE " + where.text());
        }
    }

    /** An object, a field, or a parent's field: letters, digits, underscores, at most one dot. */
    record Name(String text) {
        private static final Pattern SHAPE =
                Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}(\\.[A-Za-z][A-Za-z0-9_]{0,79})?");

        Name {
            if (!isName(text)) {
                throw new IllegalArgumentException("not the name of an object or a field");
            }
        }

        static boolean isName(String text) {
            return SHAPE.matcher(text).matches();
        }
    }

    /** What a row must satisfy. */
    sealed interface Condition {
        String text();
    }

    /** Every part holds. */
    record All(List<Condition> parts) implements Condition {
        All {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return joined(parts, " AND ");
        }
    }

    /** At least one part holds. */
    record Any(List<Condition> parts) implements Condition {
        Any {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return joined(parts, " OR ");
        }
    }

    record Compare(Name field, Operator operator, Literal literal) implements Condition {
        @Override
        public String text() {
            return field.text() + " " + operator.sign + " " + literal.text();
        }
    }

    record In(Name field, List<? extends Literal> values) implements Condition {
        In {
            values = List.copyOf(values);
        }

        @Override
        public String text() {
            return values.stream()
                    .map(Literal::text)
                    .collect(Collectors.joining(",", field.text() + " IN (", ")"));
        }
    }

    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        GREATER(">"),
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    /** A value in a query. */
    sealed interface Literal {
        String text();
    }

    record Moment(Instant instant) implements Literal {
        @Override
        public String text() {
            return SalesforceTime.print(instant);
        }
    }

    /** No value; nothing is equal to it but an empty field. */
    record Nothing() implements Literal {
        @Override
        public String text() {
            return "null";
        }
    }

    record Truth(boolean truth) implements Literal {
        @Override
        public String text() {
            return String.valueOf(truth);
        }
    }

    /** A key of ours: only characters that need no escaping. */
    record Key(String value) implements Literal {
        private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_:.-]{1,255}");

        Key {
            if (!SHAPE.matcher(value).matches()) {
                throw new IllegalArgumentException("not a key of ours");
            }
        }

        @Override
        public String text() {
            return "'" + value + "'";
        }
    }

    /** The id of a record: 15 or 18 letters and digits, so that it needs no escaping. */
    record RecordId(String id) implements Literal {
        private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}");

        RecordId {
            if (!isId(id)) {
                throw new IllegalArgumentException("not the id of a record");
            }
        }

        static boolean isId(@Nullable String text) {
            return text != null && SHAPE.matcher(text).matches();
        }

        @Override
        public String text() {
            return "'" + id + "'";
        }
    }

    /** Salesforce compares names without case. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Every part in brackets, for the vendor refuses AND beside OR without them. */
    private static String joined(List<Condition> parts, String word) {
        return parts.stream().map(Soql::bracketed).collect(Collectors.joining(word));
    }

    private static String bracketed(Condition part) {
        return switch (part) {
            case All all -> "(" + all.text() + ")";
            case Any any -> "(" + any.text() + ")";
            case Compare compare -> compare.text();
            case In in -> in.text();
        };
    }
}
