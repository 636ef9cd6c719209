package dev.baton.core.health;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A table of exceptions: what holds in place of the usual for accounts in certain segments. With
 * two dimensions a two-way table, such as tenure × tier.
 *
 * @param by the dimensions, in the order in which cells name their segments; none has no exceptions
 * @param cells each combination of segments at most once; what is not there has the usual
 */
public record BySegment<T>(List<String> by, List<Cell<T>> cells) {
    /**
     * What holds for a combination of segments.
     *
     * @param segments one of each dimension
     */
    public record Cell<T>(List<String> segments, T value) {
        public Cell {
            segments = List.copyOf(segments);
        }
    }

    public BySegment {
        by = List.copyOf(by);
        cells = List.copyOf(cells);
        var there = new HashSet<List<String>>();
        for (Cell<T> cell : cells) {
            if (cell.segments().size() != by.size() || !there.add(cell.segments())) {
                throw new IllegalArgumentException("a cell names a segment of each dimension once");
            }
        }
    }

    /** No exception. */
    public static <T> BySegment<T> none() {
        return new BySegment<>(List.of(), List.of());
    }

    /** What holds for an account in place of the usual, if anything. */
    Optional<T> of(Profile account) {
        for (Cell<T> cell : cells) {
            if (fits(cell, account)) {
                return Optional.of(cell.value());
            }
        }
        return Optional.empty();
    }

    private boolean fits(Cell<T> cell, Profile account) {
        for (int i = 0; i < by.size(); i++) {
            if (!cell.segments().get(i).equals(account.segments().get(by.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
