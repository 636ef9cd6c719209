package dev.baton.mappings.yaml;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1, in characters as an editor counts them
 */
public record Position(int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    public static final Position START = new Position(1, 1);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
