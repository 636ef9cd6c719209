package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.salesforce.fault.ApiException;

/** A call that Bulk API 1.0 refuses: always 400, with codes of its own. */
final class AsyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A refusal.
     *
     * @param code e.g. {@code InvalidJob}
     */
    AsyncException(String code, String message) {
        super(message);
        this.code = code;
    }

    static AsyncException invalidBatch(String message) {
        return new AsyncException("InvalidBatch", message);
    }

    static AsyncException clientInput(String message) {
        return new AsyncException("ClientInputError", message);
    }

    /** Bulk API 2.0 writes the code of 1.0 before its text: {@code InvalidJob : ...}. */
    static AsyncException of(ApiException e) {
        int colon = e.text().indexOf(" : ");
        return colon < 0
                ? new AsyncException("InvalidJob", e.text())
                : new AsyncException(e.text().substring(0, colon), e.text().substring(colon + 3));
    }

    String code() {
        return code;
    }

    /** Never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
