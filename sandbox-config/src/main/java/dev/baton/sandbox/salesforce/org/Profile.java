package dev.baton.sandbox.salesforce.org;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user may do before any permission set adds to it. */
enum Profile {
    ADMINISTRATOR("System Administrator", "Admin", "Salesforce"),
    STANDARD("Standard User", "Standard", "Salesforce"),
    INTEGRATION(
            "Minimum Access - API Only Integrations",
            "Minimum Access - API Only Integrations",
            "Salesforce Integration");

    private final String label;
    private final String metadataName;
    private final String license;

    Profile(String label, String metadataName, String license) {
        this.label = label;
        this.metadataName = metadataName;
        this.license = license;
    }

    /** The Name of its record. */
    String label() {
        return label;
    }

    /** What its file is called: the vendor's own profiles have other names there. */
    String metadataName() {
        return metadataName;
    }

    /** The Name of the user licence it comes with. */
    String license() {
        return license;
    }

    /** A profile of the customer's own is taken for a standard user's. */
    static Profile labelled(@Nullable Object name) {
        return named(name).orElse(STANDARD);
    }

    /** One of the vendor's own by its label. */
    static Optional<Profile> named(@Nullable Object name) {
        return Arrays.stream(values()).filter(profile -> profile.label.equals(name)).findFirst();
    }
}
