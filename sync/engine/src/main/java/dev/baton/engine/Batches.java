package dev.baton.engine;

import java.util.ArrayList;
import java.util.List;

/** A list in pieces, which are views of it. */
final class Batches {
    private Batches() {}

    static <T> List<List<T>> of(List<T> all, int size) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }

    /** How many pieces that makes. */
    static int count(int all, int size) {
        return Math.ceilDiv(all, size);
    }
}
