package dev.baton.bench.org;

/**
 * Chance as a function: the same seed, row and question give the same answer, in any order and in
 * any process.
 */
record Draw(long seed) {

    /** A number from 0 to just below the bound. */
    int below(int bound, long row, int question) {
        return (int) Math.floorMod(bits(row, question) >>> 1, (long) bound);
    }

    /** A number from 0 to just below 1. */
    double share(long row, int question) {
        return (bits(row, question) >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64, whose outputs pass for random whatever pattern goes in. */
    private long bits(long row, int question) {
        long z = seed + row * 0x9E3779B97F4A7C15L + question * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
