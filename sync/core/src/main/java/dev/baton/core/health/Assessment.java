package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What Baton says of one account at one instant.
 *
 * @param account the CRM's id
 * @param score within 0..100, null when too little is known
 * @param coverage 0..1: how much of the model's weight rests on data, old data counting less
 * @param change whole points since the trend's look-back, over the measures known at both ends;
 *     empty when unknown
 * @param lines empty when there is no score
 * @param measured every measure of the model by name, counted or not
 * @param judgement why there is a score, or none
 * @param product its primary one; null where the model does not ask, or nobody can tell
 */
public record Assessment(
        String account,
        String model,
        @Nullable Points score,
        Band band,
        Trend trend,
        OptionalInt change,
        double coverage,
        List<Line> lines,
        SortedMap<String, Measured> measured,
        Judgement judgement,
        @Nullable String product) {

    /** Without a product. */
    public Assessment(
            String account,
            String model,
            @Nullable Points score,
            Band band,
            Trend trend,
            OptionalInt change,
            double coverage,
            List<Line> lines,
            SortedMap<String, Measured> measured,
            Judgement judgement) {
        this(
                account, model, score, band, trend, change, coverage, lines, measured, judgement,
                null);
    }

    public Assessment {
        lines = List.copyOf(lines);
        measured = Collections.unmodifiableSortedMap(measured);
    }

    /** Judged where there is a score; else too little is known. */
    public Assessment(
            String account,
            String model,
            @Nullable Points score,
            Band band,
            Trend trend,
            OptionalInt change,
            double coverage,
            List<Line> lines,
            SortedMap<String, Measured> measured) {
        this(
                account,
                model,
                score,
                band,
                trend,
                change,
                coverage,
                lines,
                measured,
                score == null ? new Judgement.TooLittleKnown() : new Judgement.Judged(band));
    }

    /** Whether it is in a terminal state, and leaves the reports. */
    public boolean isEnded() {
        return judgement instanceof Judgement.Ended;
    }

    /** What moves the score most: harm first, the worst ahead, then merits, the best ahead. */
    public List<Line.Reason> reasons() {
        return lines.stream()
                .filter(Line.Reason.class::isInstance)
                .map(Line.Reason.class::cast)
                .filter(line -> line.points().tenths() != 0)
                .sorted(
                        Comparator.comparingInt(
                                        (Line.Reason line) ->
                                                Integer.signum(line.points().tenths()))
                                .thenComparingInt(line -> -Math.abs(line.points().tenths())))
                .toList();
    }

    /** What speaks for it, the most points first. */
    public List<Line.Reason> merits() {
        return reasons().stream().filter(line -> line.points().tenths() > 0).toList();
    }

    /** What the first reason speaks of. */
    public Optional<Driver> driver() {
        return reasons().stream().findFirst().map(Line.Reason::driver);
    }
}
