package dev.baton.core.model;

/**
 * What a canonical field is.
 *
 * @param name lower case with underscores
 * @param nature what can be said about it at an instant in the past
 */
public record FieldSpec(String name, FieldType type, Nature nature) {

    /** What a record of today tells about yesterday. */
    public enum Nature {
        /** Never changes after creation: true at every instant of the record's life. */
        FIXED,
        /** Says when something happened: before that instant it had not. */
        EVENT,
        /** How it is in this version; how it was before this version nobody can tell from it. */
        STATE
    }

    public static FieldSpec fixed(String name, FieldType type) {
        return new FieldSpec(name, type, Nature.FIXED);
    }

    public static FieldSpec event(String name, FieldType type) {
        return new FieldSpec(name, type, Nature.EVENT);
    }

    public static FieldSpec state(String name, FieldType type) {
        return new FieldSpec(name, type, Nature.STATE);
    }
}
