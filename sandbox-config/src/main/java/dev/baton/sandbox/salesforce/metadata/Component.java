package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.salesforce.schema.Field;
import org.jspecify.annotations.Nullable;

/** One piece of metadata, read and understood as far as the org acts on it. */
public sealed interface Component {

    MetadataType type();

    /** As package.xml names it, e.g. {@code Account.Baton_Score__c}. */
    String fullName();

    /** What its file says, as {@link ComponentFile#content} has it. */
    String content();

    /**
     * A custom object.
     *
     * @param nameField the Name field
     * @param owned whether records have an owner of their own; details of a master have not
     */
    record CustomObject(
            String name,
            String label,
            String plural,
            Field nameField,
            boolean owned,
            String content)
            implements Component {
        @Override
        public MetadataType type() {
            return MetadataType.CUSTOM_OBJECT;
        }

        @Override
        public String fullName() {
            return name;
        }
    }

    /**
     * A custom field.
     *
     * @param object the object that defines it; fields of Activity appear on Task and Event
     */
    record CustomField(String object, Field field, String content) implements Component {
        @Override
        public MetadataType type() {
            return MetadataType.CUSTOM_FIELD;
        }

        @Override
        public String fullName() {
            return object + "." + field.name();
        }
    }

    /** A rule that refuses records; the sandbox keeps it and computes no formulas. */
    record ValidationRule(
            String object,
            String name,
            boolean active,
            String errorMessage,
            String formula,
            String content)
            implements Component {
        @Override
        public MetadataType type() {
            return MetadataType.VALIDATION_RULE;
        }

        @Override
        public String fullName() {
            return object + "." + name;
        }
    }

    /**
     * A permission set, or a profile as far as it is one.
     *
     * @param license the user licence it is bound to; null if to none
     */
    record Permissions(
            MetadataType type,
            String fullName,
            String label,
            @Nullable String license,
            PermissionSet rights,
            String content)
            implements Component {}

    /** What the org only keeps: a list view, a report, a label. */
    record Kept(MetadataType type, String fullName, String content) implements Component {}
}
