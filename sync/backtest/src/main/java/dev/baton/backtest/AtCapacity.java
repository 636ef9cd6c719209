package dev.baton.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Whom people would have worked on who can take so many accounts at each look: the worst of each
 * day.
 */
final class AtCapacity {
    private final int capacity;
    private final List<Day> days;

    /** The rows of a day: their places among all, and their order. */
    private record Day(int[] rows, Ranking ranking) {
        int[] times(int[] all) {
            int[] own = new int[rows.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = all[rows[i]];
            }
            return own;
        }
    }

    /**
     * @param capacity accounts a day, more than 0
     * @param rows one a forecast, in the same order
     */
    AtCapacity(int capacity, List<Forecast> forecasts, List<Ranking.Row> rows) {
        this.capacity = capacity;
        var byDay = new TreeMap<java.time.LocalDate, List<Integer>>();
        for (int i = 0; i < forecasts.size(); i++) {
            byDay.computeIfAbsent(forecasts.get(i).asOf(), day -> new ArrayList<>()).add(i);
        }
        this.days =
                byDay.values().stream()
                        .map(
                                places ->
                                        new Day(
                                                places.stream().mapToInt(i -> i).toArray(),
                                                new Ranking(
                                                        places.stream().map(rows::get).toList())))
                        .toList();
    }

    /** The share of those worked on that were about to leave. */
    double precision(int[] times) {
        double taken = 0;
        double left = 0;
        for (Day day : days) {
            Ranking.Worst worst = day.ranking().worst(capacity, day.times(times));
            taken += worst.taken();
            left += worst.left();
        }
        return left / taken;
    }

    /** The share of those about to leave that were worked on. */
    double recall(int[] times) {
        double caught = 0;
        double all = 0;
        for (Day day : days) {
            int[] own = day.times(times);
            caught += day.ranking().worst(capacity, own).left();
            all += day.ranking().worst(Double.MAX_VALUE, own).left();
        }
        return caught / all;
    }

    /** The same in what is lost with them. */
    double worthRecall(int[] times) {
        double caught = 0;
        double all = 0;
        for (Day day : days) {
            int[] own = day.times(times);
            caught += day.ranking().worst(capacity, own).worth();
            all += day.ranking().worst(Double.MAX_VALUE, own).worth();
        }
        return caught / all;
    }
}
