package dev.baton.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every field that canonical records can have: the standard ones and those that a mapping declares.
 */
public final class Vocabulary {
    private final Map<RecordType, SortedMap<String, FieldSpec>> fields =
            new EnumMap<>(RecordType.class);

    private Vocabulary() {
        for (RecordType type : RecordType.values()) {
            var byName = new TreeMap<String, FieldSpec>();
            type.standardFields().forEach(spec -> byName.put(spec.name(), spec));
            fields.put(type, byName);
        }
    }

    public static Vocabulary standard() {
        return new Vocabulary();
    }

    /**
     * This vocabulary and more fields.
     *
     * @throws IllegalArgumentException when a field is known already with another type or nature
     */
    public Vocabulary with(RecordType type, Collection<FieldSpec> more) {
        var wider = new Vocabulary();
        fields.forEach((each, byName) -> wider.of(each).putAll(byName));
        for (FieldSpec spec : more) {
            FieldSpec known = wider.of(type).putIfAbsent(spec.name(), spec);
            if (known != null && !known.equals(spec)) {
                throw new IllegalArgumentException(
                        type.word() + "." + spec.name() + " is " + known.type() + " already");
            }
        }
        return wider;
    }

    public Optional<FieldSpec> field(RecordType type, String name) {
        return Optional.ofNullable(of(type).get(name));
    }

    /**
     * A field that must be there: mappings refuse others when they are loaded.
     *
     * @throws IllegalArgumentException when it is not
     */
    FieldSpec existing(RecordType type, String name) {
        FieldSpec spec = of(type).get(name);
        if (spec == null) {
            throw new IllegalArgumentException("no field " + name + " on " + type.word());
        }
        return spec;
    }

    /** In alphabetical order. */
    public List<String> names(RecordType type) {
        return new ArrayList<>(of(type).keySet());
    }

    private SortedMap<String, FieldSpec> of(RecordType type) {
        return Objects.requireNonNull(fields.get(type));
    }
}
