package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One number or value about many records, such as {@code SUM(Amount)}. */
record Aggregate(Function function, FieldPath field) implements Operand {
    @Override
    public int at() {
        return field.at();
    }

    @Override
    public String text() {
        return function + "(" + field.text() + ")";
    }

    /** Empty values count for none of them. */
    enum Function {
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MIN,
        MAX;

        static Optional<Function> named(String name) {
            return Arrays.stream(values())
                    .filter(function -> function.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        /** Whether values of the field can be put together so. */
        boolean takes(Field field) {
            Kind kind = field.type().kind();
            return switch (this) {
                case COUNT, COUNT_DISTINCT -> true;
                case SUM, AVG -> kind == Kind.NUMBER;
                case MIN, MAX -> kind != Kind.BOOLEAN && kind != Kind.ID;
            };
        }

        /** The field that holds the outcome. */
        Field outcome(String name, Field of) {
            return switch (this) {
                case COUNT, COUNT_DISTINCT -> Field.of(name, FieldType.INT, Size.NONE);
                case AVG -> Field.of(name, FieldType.DOUBLE, Size.NONE);
                case SUM, MIN, MAX -> Field.of(name, of.type(), of.size());
            };
        }

        /** The outcome over some records; null where there is nothing to put together. */
        @Nullable Object over(List<Source> records, Column column) {
            List<Object> values =
                    records.stream().map(column::value).filter(Objects::nonNull).toList();
            Comparator<Object> order =
                    (one, other) ->
                            Comparisons.compare(
                                    Comparisons.normal(column.leaf(), one),
                                    Comparisons.normal(column.leaf(), other));
            return switch (this) {
                case COUNT -> BigDecimal.valueOf(values.size());
                case COUNT_DISTINCT ->
                        BigDecimal.valueOf(
                                values.stream()
                                        .map(value -> Comparisons.normal(column.leaf(), value))
                                        .distinct()
                                        .count());
                case SUM -> values.isEmpty() ? null : sum(values);
                case AVG ->
                        values.isEmpty()
                                ? null
                                : sum(values)
                                        .divide(
                                                BigDecimal.valueOf(values.size()),
                                                MathContext.DECIMAL64);
                case MIN -> values.stream().min(order).orElse(null);
                case MAX -> values.stream().max(order).orElse(null);
            };
        }

        private static BigDecimal sum(List<Object> values) {
            return values.stream()
                    .map(BigDecimal.class::cast)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
