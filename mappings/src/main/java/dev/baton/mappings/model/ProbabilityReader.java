package dev.baton.mappings.model;

import dev.baton.core.health.Probability;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads {@code probability} of {@code model.yaml}, as {@code baton calibrate} writes it. */
public final class ProbabilityReader {
    private static final double MOST = 1_000;

    private ProbabilityReader() {}

    /** Null when there is none, or when something is wrong, told. */
    public static @Nullable Probability read(Node model, Problems.InFile problems) {
        if (model instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.name().equals("probability")) {
                    Section section = Section.open(entry.value(), Shapes.PROBABILITY, problems);
                    return section == null ? null : read(section, problems);
                }
            }
        }
        return null;
    }

    private static @Nullable Probability read(Section section, Problems.InFile problems) {
        Double intercept = section.number("intercept", -MOST, MOST);
        Double slope = section.number("slope", -MOST, 0);
        Double outcomes = section.number("outcomes", 1, Integer.MAX_VALUE);
        Double left = section.number("left", 0, Integer.MAX_VALUE);
        LocalDate from = day(section, "from", problems);
        LocalDate to = day(section, "to", problems);
        if (intercept == null
                || slope == null
                || outcomes == null
                || left == null
                || from == null
                || to == null) {
            return null;
        }
        if (left > outcomes || to.isBefore(from)) {
            problems.error(
                    section.at(left > outcomes ? "left" : "to"),
                    left > outcomes ? "more left than there were outcomes" : "to lies before from",
                    "let `baton calibrate` write this section");
            return null;
        }
        return new Probability(intercept, slope, outcomes.intValue(), left.intValue(), from, to);
    }

    private static @Nullable LocalDate day(Section section, String name, Problems.InFile problems) {
        String text = section.text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            problems.error(section.at(name), name + " is no day", "write one like 2017-09-30");
            return null;
        }
    }
}
