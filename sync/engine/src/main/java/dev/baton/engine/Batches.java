package dev.baton.engine;

import java.util.ArrayList;
import java.util.List;

/** A list in pieces. */
final class Batches {
    private Batches() {}

    static <T> List<List<T>> of(List<T> all, int size) {
        var firsts = new ArrayList<Integer>();
        for (int from = 0; from < all.size(); from += size) {
            firsts.add(from);
        }
        return new MadeList<>(
                firsts,
                from -> List.copyOf(all.subList(from, Math.min(from + size, all.size()))));
    }

    /** How many pieces that makes. */
    static int count(int all, int size) {
        return Math.ceilDiv(all, size);
    }
}
