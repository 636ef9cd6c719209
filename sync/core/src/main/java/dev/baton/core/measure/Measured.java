package dev.baton.core.measure;

import dev.baton.core.model.RecordRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a measure came to. */
public sealed interface Measured {

    /** How many records were counted. */
    int n();

    /**
     * A number, and the records it was made of.
     *
     * @param value finite
     * @param evidence every record counted, each with its share of the cause, newest first; shares
     *     sum to 1. Empty when nothing was there to count: then {@code last} names the last record
     *     that the window left out
     * @param last the newest record that matched at any time and holds what the aggregate asks for,
     *     null if none ever did
     */
    record Known(double value, int n, List<Share> evidence, @Nullable Sight last)
            implements Measured {
        public Known {
            evidence = List.copyOf(evidence);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number");
            }
        }
    }

    /** No number; never read as 0. */
    record Missing(Why why, @Nullable Sight last) implements Measured {
        @Override
        public int n() {
            return 0;
        }
    }

    /** Why there is no number. */
    enum Why {
        /** No source could speak of this account. */
        NOT_OBSERVED,
        /** Nothing to make it of. */
        NO_RECORDS,
        /** A whole of 0 or less, which nothing is a part of. */
        NO_WHOLE,
        /** Nothing to compare it with. */
        NO_PAST,
        /** The records at hand do not say how it was at that time. */
        NOT_TELLABLE,
        /** It counts of the primary product alone, and nobody can tell which that is. */
        NO_PRODUCT,
        /** The newest record is older than the model lets count. */
        STALE
    }

    /**
     * A record and when it took place.
     *
     * @param at {@link #ALWAYS} where the source does not say since when it exists
     * @param state its status or stage then, null where it has none or nobody can tell
     */
    record Sight(RecordRef ref, Instant at, @Nullable String state) {
        /** Older than everything: of a record that counts as having existed always. */
        public static final Instant ALWAYS = Instant.EPOCH;
    }

    /**
     * A record's share of the cause.
     *
     * @param share 0..1
     * @param value what it contributes to the measure, in the measure's own terms; NaN where
     *     records are only counted
     */
    record Share(Sight sight, double share, double value) {
        /** Of a record that is only counted. */
        public Share(Sight sight, double share) {
            this(sight, share, Double.NaN);
        }

        public RecordRef ref() {
            return sight.ref();
        }
    }
}
