package dev.baton.app;

import dev.baton.backtest.PartialPooling;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.engine.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in each segment, by the accounts of the last run: the worth of each measure, which
 * is its reference, and the sum of all lines before caps, which is the segment's base. Small
 * segments borrow strength from the whole.
 *
 * @param accounts those with a score
 * @param bases by segment; {@code ""} those that are in none
 * @param measures in the order of the model
 */
record SegmentStatistics(
        String model, int accounts, SortedMap<String, Base> bases, List<OfMeasure> measures) {

    /** A segment's base, old and worked out. */
    record Base(double old, PartialPooling.Group found) {}

    /**
     * A measure.
     *
     * @param references by segment
     * @param whole of all segments
     */
    record OfMeasure(String name, SortedMap<String, Reference> references, double whole) {}

    /** What is usual of a measure in a segment, old and worked out, 0..1. */
    record Reference(double old, PartialPooling.Group found) {}

    static SegmentStatistics of(Review review) {
        var sums = new PartialPooling.Values();
        var worths = new TreeMap<String, PartialPooling.Values>();
        var olds = new TreeMap<String, SortedMap<String, Double>>();
        int[] accounts = {0};
        review.each(
                assessed -> {
                    List<Line> lines = assessed.assessment().lines();
                    if (lines.isEmpty() || !(lines.getFirst() instanceof Line.Base base)) {
                        return;
                    }
                    accounts[0]++;
                    sums.add(base.segment(), sum(lines));
                    for (Line line : lines) {
                        if (line instanceof Line.Counted counted) {
                            ScoredMeasure scored = counted.scored();
                            String name = scored.measure().name();
                            worths.computeIfAbsent(name, none -> new PartialPooling.Values())
                                    .add(
                                            base.segment(),
                                            scored.curve().at(counted.known().value()));
                            olds.computeIfAbsent(name, none -> new TreeMap<>())
                                    .put(base.segment(), scored.reference());
                        }
                    }
                });
        return new SegmentStatistics(
                review.model(),
                accounts[0],
                bases(review.judging(), sums),
                measures(review.judging(), worths, olds));
    }

    /** Without what caps it. */
    private static double sum(List<Line> lines) {
        return lines.stream()
                .filter(line -> line instanceof Line.Base || line instanceof Line.Counted)
                .map(Line::points)
                .reduce(Points.ZERO, Points::plus)
                .toDecimal()
                .doubleValue();
    }

    private static SortedMap<String, Base> bases(HealthModel model, PartialPooling.Values sums) {
        var bases = new TreeMap<String, Base>();
        if (!sums.isEmpty()) {
            sums.pooled()
                    .groups()
                    .forEach((name, group) -> bases.put(name, new Base(base(model, name), group)));
        }
        return bases;
    }

    private static double base(HealthModel model, String segment) {
        return model.segments().stream()
                .filter(each -> each.name().equals(segment))
                .mapToDouble(HealthModel.Segment::base)
                .findFirst()
                .orElse(model.base());
    }

    private static List<OfMeasure> measures(
            HealthModel model,
            SortedMap<String, PartialPooling.Values> worths,
            SortedMap<String, ? extends SortedMap<String, Double>> olds) {
        var measures = new ArrayList<OfMeasure>();
        for (ScoredMeasure scored : model.scored()) {
            String name = scored.measure().name();
            PartialPooling.Values values = worths.get(name);
            SortedMap<String, Double> old = olds.get(name);
            if (values != null && old != null) {
                PartialPooling pooled = values.pooled();
                var references = new TreeMap<String, Reference>();
                pooled.groups()
                        .forEach(
                                (segment, group) ->
                                        references.put(
                                                segment,
                                                new Reference(
                                                        Objects.requireNonNull(old.get(segment)),
                                                        group)));
                measures.add(new OfMeasure(name, references, pooled.whole()));
            }
        }
        return measures;
    }

    /** What those in no segment have, or where there are none, the whole. */
    static double otherwise(OfMeasure measure) {
        @Nullable Reference none = measure.references().get("");
        return none == null ? measure.whole() : none.found().pooled();
    }
}
