package dev.baton.engine.store;

/** Another process may hold the state since; nothing was stored, and nothing may be sent. */
public final class LeaseLostException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Of the state of a CRM, in words for a person. */
    public LeaseLostException(String connection) {
        super(
                "The lease of "
                        + connection
                        + " ran out, and another process may work on it since. Nothing was stored or"
                        + " sent after that; what was sent before is read back by whoever runs next.",
                null);
    }
}
