package dev.baton.app;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column is as long as it is. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        this(List.of(header));
    }

    Table(List<String> header) {
        rows.add(List.copyOf(header));
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(
                        padded(row.get(column), column == row.size() - 1 ? 0 : width(column) + 2));
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
