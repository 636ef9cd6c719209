package dev.baton.backtest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A measure whose values are spread otherwise than they were: what was learned on the old spread
 * may not hold on the new one.
 *
 * @param measure its name
 * @param psi population stability index, as {@link Distribution#psi}
 */
public record Drift(String measure, double psi) {
    /** By custom, a shift that calls for a new fit. */
    public static final double SHIFTED = 0.25;

    /**
     * @param old earlier values, null where there was none
     * @param renewed later ones
     * @return a shift beyond {@link #SHIFTED} and what chance makes of so few rows
     */
    public static Optional<Drift> between(
            String measure, List<@Nullable Double> old, List<@Nullable Double> renewed) {
        return Distribution.of(old)
                .filter(before -> before.isShifted(before.over(renewed)))
                .map(before -> new Drift(measure, before.psi(before.over(renewed))));
    }
}
