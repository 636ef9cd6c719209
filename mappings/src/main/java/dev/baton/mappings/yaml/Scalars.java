package dev.baton.mappings.yaml;

import java.util.List;

/** Finds a place inside a scalar again in the file. */
public final class Scalars {
    private Scalars() {}

    /**
     * Where a line and column of a scalar's text stand in the file. Exact for plain, quoted and
     * literal ({@code |}) scalars; the scalar's start where escapes or folding moved the text.
     *
     * @param file the file's text
     * @param line of the scalar's text, from 1
     * @param column from 1
     */
    public static Position place(String file, Node.Scalar scalar, int line, int column) {
        List<String> lines = file.lines().toList();
        return switch (scalar.style()) {
            case PLAIN -> oneLine(lines, scalar, 0, line, column);
            case QUOTED -> oneLine(lines, scalar, 1, line, column);
            case LITERAL -> literal(lines, scalar, line, column);
            case FOLDED -> scalar.at();
        };
    }

    private static Position oneLine(
            List<String> lines, Node.Scalar scalar, int quote, int line, int column) {
        Position at = scalar.at();
        String row = lines.get(at.line() - 1);
        int start = row.offsetByCodePoints(0, at.column() - 1) + quote;
        return line == 1 && row.startsWith(scalar.text(), start)
                ? new Position(at.line(), at.column() + quote + column - 1)
                : at;
    }

    private static Position literal(List<String> lines, Node.Scalar scalar, int line, int column) {
        int first = scalar.at().line();
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        int row = scalar.at().line() + line;
        if (first >= lines.size() || row > lines.size()) {
            return scalar.at();
        }
        int indent = lines.get(first).length() - lines.get(first).stripLeading().length();
        return new Position(row, indent + column);
    }
}
