package dev.baton.port;

/**
 * The calls that we may still make to one system in its running day. Whoever reads or writes says
 * what for; when little is left, some work is no longer done. Thread-safe.
 */
public interface Budget {

    /**
     * What calls are made for, in the order in which it is given up when the budget runs short: the
     * first goes first, the last is never given up.
     */
    enum Work {
        /** A stream read for the first time, or anew because its fields changed. It can wait. */
        BACKFILL(0.50),
        /** What changed since the last cycle, and all that a plan asks. */
        CHANGES(0.10),
        /** A push: begun only when all of it, and reading it back, fits. */
        WRITE(0),
        /** Reading back what we wrote: without it nobody knows what the CRM holds. */
        READ_BACK(0);

        private final double keeps;

        Work(double keeps) {
            this.keeps = keeps;
        }

        /** The part of our share that this work leaves to those after it, 0 to 1. */
        public double keeps() {
            return keeps;
        }
    }

    /** From now on calls are made for this. Work on one system follows one after another. */
    void doing(Work work);

    /**
     * Sets calls aside for a push, before it begins; no other process gets them.
     *
     * @param writes calls that the push needs to write
     * @param readBacks calls that it needs to read back; these stay set aside until then
     * @throws AdapterException BUDGET when they do not all fit; says how much is left and when it
     *     grows
     */
    void reserve(long writes, long readBacks) throws AdapterException;

    /** The calls of this day that are still ours; all there are when nobody has told yet. */
    default long left() {
        return Long.MAX_VALUE;
    }

    /** Of a system without a daily allowance. */
    Budget NONE =
            new Budget() {
                @Override
                public void doing(Work work) {}

                @Override
                public void reserve(long writes, long readBacks) {}
            };
}
