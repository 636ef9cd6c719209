package dev.baton.sandbox.demo.company;

import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Draws from distributions. Whoever needs randomness takes a stream of its own by {@link #split()},
 * so that one more draw here changes nothing there. {@code StrictMath} throughout: the same seed
 * gives the same bytes on every machine.
 */
final class Chance {
    private final SplittableGenerator random;

    Chance(SplittableGenerator random) {
        this.random = random;
    }

    /** A stream independent of this one. */
    Chance split() {
        return new Chance(random.split());
    }

    /** True with the given probability, 0..1. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform over whole numbers, both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Normal. */
    double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    /** Log-normal: {@code median} times a factor whose logarithm is normal. */
    double around(double median, double spread) {
        return median * StrictMath.exp(normal(0, spread));
    }

    /** Poisson, by Knuth's product of uniforms; meant for rates of up to a few hundred. */
    int events(double rate) {
        double limit = StrictMath.exp(-rate);
        int events = 0;
        for (double product = random.nextDouble(); product > limit; events++) {
            product *= random.nextDouble();
        }
        return events;
    }

    /** Binomial: how many of so many happen. */
    int share(int of, double probability) {
        int count = 0;
        for (int i = 0; i < of; i++) {
            count += happens(probability) ? 1 : 0;
        }
        return count;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The logistic function, from any number to a probability. */
    static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
