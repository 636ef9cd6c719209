package dev.baton.sandbox.salesforce.org;

import java.util.Locale;

/** What sharing grants on one record, least first. */
public enum AccessLevel {
    NONE,
    READ,
    EDIT,
    ALL;

    /**
     * From the vendor's words of shares and organization-wide defaults; unknown words grant
     * nothing.
     */
    static AccessLevel of(String word) {
        return switch (word) {
            case "Read" -> READ;
            case "Edit", "ReadEditTransfer" -> EDIT;
            case "All" -> ALL;
            default -> NONE;
        };
    }

    AccessLevel or(AccessLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean atLeast(AccessLevel needed) {
        return compareTo(needed) >= 0;
    }

    /** As {@code UserRecordAccess.MaxAccessLevel} writes it. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
