package dev.baton.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, and how well an order of them tells who left. Ties count half to either side, so a
 * ranking gains nothing by the order in which it happens to list equals.
 *
 * @param rows at least one that left and one that stayed
 */
record Ranking(List<Row> rows) {

    /**
     * An account's place and what became of it.
     *
     * @param health higher is healthier; finite
     */
    record Row(String account, double health, boolean left) {}

    Ranking {
        rows = List.copyOf(rows);
    }

    /**
     * The share of pairs of one that left and one that stayed in which the one that left is worse.
     */
    double auc() {
        double allLeft = left(rows);
        double stayedAbove = rows.size() - allLeft;
        double told = 0;
        double pairs = allLeft * stayedAbove;
        for (List<Row> tied : worstFirst()) {
            double left = left(tied);
            double stayed = tied.size() - left;
            stayedAbove -= stayed;
            told += left * (stayedAbove + stayed / 2);
        }
        return told / pairs;
    }

    /**
     * How often those ranked worst left, against all. The cut is rounded up to a whole account; a
     * tied group that it goes through counts in proportion.
     *
     * @param share of the accounts, more than 0, at most 1
     */
    double lift(double share) {
        double room = Math.ceil(rows.size() * share - 1e-9);
        double cut = room;
        double left = 0;
        for (List<Row> tied : worstFirst()) {
            double taken = Math.min(room, tied.size());
            left += left(tied) * taken / tied.size();
            room -= taken;
        }
        return left / cut / (left(rows) / rows.size());
    }

    private static double left(List<Row> some) {
        return some.stream().filter(Row::left).count();
    }

    private List<List<Row>> worstFirst() {
        List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Row::health)).toList();
        var groups = new ArrayList<List<Row>>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size() || sorted.get(to).health() != sorted.get(from).health()) {
                groups.add(sorted.subList(from, to));
                from = to;
            }
        }
        return groups;
    }

    /** These rows, by their places in the list; a row may be drawn several times. */
    Ranking draw(int[] places) {
        return new Ranking(IntStream.of(places).mapToObj(rows::get).toList());
    }

    /**
     * Health as places from worst to best, equals sharing theirs. Whoever has no score stands in
     * the middle of those that have one: no claim either way.
     */
    static List<Double> places(List<@Nullable Double> scores) {
        double[] known = new double[scores.size()];
        int n = 0;
        for (Double score : scores) {
            if (score != null) {
                known[n++] = score;
            }
        }
        double[] all = IntStream.range(0, n).mapToDouble(i -> known[i]).sorted().toArray();
        double middle = (all.length + 1) / 2.0;
        return scores.stream().map(score -> score == null ? middle : place(score, all)).toList();
    }

    private static Double place(double score, double[] all) {
        double below = 0;
        double equal = 0;
        for (double each : all) {
            below += each < score ? 1 : 0;
            equal += each == score ? 1 : 0;
        }
        return below + (equal + 1) / 2;
    }
}
