package dev.baton.backtest;

/** A number about rows, of which each may count several times or not at all. */
@FunctionalInterface
public interface Statistic {
    /**
     * @param times how often each row counts, in the order of the rows; never negative
     * @return not a number where there is nothing to tell: an AUC when nobody left
     */
    double of(int[] times);
}
