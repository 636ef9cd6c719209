package dev.baton.core.health;

import static dev.baton.core.Given.text;

import dev.baton.core.health.Curve.Point;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.Segment;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Window;
import dev.baton.core.model.RecordType;
import java.util.List;

/** Models written down in one line. */
final class Models {
    static final double NEVER = Double.POSITIVE_INFINITY;

    private Models() {}

    /** Tickets opened in 30 days, none good, ten bad; 20 points, 0.8 usual. */
    static ScoredMeasure tickets() {
        return scored(
                measure("tickets", "Tickets opened", "", RecordType.TICKET, 30, "created_at"),
                falling(10),
                20,
                0.8,
                Driver.SUPPORT);
    }

    /** Mean usage in 90 days, 0 bad, 100 good; 30 points, 0.5 usual. */
    static ScoredMeasure usage() {
        return usage(NEVER);
    }

    static ScoredMeasure usage(double halfLifeDays) {
        var mean =
                new Measure(
                        "usage",
                        "Mean usage",
                        "logins",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 90),
                        new Aggregate.Mean(new Quantity.Field("value")),
                        new Comparison.None());
        return new ScoredMeasure(mean, rising(100), 30, 0.5, Driver.USAGE, true, halfLifeDays);
    }

    /** Ratings in 365 days; 50 points. */
    static ScoredMeasure ratings() {
        return scored(
                measure("ratings", "Ratings", "", RecordType.SURVEY, 365, "answered_at"),
                rising(10),
                50,
                0.5,
                Driver.SENTIMENT);
    }

    static ScoredMeasure scored(
            Measure measure, Curve curve, double weight, double reference, Driver driver) {
        return new ScoredMeasure(measure, curve, weight, reference, driver, true, NEVER);
    }

    static Measure measure(
            String name, String label, String unit, RecordType over, double days, String by) {
        return new Measure(
                name,
                label,
                unit,
                over,
                new Predicate.Always(),
                new Window(by, days),
                new Aggregate.Count(),
                new Comparison.None());
    }

    static Curve rising(double to) {
        return new Curve(List.of(new Point(0, 0), new Point(to, 1)));
    }

    static Curve falling(double to) {
        return new Curve(List.of(new Point(0, 1), new Point(to, 0)));
    }

    static HealthModel model(double base, ScoredMeasure... scored) {
        return model(base, 0, scored);
    }

    static HealthModel model(double base, double floor, ScoredMeasure... scored) {
        return new HealthModel(
                "support-1",
                base,
                List.of(scored),
                List.of(),
                new Bands(75, 50),
                floor,
                new TrendRule(30, 3),
                List.of(
                        new Segment(
                                "large",
                                new Predicate.Compare(
                                        "segment", Predicate.Comparator.IS, text("large")),
                                80)));
    }
}
