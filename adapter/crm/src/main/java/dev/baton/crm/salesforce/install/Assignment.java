package dev.baton.crm.salesforce.install;

import java.util.Comparator;

/**
 * A right that a user holds.
 *
 * @param name of the permission set, or of the licence that permission sets need
 * @param user the user's id
 */
public record Assignment(Kind kind, String name, String user) implements Comparable<Assignment> {
    private static final Comparator<Assignment> ORDER =
            Comparator.comparing(Assignment::kind)
                    .thenComparing(Assignment::name)
                    .thenComparing(Assignment::user);

    /** In the order in which they are given; they are taken away in the opposite one. */
    public enum Kind {
        /** Without it the permission set is refused. */
        LICENCE(
                "PermissionSetLicense",
                "DeveloperName",
                "PermissionSetLicenseAssign",
                "PermissionSetLicenseId"),
        PERMISSION_SET("PermissionSet", "Name", "PermissionSetAssignment", "PermissionSetId");

        private final String object;
        private final String nameField;
        private final String assignment;
        private final String reference;

        Kind(String object, String nameField, String assignment, String reference) {
            this.object = object;
            this.nameField = nameField;
            this.assignment = assignment;
            this.reference = reference;
        }

        /** The object of what is assigned. */
        String object() {
            return object;
        }

        /** The field of its API name. */
        String nameField() {
            return nameField;
        }

        /** The object of the assignment itself. */
        String assignment() {
            return assignment;
        }

        /** The assignment's field that leads to what is assigned. */
        String reference() {
            return reference;
        }
    }

    @Override
    public int compareTo(Assignment other) {
        return ORDER.compare(this, other);
    }
}
