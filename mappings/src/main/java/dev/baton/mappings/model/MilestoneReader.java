package dev.baton.mappings.model;

import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what shows that something happened, wherever a file says so. */
record MilestoneReader(Filled filled, Problems.InFile problems) {
    static final List<String> TYPES =
            Arrays.stream(RecordType.values()).map(RecordType::word).toList();

    /** Null when it is not there, or something is wrong, told. */
    @Nullable Milestone read(@Nullable Section section) {
        RecordType over = section == null ? null : type(section, "over", problems);
        if (section == null || over == null) {
            return null;
        }
        var fields = new FieldFinder(over, filled, problems);
        Predicate filter = filter(section, fields, problems);
        String by = section.text("by");
        FieldSpec when =
                by == null
                        ? null
                        : fields.find(
                                by,
                                section.at("by"),
                                List.of(FieldType.MOMENT, FieldType.MOMENTS, FieldType.DAY),
                                "a milestone is dated by");
        return filter == null || when == null ? null : new Milestone(over, filter, when.name());
    }

    /** What a filter lets through, everything where there is none; null after telling. */
    static @Nullable Predicate filter(
            Section section, FieldFinder fields, Problems.InFile problems) {
        Node condition = section.node("filter");
        return condition == null
                ? section.has("filter") ? null : new Predicate.Always()
                : new PredicateReader(fields, problems).read(condition);
    }

    /** A record type by its word; null after telling. */
    static @Nullable RecordType type(Section section, String key, Problems.InFile problems) {
        String word = section.text(key);
        Optional<RecordType> type = word == null ? Optional.empty() : RecordType.named(word);
        if (word != null && type.isEmpty()) {
            problems.error(
                    section.at(key), "unknown record type " + word, Nearest.fix(word, TYPES));
        }
        return type.orElse(null);
    }
}
