package dev.baton.sandbox.salesforce.bulk;

/** Uploaded data that no row of can be read; the job fails with its message. */
public final class BadDataException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadDataException(String message) {
        super(message);
    }

    /** Never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
