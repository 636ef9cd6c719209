package dev.baton.engine;

import dev.baton.engine.store.StreamKey;
import java.util.Set;
import java.util.TreeSet;

/**
 * What change events have told of streams, as far as a cycle needs to know, and what a cycle tells
 * whoever listens to them. Thread-safe.
 */
public interface News {

    /** Whether a read from the cursor brings all that changed. */
    sealed interface Doubt {
        /** It does. */
        record None() implements Doubt {}

        /**
         * These records must be read by their ids.
         *
         * @param ids at least one
         */
        record Records(Set<String> ids) implements Doubt {
            public Records {
                ids = new TreeSet<>(ids);
            }
        }

        /** The stream must be read from its beginning. */
        record Whole() implements Doubt {}
    }

    Doubt doubt(StreamKey stream);

    /**
     * The doubt is no more: what it was about has landed, or a walk from the beginning is noted in
     * the store.
     *
     * @param doubt as it was told
     */
    void settled(StreamKey stream, Doubt doubt);

    /** A stream is read from its beginning from now on. */
    void readingWhole(StreamKey stream);

    /**
     * Records are written from now on, each of which makes an event.
     *
     * @param records how many, about
     */
    void writing(String connection, int records);

    /** Where nobody listens. */
    News NONE =
            new News() {
                @Override
                public Doubt doubt(StreamKey stream) {
                    return new Doubt.None();
                }

                @Override
                public void settled(StreamKey stream, Doubt doubt) {}

                @Override
                public void readingWhole(StreamKey stream) {}

                @Override
                public void writing(String connection, int records) {}
            };
}
