package dev.baton.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every field that canonical records can have: the standard ones and those that a mapping declares.
 */
public final class Vocabulary {
    private final Map<RecordType, Map<String, FieldSpec>> fields = new EnumMap<>(RecordType.class);

    /** Fields whose source does not give them now. */
    private final Map<RecordType, SortedSet<String>> hidden = new EnumMap<>(RecordType.class);

    private Vocabulary() {
        for (RecordType type : RecordType.values()) {
            var byName = new HashMap<String, FieldSpec>();
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
        wider.hidden.putAll(hidden);
        for (FieldSpec spec : more) {
            FieldSpec known = wider.of(type).putIfAbsent(spec.name(), spec);
            if (known != null && !known.equals(spec)) {
                throw new IllegalArgumentException(
                        type.word() + "." + spec.name() + " is " + known.type() + " already");
            }
        }
        return wider;
    }

    /**
     * The same vocabulary, with a field of which nothing can be told: whatever records hold in it,
     * or do not, says nothing. An empty field would say that there is nothing.
     */
    public Vocabulary hiding(RecordType type, String name) {
        Vocabulary narrower = with(type, List.of());
        var names = new TreeSet<>(hidden(type));
        names.add(name);
        narrower.hidden.put(type, names);
        return narrower;
    }

    /** Whether nothing can be told of a field. */
    public boolean isHidden(RecordType type, String name) {
        return !hidden.isEmpty() && hidden(type).contains(name);
    }

    private SortedSet<String> hidden(RecordType type) {
        return hidden.getOrDefault(type, Collections.emptySortedSet());
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
        return of(type).keySet().stream().sorted().toList();
    }

    private Map<String, FieldSpec> of(RecordType type) {
        return Objects.requireNonNull(fields.get(type));
    }
}
