package dev.baton.sandbox.salesforce.faults;

/**
 * Which of the calls, rows or jobs that a fault could hit are hit.
 *
 * @param after how many pass first
 * @param every of those that follow each n-th is hit, from 1
 * @param times how many are hit in all; {@link #ALWAYS} for no end
 */
record Turns(int after, int every, int times) {
    static final int ALWAYS = Integer.MAX_VALUE;

    /** Counts along. */
    static final class Count {
        private final Turns turns;
        private int seen;
        private int hit;

        Count(Turns turns) {
            this.turns = turns;
        }

        /** Whether the next one is hit. */
        boolean next() {
            seen++;
            boolean due =
                    seen > turns.after
                            && (seen - turns.after) % turns.every == 0
                            && hit < turns.times;
            if (due) {
                hit++;
            }
            return due;
        }

        int seen() {
            return seen;
        }

        int hit() {
            return hit;
        }

        boolean over() {
            return hit >= turns.times;
        }
    }
}
