package dev.baton.backtest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * How early people were warned, and how restless the warnings were.
 *
 * @param leadDays days from the first red that lasted to the look after which the account left
 * @param figures the median lead, the share never warned of, the flips an account and quarter
 */
public record Warnings(Spread leadDays, List<Figure> figures) {
    public Warnings {
        figures = List.copyOf(figures);
    }

    /**
     * @param journeys by account
     * @param lastLooks of those that left: the day of the look after which they did
     */
    public static Warnings of(
            SortedMap<String, Journey> journeys,
            SortedMap<String, LocalDate> lastLooks,
            Judging judging) {
        var leads = new ArrayList<OptionalLong>();
        var leavers = new ArrayList<String>();
        for (Map.Entry<String, LocalDate> leaver : lastLooks.entrySet()) {
            Journey journey = journeys.get(leaver.getKey());
            if (journey != null) {
                leavers.add(leaver.getKey());
                leads.add(journey.warned(leaver.getValue()));
            }
        }
        List<Journey.Flips> flips = journeys.values().stream().map(Journey::flips).toList();
        var figures = new ArrayList<Figure>();
        figures.add(
                figure(
                        "lead_days_median",
                        times -> median(leads, times),
                        leavers,
                        judging,
                        leavers.size()));
        figures.add(
                figure(
                        "share_never_red",
                        times -> unwarned(leads, times),
                        leavers,
                        judging,
                        leavers.size()));
        figures.add(
                figure(
                        "flips_an_account_quarter",
                        times -> rate(flips, times),
                        new ArrayList<>(journeys.keySet()),
                        judging,
                        leavers.size()));
        return new Warnings(
                Spread.of(
                        leads.stream()
                                .filter(OptionalLong::isPresent)
                                .map(OptionalLong::getAsLong)
                                .toList()),
                figures);
    }

    private static Figure figure(
            String name, Statistic statistic, List<String> accounts, Judging judging, int left) {
        var bootstrap = new Bootstrap(judging.seed(), judging.draws(), accounts);
        return new Figure(
                name,
                accounts.isEmpty() ? Double.NaN : statistic.of(Bootstrap.once(accounts.size())),
                accounts.isEmpty() ? Interval.UNTELLABLE : bootstrap.interval(statistic),
                accounts.size(),
                left);
    }

    private static double median(List<OptionalLong> leads, int[] times) {
        var drawn = new ArrayList<Long>();
        for (int i = 0; i < times.length; i++) {
            if (leads.get(i).isPresent()) {
                for (int copy = 0; copy < times[i]; copy++) {
                    drawn.add(leads.get(i).getAsLong());
                }
            }
        }
        return Spread.of(drawn).median();
    }

    private static double unwarned(List<OptionalLong> leads, int[] times) {
        double unwarned = 0;
        double all = 0;
        for (int i = 0; i < times.length; i++) {
            all += times[i];
            unwarned += leads.get(i).isPresent() ? 0 : times[i];
        }
        return unwarned / all;
    }

    private static double rate(List<Journey.Flips> flips, int[] times) {
        double changes = 0;
        double quarters = 0;
        for (int i = 0; i < times.length; i++) {
            changes += times[i] * flips.get(i).flips();
            quarters += times[i] * flips.get(i).quarters();
        }
        return changes / quarters;
    }
}
