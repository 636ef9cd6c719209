package dev.baton.sandbox.salesforce.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of an object.
 *
 * @param name API name
 * @param lookup null unless the type is REFERENCE
 * @param picklist values in the admin's order; empty where the org defines none
 * @param formula null unless calculated
 * @param help inline help, null where there is none
 */
public record Field(
        String name,
        String label,
        FieldType type,
        Size size,
        Set<Trait> traits,
        @Nullable Lookup lookup,
        List<String> picklist,
        @Nullable String formula,
        @Nullable String help) {

    /**
     * How long or precise values are.
     *
     * @param length characters of text, 0 for other kinds
     * @param precision digits in all, 0 unless a number with a scale
     * @param scale digits after the point
     * @param digits digits of an int, else 0
     */
    public record Size(int length, int precision, int scale, int digits) {
        public static final Size NONE = new Size(0, 0, 0, 0);

        public static Size text(int length) {
            return new Size(length, 0, 0, 0);
        }

        public static Size number(int precision, int scale) {
            return new Size(0, precision, scale, 0);
        }
    }

    /**
     * Where a reference points.
     *
     * @param relationship name for paths such as {@code Owner.Name}; null where the field has none
     * @param targets API names, or the single {@code *} for any object
     * @param children name of the way back, null where there is none
     */
    public record Lookup(
            @Nullable String relationship, List<String> targets, @Nullable String children) {
        public Lookup {
            targets = List.copyOf(targets);
        }

        public boolean polymorphic() {
            return targets.size() > 1 || targets.contains("*");
        }
    }

    public Field {
        EnumSet<Trait> copy = EnumSet.noneOf(Trait.class);
        copy.addAll(traits);
        traits = Collections.unmodifiableSet(copy);
        picklist = List.copyOf(picklist);
    }

    public static Field of(String name, FieldType type, Size size, Trait... traits) {
        return new Field(
                name, Labels.of(name), type, size, Set.of(traits), null, List.of(), null, null);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public boolean calculated() {
        return formula != null;
    }

    /** Whether GROUP BY takes it. */
    public boolean groupable() {
        return switch (type) {
            case DOUBLE, CURRENCY, PERCENT, DATETIME, MULTIPICKLIST -> false;
            case ID, REFERENCE, STRING, TEXTAREA, PICKLIST, EMAIL, PHONE, URL, BOOLEAN, INT, DATE ->
                    !is(Trait.LONG_TEXT) && !calculated();
        };
    }

    /** Whether an empty value is possible. */
    public boolean nillable() {
        return is(Trait.NILLABLE);
    }

    public Field with(Trait... more) {
        List<Trait> all = new ArrayList<>(traits);
        all.addAll(List.of(more));
        return new Field(name, label, type, size, Set.copyOf(all), lookup, picklist, formula, help);
    }

    public Field without(Trait trait) {
        EnumSet<Trait> rest = EnumSet.noneOf(Trait.class);
        rest.addAll(traits);
        rest.remove(trait);
        return new Field(name, label, type, size, rest, lookup, picklist, formula, help);
    }

    public Field referring(Lookup to) {
        return new Field(name, label, type, size, traits, to, picklist, formula, help);
    }

    public Field titled(String newLabel) {
        return new Field(name, newLabel, type, size, traits, lookup, picklist, formula, help);
    }
}
