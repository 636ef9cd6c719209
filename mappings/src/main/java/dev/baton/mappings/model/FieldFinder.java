package dev.baton.mappings.model;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the fields that conditions and quantities speak of, for records of one type. */
final class FieldFinder {
    static final String CREATED_AT = "created_at";

    private final RecordType type;
    private final Filled filled;
    private final Problems.InFile problems;

    FieldFinder(RecordType type, Filled filled, Problems.InFile problems) {
        this.type = type;
        this.filled = filled;
        this.problems = problems;
    }

    /** The field, or null: told, or not known because a source could not be read. */
    @Nullable FieldSpec find(String name, Position at) {
        if (name.equals(CREATED_AT)) {
            return FieldSpec.fixed(CREATED_AT, FieldType.MOMENT);
        }
        FieldSpec known = filled.vocabulary().field(type, name).orElse(null);
        SortedSet<String> given = filled.fields().getOrDefault(type, new TreeSet<>());
        if (given.contains(name) || !filled.complete()) {
            return known;
        }
        var names = new ArrayList<>(given);
        names.add(CREATED_AT);
        problems.error(
                at,
                known == null
                        ? name + " is no field of " + type.word()
                        : "no source fills " + type.word() + "." + name,
                known == null
                        ? Nearest.fix(name, names)
                        : "fill " + name + " in a source of " + type.word() + "s");
        return null;
    }

    /** The field if it holds one of these; else null, told. */
    @Nullable FieldSpec find(String name, Position at, List<FieldType> types, String why) {
        FieldSpec spec = find(name, at);
        if (spec == null || types.contains(spec.type())) {
            return spec;
        }
        problems.error(at, name + " holds " + words(spec.type()), why + " " + words(types));
        return null;
    }

    private static String words(List<FieldType> types) {
        return String.join(" or ", types.stream().map(FieldFinder::words).toList());
    }

    static String words(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
