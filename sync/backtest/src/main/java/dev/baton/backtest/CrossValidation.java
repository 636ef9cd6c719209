package dev.baton.backtest;

import dev.baton.backtest.ScorecardFit.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Rows that are foretold by what was learned from other rows.
 *
 * @param byTime whether later days are foretold from earlier ones
 */
record CrossValidation(List<Fold> folds, boolean byTime) {
    private static final int FOLDS = 5;

    /** How long an outcome takes to be known. */
    private static final int HORIZON_DAYS = 90;

    CrossValidation {
        folds = List.copyOf(folds);
    }

    /**
     * Rows to learn from and rows to foretell.
     *
     * @param learn how often each row counts when learning
     * @param foretell places of the others
     */
    @SuppressWarnings("ArrayRecordComponent") // compared never
    record Fold(int[] learn, int[] foretell) {}

    /**
     * Each day is foretold from those that lie a quarter and more before it, for until then their
     * outcomes were not known. Where there are none, accounts from other accounts.
     */
    static CrossValidation of(List<Row> rows) {
        var folds = new ArrayList<Fold>();
        for (LocalDate day : new TreeSet<>(rows.stream().map(Row::asOf).toList())) {
            LocalDate known = day.minusDays(HORIZON_DAYS);
            add(rows, folds, row -> !row.asOf().isAfter(known), row -> row.asOf().equals(day));
        }
        return folds.isEmpty()
                ? new CrossValidation(byAccount(rows), false)
                : new CrossValidation(folds, true);
    }

    private static List<Fold> byAccount(List<Row> rows) {
        var folds = new ArrayList<Fold>();
        List<String> accounts = rows.stream().map(Row::account).sorted().distinct().toList();
        for (int own = 0; own < FOLDS; own++) {
            var mine = new TreeSet<String>();
            for (int place = own; place < accounts.size(); place += FOLDS) {
                mine.add(accounts.get(place));
            }
            add(
                    rows,
                    folds,
                    row -> !mine.contains(row.account()),
                    row -> mine.contains(row.account()));
        }
        return folds;
    }

    /** A fold needs both outcomes to learn from. */
    private static void add(
            List<Row> rows, List<Fold> folds, Predicate<Row> learn, Predicate<Row> foretell) {
        int[] times = rows.stream().mapToInt(row -> learn.test(row) ? 1 : 0).toArray();
        int[] others =
                IntStream.range(0, rows.size()).filter(i -> foretell.test(rows.get(i))).toArray();
        boolean left = false;
        boolean stayed = false;
        for (int i = 0; i < times.length; i++) {
            left |= times[i] > 0 && rows.get(i).left();
            stayed |= times[i] > 0 && !rows.get(i).left();
        }
        if (left && stayed && others.length > 0) {
            folds.add(new Fold(times, others));
        }
    }

    /** The rows that any fold foretells, fold by fold. */
    IntStream foretold() {
        return folds.stream().flatMapToInt(fold -> IntStream.of(fold.foretell()));
    }
}
