package dev.baton.sandbox.salesforce.write;

import java.util.List;

/** Stops the work on one row; turned into its result before the next row begins. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<RowError> errors;

    Refusal(List<RowError> errors) {
        super(errors.getFirst().statusCode());
        this.errors = List.copyOf(errors);
    }

    Refusal(String statusCode, String message, String... fields) {
        this(List.of(RowError.of(statusCode, message, fields)));
    }

    List<RowError> errors() {
        return errors;
    }
}
