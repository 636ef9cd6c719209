package dev.baton.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A measure that tells one thing over all accounts and the opposite within their segments: then
 * what it tells over all is which segment an account is of (Simpson's paradox).
 *
 * @param measure its name
 * @param pooled how often, over all pairs of one that left and one that stayed, the one that left
 *     had the smaller value
 * @param within the same over pairs of the same segment
 */
public record Simpson(String measure, Interval pooled, Interval within) {

    /** The values of a segment's rows. */
    private record Part(int[] places, Ranking ranking) {
        int[] times(int[] all) {
            int[] own = new int[places.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = all[places[i]];
            }
            return own;
        }

        double pairs(int[] times) {
            double left = 0;
            double stayed = 0;
            for (int i = 0; i < times.length; i++) {
                if (ranking.rows().get(i).left()) {
                    left += times[i];
                } else {
                    stayed += times[i];
                }
            }
            return left * stayed;
        }
    }

    /**
     * Looks at a measure alone.
     *
     * @param values one a forecast, null where it was not known; those are left out
     * @return a flip that both intervals are sure of
     */
    public static Optional<Simpson> in(
            String measure,
            List<@Nullable Double> values,
            List<Forecast> forecasts,
            Judging judging) {
        var rows = new ArrayList<Ranking.Row>();
        var bySegment = new TreeMap<String, List<Integer>>();
        for (int i = 0; i < forecasts.size(); i++) {
            Double value = values.get(i);
            Forecast each = forecasts.get(i);
            if (value != null) {
                bySegment
                        .computeIfAbsent(each.segment(), none -> new ArrayList<>())
                        .add(rows.size());
                rows.add(new Ranking.Row(each.account(), value, each.left()));
            }
        }
        if (bySegment.size() < 2) {
            return Optional.empty();
        }
        var all = new Ranking(rows);
        List<Part> parts = bySegment.values().stream().map(places -> part(places, rows)).toList();
        var bootstrap =
                new Bootstrap(
                        judging.seed(),
                        judging.draws(),
                        rows.stream().map(Ranking.Row::account).toList());
        Interval pooled = bootstrap.interval(all::auc);
        Interval within = bootstrap.interval(times -> within(parts, times));
        boolean flips =
                (pooled.low() > 0.5 && within.high() < 0.5)
                        || (pooled.high() < 0.5 && within.low() > 0.5);
        return flips ? Optional.of(new Simpson(measure, pooled, within)) : Optional.empty();
    }

    private static Part part(List<Integer> places, List<Ranking.Row> rows) {
        return new Part(
                places.stream().mapToInt(i -> i).toArray(),
                new Ranking(places.stream().map(rows::get).toList()));
    }

    /** Each segment's AUC, by its pairs. */
    private static double within(List<Part> parts, int[] times) {
        double told = 0;
        double pairs = 0;
        for (Part part : parts) {
            int[] own = part.times(times);
            double ofPart = part.pairs(own);
            if (ofPart > 0) {
                told += ofPart * part.ranking().auc(own);
                pairs += ofPart;
            }
        }
        return told / pairs;
    }
}
