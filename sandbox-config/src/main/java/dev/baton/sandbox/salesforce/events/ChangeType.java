package dev.baton.sandbox.salesforce.events;

/** What a change event tells, in the vendor's words and order. */
public enum ChangeType {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    /** Records changed, and the event does not say how. */
    GAP_CREATE,
    GAP_UPDATE,
    GAP_DELETE,
    GAP_UNDELETE,
    /** More changed in one transaction than events tell of. */
    GAP_OVERFLOW,
    SNAPSHOT
}
