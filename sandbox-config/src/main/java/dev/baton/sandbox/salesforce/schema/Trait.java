package dev.baton.sandbox.salesforce.schema;

/** What a field is besides its type. A field without NILLABLE always has a value. */
public enum Trait {
    NILLABLE,
    /** The vendor lets clients write it at all; rights decide who. */
    WRITABLE,
    /** No record is saved without a value; the exports' own records may lack one. */
    REQUIRED,
    CUSTOM,
    /** Deployed by metadata, so readable only where a permission set or a profile says so. */
    DEPLOYED,
    EXTERNAL_ID,
    UNIQUE,
    CASE_SENSITIVE,
    NAME,
    ID_LOOKUP,
    AUTO_NUMBER,
    MASTER_DETAIL,
    WRITE_NEEDS_MASTER_READ,
    RESTRICTED_PICKLIST,
    /** Longer than 255 characters: can be neither filtered nor sorted by. */
    LONG_TEXT
}
