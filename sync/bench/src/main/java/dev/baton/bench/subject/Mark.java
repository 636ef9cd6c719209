package dev.baton.bench.subject;

import dev.baton.bench.Figures;

/**
 * A point in the life of this process.
 *
 * @param seconds of a clock that only runs forward
 * @param processor seconds of processor time taken so far
 */
record Mark(double seconds, double processor) {

    static Mark now() {
        return new Mark(System.nanoTime() / 1e9, Figures.processorSeconds());
    }

    /** From an earlier point to this one. */
    Subject.Took since(Mark earlier) {
        return new Subject.Took(seconds - earlier.seconds, processor - earlier.processor);
    }
}
