package dev.baton.backtest;

import dev.baton.core.health.Band;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bands that people set in place of the model's, held against the model's own of the same accounts
 * at the same days: both foretold the same outcomes, so whoever was nearer to them knew more.
 *
 * <p>A band foretells the share that left of all accounts to which the model gave that band, those
 * without an override included; one that it never gave, the share that left of all. Judged are the
 * Brier scores of the two, and their difference.
 *
 * @param bands what was set and what the model had given, in order of the band
 * @param figures {@code override_brier}, {@code model_brier} and {@code override_brier_difference}
 *     (the first less the second: below 0 people were nearer)
 */
public record Overrides(List<Share> bands, List<Figure> figures) {
    public Overrides {
        bands = List.copyOf(bands);
        figures = List.copyOf(figures);
    }

    /**
     * A forecast in whose place a person set a band.
     *
     * @param set never Unknown, as people cannot set that
     */
    public record Row(Forecast forecast, Band set) {}

    /**
     * Accounts of one band.
     *
     * @param set how many people gave it
     * @param setLeft how many of those left
     * @param model how many of the same rows the model gave it
     * @param modelLeft how many of those left
     */
    public record Share(Band band, int set, int setLeft, int model, int modelLeft) {}

    /** What may be claimed of the two. */
    public enum Verdict {
        PEOPLE("people foretold better than the model"),
        MODEL("the model foretold better than people"),
        NEITHER("neither foretold better, as far as so few can tell");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * @param all every forecast, for what a band foretells; not empty
     * @param rows those with an override; empty when nobody set any
     */
    public static Overrides of(List<Forecast> all, List<Row> rows, Judging judging) {
        if (rows.isEmpty()) {
            return new Overrides(List.of(), List.of());
        }
        Map<Band, Double> byBand = foretold(all);
        double ofAll = share(all);
        double[] off = new double[rows.size()];
        double[] modelOff = new double[rows.size()];
        for (int i = 0; i < off.length; i++) {
            Row row = rows.get(i);
            off[i] = squared(byBand.getOrDefault(row.set(), ofAll), row.forecast());
            modelOff[i] =
                    squared(byBand.getOrDefault(row.forecast().band(), ofAll), row.forecast());
        }
        return new Overrides(shares(rows), figures(rows, off, modelOff, judging));
    }

    private static Map<Band, Double> foretold(List<Forecast> all) {
        Map<Band, List<Forecast>> byBand = new EnumMap<>(Band.class);
        all.forEach(each -> byBand.computeIfAbsent(each.band(), b -> new ArrayList<>()).add(each));
        Map<Band, Double> shares = new EnumMap<>(Band.class);
        byBand.forEach((band, own) -> shares.put(band, share(own)));
        return shares;
    }

    private static double share(List<Forecast> some) {
        return (double) some.stream().filter(Forecast::left).count() / some.size();
    }

    private static double squared(double foretold, Forecast forecast) {
        double off = foretold - (forecast.left() ? 1 : 0);
        return off * off;
    }

    private static List<Share> shares(List<Row> rows) {
        SortedMap<Band, int[]> counts = new TreeMap<>();
        for (Row row : rows) {
            count(counts, row.set(), 0, row.forecast().left());
            count(counts, row.forecast().band(), 2, row.forecast().left());
        }
        return counts.entrySet().stream()
                .map(
                        each ->
                                new Share(
                                        each.getKey(),
                                        each.getValue()[0],
                                        each.getValue()[1],
                                        each.getValue()[2],
                                        each.getValue()[3]))
                .toList();
    }

    private static void count(SortedMap<Band, int[]> counts, Band band, int from, boolean left) {
        int[] own = counts.computeIfAbsent(band, none -> new int[4]);
        own[from]++;
        own[from + 1] += left ? 1 : 0;
    }

    private static List<Figure> figures(
            List<Row> rows, double[] off, double[] modelOff, Judging judging) {
        var bootstrap =
                new Bootstrap(
                        judging.seed(),
                        judging.draws(),
                        rows.stream().map(row -> row.forecast().account()).toList());
        int left = (int) rows.stream().filter(row -> row.forecast().left()).count();
        var statistics = new TreeMap<String, Statistic>();
        statistics.put("model_brier", times -> mean(modelOff, times));
        statistics.put("override_brier", times -> mean(off, times));
        statistics.put(
                "override_brier_difference", times -> mean(off, times) - mean(modelOff, times));
        return statistics.entrySet().stream()
                .map(
                        each ->
                                new Figure(
                                        each.getKey(),
                                        each.getValue().of(Bootstrap.once(rows.size())),
                                        bootstrap.interval(each.getValue()),
                                        rows.size(),
                                        left))
                .toList();
    }

    private static double mean(double[] values, int[] times) {
        double sum = 0;
        double n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
            n += times[i];
        }
        return sum / n;
    }

    /** How many rows have one. */
    public int n() {
        return bands.stream().mapToInt(Share::set).sum();
    }

    /** Who foretold better; with fewer than {@link Evidence#FEWEST} overrides nobody did. */
    public Verdict verdict() {
        Interval difference =
                figures.stream()
                        .filter(figure -> figure.name().equals("override_brier_difference"))
                        .findFirst()
                        .map(Figure::interval)
                        .orElse(Interval.UNTELLABLE);
        if (n() < Evidence.FEWEST || !difference.tellable() || difference.includes(0)) {
            return Verdict.NEITHER;
        }
        return difference.high() < 0 ? Verdict.PEOPLE : Verdict.MODEL;
    }
}
