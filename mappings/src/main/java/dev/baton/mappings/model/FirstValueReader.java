package dev.baton.mappings.model;

import dev.baton.core.firstvalue.FirstValue;
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

/** Reads {@code first_value} of {@code model.yaml}. */
public final class FirstValueReader {
    /** Days after which nobody waits for a first value any more. */
    private static final double MOST_DAYS = 3_650;

    private static final String UNKNOWN = "unknown";
    private static final List<String> SILENCE = List.of("waits", UNKNOWN);

    private static final List<String> TYPES =
            Arrays.stream(RecordType.values()).map(RecordType::word).toList();

    private final Filled filled;
    private final Problems.InFile problems;

    private FirstValueReader(Filled filled, Problems.InFile problems) {
        this.filled = filled;
        this.problems = problems;
    }

    /** Null when there is none, or when something is wrong, told. */
    public static @Nullable FirstValue read(Node model, Filled filled, Problems.InFile problems) {
        if (model instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.name().equals("first_value")) {
                    Section section = Section.open(entry.value(), Shapes.FIRST_VALUE, problems);
                    return section == null
                            ? null
                            : new FirstValueReader(filled, problems).read(section);
                }
            }
        }
        return null;
    }

    private @Nullable FirstValue read(Section section) {
        String label =
                MeasureReader.shortText(section, "label", MeasureReader.LONGEST_LABEL, problems);
        Milestone from = milestone(section.section("from", Shapes.MILESTONE));
        Milestone until = milestone(section.section("until", Shapes.MILESTONE));
        boolean told = section.has("segment");
        FieldSpec segment = told ? segment(section) : null;
        boolean benchmarked = section.has("benchmark_days");
        Double benchmark = benchmarked ? section.number("benchmark_days", 0.1, MOST_DAYS) : null;
        Double early =
                section.has("too_early_days")
                        ? section.number("too_early_days", 0, MOST_DAYS)
                        : Double.valueOf(0);
        String silence = section.has("silence") ? section.word("silence", SILENCE) : UNKNOWN;
        if (label == null
                || from == null
                || until == null
                || early == null
                || silence == null
                || (told && segment == null)
                || (benchmarked && benchmark == null)) {
            return null;
        }
        return new FirstValue(
                label,
                from,
                until,
                segment == null ? null : segment.name(),
                benchmark,
                early,
                !silence.equals(UNKNOWN));
    }

    private @Nullable FieldSpec segment(Section section) {
        String name = section.text("segment");
        return name == null
                ? null
                : new FieldFinder(RecordType.ACCOUNT, filled, problems)
                        .find(
                                name,
                                section.at("segment"),
                                List.of(FieldType.TEXT),
                                "customers are told apart by");
    }

    private @Nullable Milestone milestone(@Nullable Section section) {
        RecordType over = section == null ? null : over(section);
        if (section == null || over == null) {
            return null;
        }
        var fields = new FieldFinder(over, filled, problems);
        Node condition = section.node("filter");
        Predicate filter =
                condition == null
                        ? section.has("filter") ? null : new Predicate.Always()
                        : new PredicateReader(fields, problems).read(condition);
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

    private @Nullable RecordType over(Section section) {
        String word = section.text("over");
        Optional<RecordType> type = word == null ? Optional.empty() : RecordType.named(word);
        if (word != null && type.isEmpty()) {
            problems.error(
                    section.at("over"), "unknown record type " + word, Nearest.fix(word, TYPES));
        }
        return type.orElse(null);
    }
}
