package dev.baton.backtest;

/**
 * How often something happens in a time, of so many times it did.
 *
 * @param events 0 or more
 * @param time it was looked at, in all, more than 0: account-years, say
 */
public record PoissonRate(int events, double time) {
    /** Each side of a 95 % interval leaves out as much. */
    private static final double TAIL = 0.025;

    private static final int STEPS = 200;

    public PoissonRate {
        if (events < 0 || !(time > 0) || !Double.isFinite(time)) {
            throw new IllegalArgumentException("no event before 0, and some time to look");
        }
    }

    /** Events a unit of time. */
    public double rate() {
        return events / time;
    }

    /**
     * The exact 95 % interval of Garwood (Fiducial limits for the Poisson distribution, Biometrika
     * 28, 1936): means with which so many or more, and so few or fewer, come once in forty times.
     */
    public Interval interval() {
        double low = events == 0 ? 0 : mean(events - 1, 1 - TAIL);
        return new Interval(low / time, mean(events, TAIL) / time);
    }

    /** The mean with which no more than so many happen with a probability; by bisection. */
    private static double mean(int most, double probability) {
        double low = 0;
        double high = 2 * most + 20;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (atMost(most, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** In logarithms, for e to the power of a large mean is 0. */
    private static double atMost(int most, double mean) {
        if (mean == 0) {
            return 1;
        }
        double log = -mean;
        double sum = 0;
        for (int k = 0; k <= most; k++) {
            sum += Math.exp(log);
            log += Math.log(mean) - Math.log(k + 1.0);
        }
        return sum;
    }
}
