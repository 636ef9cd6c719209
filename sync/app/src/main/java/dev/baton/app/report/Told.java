package dev.baton.app.report;

import dev.baton.backtest.Interval;
import dev.baton.core.firstvalue.Cohort;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its 95 % interval, as scripts read it.
 *
 * @param low null, as {@code high}, where it has no bound
 */
public record Told(double value, @Nullable Double low, @Nullable Double high) {
    private static final int DECIMALS = 4;

    /** So many of so many, by Wilson's score; null of nobody. */
    static @Nullable Told share(int part, int whole) {
        if (whole == 0) {
            return null;
        }
        Cohort.Share share = Cohort.Share.of(part, whole);
        return new Told(
                Words.rounded(share.share(), DECIMALS),
                Words.rounded(share.low(), DECIMALS),
                Words.rounded(share.high(), DECIMALS));
    }

    static Told of(double value, Interval interval) {
        return new Told(
                Words.rounded(value, DECIMALS),
                interval.tellable() ? (Double) Words.rounded(interval.low(), DECIMALS) : null,
                interval.tellable() ? (Double) Words.rounded(interval.high(), DECIMALS) : null);
    }

    /** A bound that is not there is none. */
    static @Nullable Told of(OptionalDouble value, OptionalDouble low, OptionalDouble high) {
        return value.isEmpty()
                ? null
                : new Told(Words.rounded(value.getAsDouble(), 1), bound(low), bound(high));
    }

    private static @Nullable Double bound(OptionalDouble bound) {
        return bound.isEmpty() ? null : (Double) Words.rounded(bound.getAsDouble(), 1);
    }

    /** For people: "22.5 % (12.3 to 37.5)". */
    static String percent(@Nullable Told told) {
        return told == null
                ? Words.NOTHING
                : String.format(
                        Locale.ROOT,
                        "%s (%s to %s)",
                        Words.percent(told.value()),
                        hundredfold(told.low()),
                        hundredfold(told.high()));
    }

    private static String hundredfold(@Nullable Double share) {
        return share == null ? "?" : Words.number(100 * share, 1);
    }

    /** For people: "14 (9 to 21)". */
    static String plain(@Nullable Told told, int decimals) {
        return told == null
                ? Words.NOTHING
                : Words.number(told.value(), decimals)
                        + " ("
                        + bound(told.low(), decimals)
                        + " to "
                        + bound(told.high(), decimals)
                        + ")";
    }

    /** For people, of money: "12,400 (9,800 to 15,000)". */
    static String money(@Nullable Told told) {
        return told == null
                ? Words.NOTHING
                : Words.money(told.value())
                        + " ("
                        + Words.money(told.low())
                        + " to "
                        + Words.money(told.high())
                        + ")";
    }

    private static String bound(@Nullable Double bound, int decimals) {
        return bound == null ? "?" : Words.number(bound, decimals);
    }
}
