package dev.baton.mappings.model;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.measure.Milestone;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code first_value} of {@code model.yaml}. */
public final class FirstValueReader {
    /** Days after which nobody waits for a first value any more. */
    private static final double MOST_DAYS = 3_650;

    private static final String UNKNOWN = "unknown";
    private static final List<String> SILENCE = List.of("waits", UNKNOWN);

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
        return new MilestoneReader(filled, problems).read(section);
    }
}
