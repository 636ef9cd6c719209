package dev.baton.engine.store;

/** What became of an {@link Intent}. */
public sealed interface Outcome {

    /** The CRM took it. */
    record Accepted() implements Outcome {}

    /**
     * The CRM refused it.
     *
     * @param code the vendor's
     */
    record Refused(String code) implements Outcome {}

    /** No answer came; a read-back showed whether the CRM holds the new values. */
    record ReadBack(boolean written) implements Outcome {}

    /** Never sent: the CRM held another value by then than the plan was made for (invariant 4). */
    record Withheld() implements Outcome {}
}
