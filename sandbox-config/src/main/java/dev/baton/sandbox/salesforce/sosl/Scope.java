package dev.baton.sandbox.salesforce.sosl;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Which fields of a record are searched. */
public enum Scope {
    ALL,
    NAME,
    EMAIL,
    PHONE,
    SIDEBAR;

    private static final Set<String> PARTS_OF_NAMES = Set.of("FirstName", "MiddleName", "LastName");

    /** As the IN clause says it, in either case. */
    public static Optional<Scope> named(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.name().equalsIgnoreCase(word))
                .findFirst();
    }

    boolean holds(Field field) {
        return switch (this) {
            case ALL -> isText(field);
            case NAME -> isName(field);
            case EMAIL -> field.type() == FieldType.EMAIL;
            case PHONE -> field.type() == FieldType.PHONE;
            case SIDEBAR -> isName(field) || EMAIL.holds(field) || PHONE.holds(field);
        };
    }

    private static boolean isName(Field field) {
        return field.is(Trait.NAME) || PARTS_OF_NAMES.contains(field.name());
    }

    private static boolean isText(Field field) {
        return field.type().kind() == FieldType.Kind.TEXT && !field.calculated();
    }
}
