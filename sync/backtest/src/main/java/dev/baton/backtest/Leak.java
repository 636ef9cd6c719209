package dev.baton.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A measure that tells who left too well: nothing that was known before foretells so much, so it
 * was written after the fact, or because of it.
 *
 * @param measure its name
 * @param auc of it alone, whichever way round
 * @param byPresence whether it tells by being there or not, whatever it says
 */
public record Leak(String measure, double auc, boolean byPresence) {
    /** No single fact known beforehand has been seen to tell more. */
    public static final double TOO_GOOD = 0.95;

    /**
     * Looks at a measure alone.
     *
     * @param values one a forecast, null where it was not known
     * @param left what became of each
     */
    public static Optional<Leak> in(
            String measure, List<@Nullable Double> values, List<Boolean> left) {
        var said = new ArrayList<Ranking.Row>();
        var there = new ArrayList<Ranking.Row>();
        for (int i = 0; i < left.size(); i++) {
            Double value = values.get(i);
            there.add(new Ranking.Row("", value == null ? 0 : 1, left.get(i)));
            if (value != null) {
                said.add(new Ranking.Row("", value, left.get(i)));
            }
        }
        double bySaying = either(said);
        double byPresence = either(there);
        double most = Math.max(bySaying, byPresence);
        return most > TOO_GOOD
                ? Optional.of(new Leak(measure, most, byPresence > bySaying))
                : Optional.empty();
    }

    /** The AUC, whichever way round; one half where there is too little to tell. */
    private static double either(List<Ranking.Row> rows) {
        long left = rows.stream().filter(Ranking.Row::left).count();
        if (left < Evidence.FEWEST || rows.size() - left < Evidence.FEWEST) {
            return 0.5;
        }
        double auc = new Ranking(rows).auc();
        return Math.max(auc, 1 - auc);
    }
}
