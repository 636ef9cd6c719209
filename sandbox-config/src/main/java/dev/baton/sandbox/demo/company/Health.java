package dev.baton.sandbox.demo.company;

import java.util.function.IntToDoubleFunction;

/**
 * How well a customer does, week by week: hidden, in no file. Each is a level without a unit, about
 * 0.6 for a usual customer, with a standard deviation of about 1.
 *
 * <p>The core decides whether a customer stays. Nothing shows the core itself: usage, support and
 * relationship each follow it with a slow wandering of their own, as real signals do.
 *
 * @param core whether it gets what it paid for
 * @param use what is seen of that in the product
 * @param support what is seen of it at the helpdesk
 * @param bond what is seen of it in meetings and calls
 */
record Health(Path core, Path use, Path support, Path bond) {

    /** A level for every week, the first and the last one reaching on. */
    static final class Path {
        private final double[] levels;

        private Path(double[] levels) {
            this.levels = levels;
        }

        static Path of(IntToDoubleFunction levelInWeek) {
            var levels = new double[Weeks.LAST - Weeks.FIRST + 1];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = levelInWeek.applyAsDouble(Weeks.FIRST + i);
            }
            return new Path(levels);
        }

        double at(int week) {
            return levels[Math.clamp(week, Weeks.FIRST, Weeks.LAST) - Weeks.FIRST];
        }
    }

    /** Half of a deviation is gone after 23 weeks. */
    private static final double CORE_MEMORY = 0.97;

    private static final double CORE_DEVIATION = 0.9;

    /** How unlike each other customers are in the long run. */
    private static final double MEAN = 0.6;

    private static final double MEAN_DEVIATION = 0.5;

    /** A blow (a bad release, a reorganisation) comes about once in two years and a quarter. */
    private static final double BLOW_A_WEEK = 1 / 120.0;

    private static final double BLOW = 1.5;
    private static final double SLIDE = 1.8;
    private static final double SLIDE_WEEKS = 7;
    private static final double SIGNAL_MEMORY = 0.95;
    private static final double SIGNAL_DEVIATION = 0.5;

    /**
     * An ordinary customer's.
     *
     * @param championLeaves the week in which its advocate leaves; beyond {@link Weeks#LAST} for
     *     never. A blow to the core, and more so to the relationship
     */
    static Health draw(Chance chance, int championLeaves) {
        double usual = chance.normal(MEAN, MEAN_DEVIATION);
        Path wandering = wander(chance.split(), CORE_MEMORY, CORE_DEVIATION);
        Path blows = blows(chance.split(), championLeaves);
        Path core = Path.of(week -> usual + wandering.at(week) - blows.at(week));
        return new Health(
                core,
                signal(core, chance.split()),
                signal(core, chance.split()),
                signal(Path.of(week -> core.at(week) - blows.at(week) / 2), chance.split()));
    }

    /**
     * The same, once it has decided to leave: the product is used ever less, and nobody has time to
     * meet. Tickets go on as before.
     */
    Health windingDown(int decided) {
        return new Health(
                core,
                Path.of(week -> use.at(week) - slide(week - decided)),
                support,
                Path.of(week -> bond.at(week) - slide(week - decided)));
    }

    private static double slide(int weeks) {
        return weeks <= 0 ? 0 : SLIDE * (1 - StrictMath.exp(-weeks / SLIDE_WEEKS));
    }

    private static Path signal(Path core, Chance chance) {
        Path noise = wander(chance, SIGNAL_MEMORY, SIGNAL_DEVIATION);
        return Path.of(week -> core.at(week) + noise.at(week));
    }

    /** An autoregressive process of order one, begun in its stationary state. */
    private static Path wander(Chance chance, double memory, double deviation) {
        double step = deviation * StrictMath.sqrt(1 - memory * memory);
        var level = new double[] {chance.normal(0, deviation)};
        return Path.of(
                week -> {
                    level[0] = memory * level[0] + chance.normal(0, step);
                    return level[0];
                });
    }

    /** What blows have left, each forgotten as slowly as the rest. */
    private static Path blows(Chance chance, int championLeaves) {
        var left = new double[1];
        return Path.of(
                week -> {
                    left[0] *= CORE_MEMORY;
                    left[0] += chance.happens(BLOW_A_WEEK) ? chance.around(BLOW, 0.3) : 0;
                    left[0] += week == championLeaves ? 1.3 : 0;
                    return left[0];
                });
    }
}
