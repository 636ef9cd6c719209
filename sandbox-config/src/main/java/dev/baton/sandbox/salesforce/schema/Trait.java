package dev.baton.sandbox.salesforce.schema;

/** What a field is besides its type. A field without NILLABLE always has a value. */
public enum Trait {
    NILLABLE,
    /** The vendor lets clients write it at all; rights decide who. */
    WRITABLE,
    CUSTOM,
    /** Deployed by the package, so readable only where a permission set says so. */
    PACKAGE,
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
