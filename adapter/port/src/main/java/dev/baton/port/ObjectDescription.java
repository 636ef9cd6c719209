package dev.baton.port;

import java.util.List;
import java.util.Optional;

/**
 * An object of the CRM as describe tells it.
 *
 * @param fields only those our user may see
 */
public record ObjectDescription(String name, List<Field> fields) {
    public ObjectDescription {
        fields = List.copyOf(fields);
    }

    /** Field names compare without case, as the vendor's do. */
    public Optional<Field> field(String fieldName) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(fieldName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /**
     * One field, as our user sees it.
     *
     * @param type the vendor's type in lower case: {@code double}, {@code picklist}, {@code date} …
     * @param length most characters of a text, 0 where that says nothing
     * @param digits digits in all of a number, 0 where that says nothing
     * @param scale digits behind the point
     * @param lookup whether records can be upserted by it
     * @param picklist active values of a picklist, else empty
     * @param restricted whether other values are refused
     */
    public record Field(
            String name,
            String type,
            int length,
            int digits,
            int scale,
            boolean updateable,
            boolean calculated,
            boolean lookup,
            List<String> picklist,
            boolean restricted) {
        public Field {
            picklist = List.copyOf(picklist);
        }
    }
}
