package dev.baton.sandbox.salesforce.write;

import java.util.List;

/**
 * Why a row was refused.
 *
 * @param statusCode the vendor's code
 * @param fields API names, empty where the vendor names none
 */
public record RowError(String statusCode, String message, List<String> fields) {
    public RowError {
        fields = List.copyOf(fields);
    }

    /** As the bulk APIs write it in one cell: {@code CODE:message:FIELD --}. */
    public String line() {
        StringBuilder line = new StringBuilder(statusCode + ":" + message + ":");
        fields.forEach(field -> line.append(field).append(' '));
        return line.append("--").toString();
    }

    static RowError of(String statusCode, String message, String... fields) {
        return new RowError(statusCode, message, List.of(fields));
    }
}
