package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.model.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an explanation. The points of all lines sum to the score (invariant 9). */
public sealed interface Line {

    Points points();

    /** A line that moves the score, for which somebody or something is to blame. */
    sealed interface Reason extends Line {
        /** What it is called. */
        String label();

        Driver driver();

        /** Whose doing it is; their points sum to the line's. */
        List<Blamed> records();
    }

    /** What a usual account has. */
    record Base(String segment, Points points) implements Line {}

    /**
     * What a measure adds or takes.
     *
     * @param records whose doing it is; their points sum to the line's. Of an absence the last
     *     record that matched, or the account itself
     */
    record Counted(ScoredMeasure scored, Measured.Known known, Points points, List<Blamed> records)
            implements Reason {
        public Counted {
            records = List.copyOf(records);
        }

        @Override
        public String label() {
            return scored.measure().label();
        }

        @Override
        public Driver driver() {
            return scored.driver();
        }
    }

    /**
     * What keeps the score under a cap.
     *
     * @param points 0 where the score is no higher anyway
     * @param records of the measures that the knock-out looks at, or the account itself
     */
    record KnockedOut(KnockOut knockOut, Points points, List<Blamed> records) implements Reason {
        public KnockedOut {
            records = List.copyOf(records);
        }

        @Override
        public String label() {
            return knockOut.label();
        }

        @Override
        public Driver driver() {
            return knockOut.driver();
        }
    }

    /** A measure that nobody can tell: 0 points, said aloud. */
    record Missing(ScoredMeasure scored, Measured.Missing missing) implements Line {
        @Override
        public Points points() {
            return Points.ZERO;
        }
    }

    /** A measure that does not speak of accounts like this one: 0 points, said aloud. */
    record NotApplicable(ScoredMeasure scored) implements Line {
        @Override
        public Points points() {
            return Points.ZERO;
        }
    }

    /**
     * What an account of its family adds to the score of an account above it.
     *
     * @param name what people call it
     * @param score its own, null when it has none
     * @param share of the whole, 0..1: by value, or one of as many as count
     */
    record OfMember(
            RecordRef account,
            String name,
            Part part,
            @Nullable Points score,
            double share,
            Points points)
            implements Line {
        /** Whether it counts, and if not, why. */
        public enum Part {
            COUNTED,
            /** It has no score. */
            UNKNOWN,
            /** Nobody tells what it is worth, where that weighs. */
            NO_VALUE,
            /** It is judged no more. */
            ENDED
        }
    }

    /** What keeps the score within 0..100. */
    record Clamp(Points points) implements Line {}

    /**
     * A record's part of a line.
     *
     * @param value what it contributes to the measure; NaN where records are only counted
     */
    record Blamed(RecordRef ref, Points points, double value) {
        /** Of a record that is only counted, or only named. */
        public Blamed(RecordRef ref, Points points) {
            this(ref, points, Double.NaN);
        }
    }
}
