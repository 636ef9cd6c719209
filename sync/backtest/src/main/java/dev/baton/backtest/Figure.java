package dev.baton.backtest;

/**
 * A number with what it rests on.
 *
 * @param name as reports and scripts know it: {@code auc}
 * @param value not a number where it cannot be told
 * @param n rows it was made of
 * @param left how many of them left
 */
public record Figure(String name, double value, Interval interval, int n, int left) {}
