package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.schema.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the vendor writes them: every value in quotes, empty ones too. Date-times end in Z, where
 * REST writes +0000.
 */
public final class CsvText {
    private final String separator;
    private final String end;

    public CsvText(CsvDialect dialect) {
        this.separator = String.valueOf(dialect.delimiter().character());
        this.end = dialect.lineEnding().text();
    }

    /** One row with its line ending, of values in the form of {@code FieldType.Kind} or Long. */
    public String row(List<? extends @Nullable Object> values) {
        StringBuilder row = new StringBuilder(values.size() * 24);
        for (int i = 0; i < values.size(); i++) {
            row.append(i == 0 ? "" : separator);
            quote(row, text(values.get(i)));
        }
        return row.append(end).toString();
    }

    private static void quote(StringBuilder row, String text) {
        row.append('"');
        if (text.indexOf('"') < 0) {
            row.append(text);
        } else {
            row.append(text.replace("\"", "\"\""));
        }
        row.append('"');
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Instant instant -> Values.zuluText(instant);
            case BigDecimal number -> decimal(number);
            case Boolean bool -> bool.toString();
            case Long number -> number.toString();
            case LocalDate date -> date.toString();
            default -> throw new IllegalStateException("no value of the org: " + value.getClass());
        };
    }

    /** With a point always, as any number is that is no int: 81.0. */
    private static String decimal(BigDecimal number) {
        String plain = number.stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
