package dev.baton.mappings;

import dev.baton.mappings.translate.SourcePath;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what makes records of rows. */
final class TableReader {
    /** By the type of the connection. */
    static final Map<String, Shape> SHAPES =
            Map.of("file", Shapes.FILE_STREAM, "jdbc", Shapes.JDBC_STREAM);

    private final Problems.InFile problems;

    TableReader(Problems.InFile problems) {
        this.problems = problems;
    }

    /** Null when something is wrong with it, told. */
    @Nullable Table read(String type, Node node) {
        Section section =
                Section.open(node, SHAPES.getOrDefault(type, Shapes.FILE_STREAM), problems);
        if (section == null) {
            return null;
        }
        List<String> key = key(section);
        String query = section.text("query");
        String createdAt = column(section, "created_at");
        String modifiedAt = column(section, "modified_at");
        String growsBy = column(section, "grows_by");
        return section.sound() && !key.isEmpty()
                ? new Table(query, key, createdAt, modifiedAt, growsBy)
                : null;
    }

    private List<String> key(Section section) {
        var key = new ArrayList<String>();
        for (Node item : section.items("key", "columns")) {
            String column = column(item);
            if (column != null && key.contains(column)) {
                problems.error(item.at(), column + " is there twice", "remove one of the two");
            } else if (column != null) {
                key.add(column);
            }
        }
        if (section.node("key") instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(
                    section.at("key"),
                    "key is empty",
                    "name the columns that say which record a row is");
        }
        return key;
    }

    private @Nullable String column(Section section, String name) {
        Node node = section.node(name);
        return node == null ? null : column(node);
    }

    private @Nullable String column(Node node) {
        String column = Section.text(node, problems);
        if (column == null || (SourcePath.valid(column) && column.indexOf('.') < 0)) {
            return column;
        }
        problems.error(
                node.at(),
                "a column's name is letters, digits and underscores",
                "rename the column, or give it another name in the query");
        return null;
    }
}
