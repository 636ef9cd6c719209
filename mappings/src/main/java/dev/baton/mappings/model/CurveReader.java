package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.core.health.Curve.Point;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a measure's values are worth: points, or one of the shapes that make points. */
final class CurveReader {
    private static final String EXAMPLE = "write [[0, 1], [24, 0.5], [72, 0]]";

    private final @Nullable Double steady;
    private final Problems.InFile problems;

    /**
     * Ready to read.
     *
     * @param steady the measure's value where nothing changes; null where it tells of no change
     */
    CurveReader(@Nullable Double steady, Problems.InFile problems) {
        this.steady = steady;
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable Curve read(Node node) {
        if (!(node instanceof Node.Mapping)) {
            return points(node, Curve.Shape.LINEAR);
        }
        Section section = Section.open(node, Shapes.CURVE, problems);
        String form = section == null ? null : section.oneOf(Shapes.CURVE.keys(), "a curve");
        Node operand = section == null || form == null ? null : section.node(form);
        if (section == null || form == null || operand == null) {
            return null;
        }
        return switch (form) {
            case "step" -> points(operand, Curve.Shape.STEP);
            case "linear" -> straight(section.section(form, Shapes.LINEAR));
            case "bounded" -> straight(section.section(form, Shapes.BOUNDED));
            case "ratio" -> ratio(operand);
            case "trend" -> trend(operand);
            default -> points(operand, Curve.Shape.LINEAR);
        };
    }

    private @Nullable Curve points(Node node, Curve.Shape shape) {
        List<Node> items = Section.items(node, "[value, worth]", problems);
        var points = new ArrayList<Point>();
        for (Node item : items) {
            Point point = point(item);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return node instanceof Node.Sequence ? curve(node, points, shape) : null;
    }

    private @Nullable Curve curve(Node node, List<Point> points, Curve.Shape shape) {
        Optional<String> problem = Curve.problem(points);
        if (problem.isPresent()) {
            problems.error(node.at(), problem.get(), EXAMPLE);
            return null;
        }
        return new Curve(points, shape);
    }

    private @Nullable Point point(Node item) {
        List<Node> pair = Section.items(item, "two numbers", problems);
        if (pair.size() != 2) {
            if (item instanceof Node.Sequence) {
                problems.error(
                        item.at(),
                        "a point has two numbers, found " + pair.size(),
                        "write [24, 0.5]");
            }
            return null;
        }
        Double x = Section.number(pair.getFirst(), problems);
        Double y = Section.number(pair.getLast(), problems);
        return x == null || y == null ? null : new Point(x, y);
    }

    /** From the worst value to the best, with a bound to the good and the harm it can do. */
    private @Nullable Curve straight(@Nullable Section section) {
        Double worst = section == null ? null : section.number("worst");
        Double best = section == null ? null : section.number("best");
        if (section == null || worst == null || best == null) {
            return null;
        }
        Double least =
                section.has("at_least") ? section.number("at_least", 0, 1) : Double.valueOf(0);
        Double most = section.has("at_most") ? section.number("at_most", 0, 1) : Double.valueOf(1);
        return least == null || most == null || isLevel(section, worst, best)
                ? null
                : between(worst, best, least, most);
    }

    private boolean isLevel(Section section, double worst, double best) {
        if (worst == best) {
            problems.error(
                    section.at("best"), "the worst and the best are the same", "let them differ");
        }
        return worst == best;
    }

    private static Curve between(double worst, double best, double least, double most) {
        return new Curve(
                worst < best
                        ? List.of(new Point(worst, least), new Point(best, most))
                        : List.of(new Point(best, most), new Point(worst, least)));
    }

    /** From nothing to a target. */
    private @Nullable Curve ratio(Node operand) {
        Double target = Section.number(operand, "the target", 1e-9, 1e12, problems);
        return target == null ? null : between(0, target, 0, 1);
    }

    /** Of a change: what is steady lies between the worst and the best. */
    private @Nullable Curve trend(Node operand) {
        Section section = Section.open(operand, Shapes.TREND_CURVE, problems);
        Double worst = section == null ? null : section.number("worst");
        Double best = section == null ? null : section.number("best");
        Double worth = section == null ? null : section.number("steady", 0, 1);
        if (worst == null || best == null || worth == null) {
            return null;
        }
        if (steady == null) {
            problems.error(
                    operand.at(),
                    "the measure tells of no change",
                    "compare it with its own past, or take its slope");
            return null;
        }
        if (!(worst < steady && steady < best) && !(best < steady && steady < worst)) {
            problems.error(
                    operand.at(),
                    "no change is " + (steady == 0 ? "0" : "1") + ", which lies outside",
                    "let the worst and the best lie on both sides of it");
            return null;
        }
        return new Curve(
                worst < best
                        ? List.of(new Point(worst, 0), new Point(steady, worth), new Point(best, 1))
                        : List.of(
                                new Point(best, 1), new Point(steady, worth), new Point(worst, 0)));
    }
}
