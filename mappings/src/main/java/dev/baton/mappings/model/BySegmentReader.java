package dev.baton.mappings.model;

import dev.baton.core.health.BySegment;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a value that may differ by segment: as it stands, or as a table. */
final class BySegmentReader {
    private final Names names;
    private final Problems.InFile problems;

    BySegmentReader(Names names, Problems.InFile problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Reads one value; null when something is wrong, told. */
    interface One<T> {
        @Nullable T read(Node node);
    }

    /** A value and where another holds. */
    record Varied<T>(T usual, BySegment<T> exceptions) {}

    /** Null when something is wrong, told. */
    <T> @Nullable Varied<T> read(Node node, One<T> one) {
        boolean isTable =
                node instanceof Node.Mapping mapping
                        && mapping.entries().stream()
                                .anyMatch(each -> Shapes.BY_SEGMENT.keys().contains(each.name()));
        if (!isTable) {
            T value = one.read(node);
            return value == null ? null : new Varied<>(value, BySegment.none());
        }
        Section section = Section.open(node, Shapes.BY_SEGMENT, problems);
        List<String> by = section == null ? null : by(section);
        Node table = section == null ? null : section.node("table");
        Node otherwise = section == null ? null : section.node("otherwise");
        T usual = otherwise == null ? null : one.read(otherwise);
        if (by == null || table == null) {
            return null;
        }
        var cells = new ArrayList<BySegment.Cell<T>>();
        boolean good = cells(table, by, List.of(), one, cells);
        return usual == null || !good ? null : new Varied<>(usual, new BySegment<>(by, cells));
    }

    private @Nullable List<String> by(Section section) {
        List<Node> items = section.items("by", "dimensions");
        var by = new ArrayList<String>();
        for (Node item : items) {
            String name = Section.text(item, problems);
            if (name != null && !names.dimensions().containsKey(name)) {
                problems.error(
                        item.at(),
                        "no dimension is called " + name,
                        Nearest.fix(name, names.dimensions().keySet()));
            } else if (name != null && by.contains(name)) {
                problems.error(item.at(), name + " is there twice", "remove one of the two");
            } else if (name != null) {
                by.add(name);
            }
        }
        if (section.node("by") instanceof Node.Sequence && items.isEmpty()) {
            problems.error(section.at("by"), "by is empty", "name at least one dimension");
        }
        return by.isEmpty() || by.size() < items.size() ? null : by;
    }

    /** One level of the table for each dimension. */
    private <T> boolean cells(
            Node node, List<String> by, List<String> path, One<T> one, List<BySegment.Cell<T>> to) {
        if (path.size() == by.size()) {
            T value = one.read(node);
            if (value != null) {
                to.add(new BySegment.Cell<>(path, value));
            }
            return value != null;
        }
        String dimension = by.get(path.size());
        List<String> segments = names.dimensions().getOrDefault(dimension, List.of());
        boolean good = node instanceof Node.Mapping;
        for (Node.Entry entry :
                Section.entries(node, "segments of " + dimension, "write SEGMENT: …", problems)) {
            if (!segments.contains(entry.name())) {
                problems.error(
                        entry.key().at(),
                        "no segment of " + dimension + " is called " + entry.name(),
                        Nearest.fix(entry.name(), segments));
                good = false;
                continue;
            }
            var further = new ArrayList<>(path);
            further.add(entry.name());
            good &= cells(entry.value(), by, further, one, to);
        }
        return good;
    }
}
