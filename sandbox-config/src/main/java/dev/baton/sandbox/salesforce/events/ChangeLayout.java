package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of an object's fields its change events have, and where: compound ones hold their parts in
 * a record of their own. What is computed or kept by the platform alone is left out.
 */
record ChangeLayout(List<Slot> slots) {
    private static final Set<String> LEFT_OUT = Set.of("Id", "IsDeleted", "SystemModstamp");
    private static final List<String> NAME_PARTS =
            List.of("Salutation", "FirstName", "MiddleName", "LastName", "Suffix");
    private static final List<String> ADDRESSES =
            List.of("Billing", "Shipping", "Mailing", "Other", "");
    private static final List<String> ADDRESS_PARTS =
            List.of(
                    "Street",
                    "City",
                    "State",
                    "PostalCode",
                    "Country",
                    "StateCode",
                    "CountryCode",
                    "Latitude",
                    "Longitude",
                    "GeocodeAccuracy");

    ChangeLayout {
        slots = List.copyOf(slots);
    }

    /** One field of the event. */
    sealed interface Slot {
        String name();
    }

    /** A field of the object. */
    record Plain(Field field) implements Slot {
        @Override
        public String name() {
            return field.name();
        }
    }

    /** Several fields of the object; a part is called as the field is, without what they share. */
    record Compound(String name, List<Part> parts) implements Slot {
        Compound {
            parts = List.copyOf(parts);
        }
    }

    /** A field of a compound one. */
    record Part(String name, Field field) {}

    static ChangeLayout of(ObjectType type) {
        List<Compound> compounds = new ArrayList<>();
        personName(type).ifPresent(compounds::add);
        for (String which : ADDRESSES) {
            address(type, which).ifPresent(compounds::add);
        }
        Set<String> taken = new HashSet<>(LEFT_OUT);
        compounds.forEach(
                compound -> {
                    taken.add(compound.name());
                    compound.parts().forEach(part -> taken.add(part.field().name()));
                });
        List<Slot> slots = new ArrayList<>();
        type.fields().stream()
                .filter(field -> !field.calculated() && !taken.contains(field.name()))
                .forEach(field -> slots.add(new Plain(field)));
        slots.addAll(compounds);
        return new ChangeLayout(slots);
    }

    private static Optional<Compound> personName(ObjectType type) {
        return type.field("LastName").isEmpty()
                ? Optional.empty()
                : Optional.of(new Compound("Name", parts(type, "", NAME_PARTS)));
    }

    private static Optional<Compound> address(ObjectType type, String which) {
        List<Part> parts = parts(type, which, ADDRESS_PARTS);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Compound(which + "Address", parts));
    }

    private static List<Part> parts(ObjectType type, String prefix, List<String> names) {
        return names.stream()
                .flatMap(
                        name ->
                                type.field(prefix + name).stream()
                                        .map(field -> new Part(name, field)))
                .toList();
    }
}
