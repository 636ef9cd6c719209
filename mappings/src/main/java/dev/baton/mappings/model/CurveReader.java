package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a measure's values are worth. */
final class CurveReader {
    private final Problems.InFile problems;

    CurveReader(Problems.InFile problems) {
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable Curve read(Node node) {
        List<Node> items = Section.items(node, "[value, worth]", problems);
        var points = new ArrayList<Curve.Point>();
        for (Node item : items) {
            Curve.Point point = point(item);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        if (!(node instanceof Node.Sequence)) {
            return null;
        }
        Optional<String> problem = Curve.problem(points);
        if (problem.isPresent()) {
            problems.error(node.at(), problem.get(), "write [[0, 1], [24, 0.5], [72, 0]]");
            return null;
        }
        return new Curve(points);
    }

    private Curve.@Nullable Point point(Node item) {
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
        return x == null || y == null ? null : new Curve.Point(x, y);
    }
}
