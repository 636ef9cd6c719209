package dev.baton.crm.salesforce;

/**
 * Stands in for an exception whose message may hold payload: keeps where it happened and of what
 * types it and its causes were, and nothing else.
 *
 * <p>force-wsc puts request and response text into its messages, Jackson the token it stumbled
 * over.
 */
final class Redacted extends Exception {
    private static final long serialVersionUID = 1L;

    private Redacted(String types, StackTraceElement[] where) {
        super(types);
        setStackTrace(where);
    }

    static Redacted of(Throwable original) {
        var types = new StringBuilder(original.getClass().getName());
        Throwable cause = original.getCause();
        for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
            types.append(" <- ").append(cause.getClass().getName());
        }
        return new Redacted(types.toString(), original.getStackTrace());
    }
}
