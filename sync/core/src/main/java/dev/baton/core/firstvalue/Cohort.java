package dev.baton.core.firstvalue;

import dev.baton.core.firstvalue.Course.Reached;
import dev.baton.core.firstvalue.Course.Untold;
import dev.baton.core.firstvalue.Course.Waiting;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The courses of customers of one kind, and what they say together.
 *
 * @param started those that reached it or wait for it
 * @param reached those of them that reached it
 * @param curve of all their waits
 */
public record Cohort(int started, int reached, KaplanMeier curve) {
    /** From so many on a median is worth being a benchmark for others. */
    public static final int ENOUGH = 10;

    private static final double Z = 1.959963984540054;

    /** Who waits for more than this share of the benchmark is at risk. */
    private static final double NEAR = 0.75;

    /** Courses that nobody can tell say nothing. */
    public static Cohort of(List<Course> courses) {
        List<KaplanMeier.Spell> spells =
                courses.stream()
                        .filter(course -> !(course instanceof Untold))
                        .map(Cohort::spell)
                        .toList();
        int reached = (int) spells.stream().filter(KaplanMeier.Spell::reached).count();
        return new Cohort(spells.size(), reached, KaplanMeier.of(spells));
    }

    private static KaplanMeier.Spell spell(Course course) {
        return switch (course) {
            case Reached reached -> new KaplanMeier.Spell(reached.days(), true);
            case Waiting waiting -> new KaplanMeier.Spell(waiting.days(), false);
            case Untold untold -> throw new IllegalArgumentException("no wait that is known");
        };
    }

    /**
     * A share with its interval.
     *
     * @param low 95 % lower bound by Wilson's score, 0..1
     * @param high 95 % upper bound
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, Probable Inference,
     *     1927</a>
     */
    public record Share(double share, double low, double high) {

        /**
         * So many of so many.
         *
         * @param whole more than 0
         */
        public static Share of(int part, int whole) {
            if (whole <= 0) {
                throw new IllegalArgumentException("a share of nobody");
            }
            double p = part / (double) whole;
            double scale = 1 + Z * Z / whole;
            double middle = (p + Z * Z / (2.0 * whole)) / scale;
            double width =
                    Z * Math.sqrt(p * (1 - p) / whole + Z * Z / (4.0 * whole * whole)) / scale;
            return new Share(p, Math.max(0, middle - width), Math.min(1, middle + width));
        }
    }

    /**
     * The share that has reached it so far; of nobody, null would be 0 of 0.
     *
     * @throws IllegalStateException when nobody started
     */
    public Share share() {
        if (started == 0) {
            throw new IllegalStateException("a share of nobody");
        }
        return Share.of(reached, started);
    }

    /** The median, where enough have reached it to tell others by it. */
    public OptionalDouble benchmark() {
        return reached < ENOUGH ? OptionalDouble.empty() : curve.median();
    }

    /** How an account stands. */
    public enum Status {
        REACHED,
        ON_TRACK,
        /** More than three quarters of the benchmark are over. */
        AT_RISK,
        /** The benchmark is over. */
        LATE,
        /** It does not wait for long enough to be judged. */
        TOO_EARLY,
        /** Fewer than half of its kind, or too few altogether, are known to have reached it. */
        NO_BENCHMARK,
        UNKNOWN
    }

    /**
     * Judges one account.
     *
     * @param benchmark days, empty when there is none
     */
    public static Status status(FirstValue rule, Course course, OptionalDouble benchmark) {
        return switch (course) {
            case Untold untold -> Status.UNKNOWN;
            case Reached reached -> Status.REACHED;
            case Waiting waiting when waiting.days() < rule.tooEarlyDays() -> Status.TOO_EARLY;
            case Waiting waiting when benchmark.isEmpty() -> Status.NO_BENCHMARK;
            case Waiting waiting when waiting.days() > benchmark.getAsDouble() -> Status.LATE;
            case Waiting waiting ->
                    waiting.days() > NEAR * benchmark.getAsDouble()
                            ? Status.AT_RISK
                            : Status.ON_TRACK;
        };
    }
}
