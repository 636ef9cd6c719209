package dev.baton.sandbox.salesforce.bulk;

/** Uploaded data that no row of can be read; the job fails with its message. */
final class BadDataException extends Exception {
    private static final long serialVersionUID = 1L;

    BadDataException(String message) {
        super(message);
    }

    /** Never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
