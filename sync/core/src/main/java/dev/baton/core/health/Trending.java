package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Measured.Known;
import dev.baton.core.measure.Measuring;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a score is going: worked out anew from the times of events, over the measures that events
 * can tell at all instants, by what they count in the segment of now. What was not knowable then
 * neither helps nor harms. Caps and clamps are left aside.
 */
final class Trending {
    private static final Told UNKNOWN = new Told(Trend.UNKNOWN, OptionalInt.empty());

    private final TrendRule rule;
    private final Vocabulary vocabulary;

    Trending(TrendRule rule, Vocabulary vocabulary) {
        this.rule = rule;
        this.vocabulary = vocabulary;
    }

    /**
     * What is told.
     *
     * @param change whole points between the two ends
     */
    record Told(Trend trend, OptionalInt change) {}

    Told of(Application application, AccountFacts facts) {
        Instant asOf = application.account().asOf();
        if (Seen.at(before(asOf, rule.instants() - 1), facts.account(), vocabulary).isEmpty()) {
            return UNKNOWN;
        }
        List<Measuring.OfAccount> pasts = new ArrayList<>();
        for (int back = 1; back < rule.instants(); back++) {
            pasts.add(Measuring.byEventsAt(before(asOf, back), vocabulary).of(facts));
        }
        var sums = new int[rule.instants()];
        int compared = 0;
        for (Counting each : application.counted()) {
            if (each.measured(application.account()) instanceof Known now) {
                compared += add(each.scored(), now, pasts, sums) ? 1 : 0;
            }
        }
        if (compared == 0) {
            return UNKNOWN;
        }
        int change = new Points(sums[0] - sums[sums.length - 1]).rounded();
        return new Told(trend(change, sums), OptionalInt.of(change));
    }

    /** Of the instants that divide the look-back evenly, counted back from now. */
    private Instant before(Instant asOf, int back) {
        double days = rule.days() * back / (rule.instants() - 1);
        return asOf.minus(Duration.ofSeconds(Math.round(days * 86_400)));
    }

    /** Adds a measure's points at every instant, or at none. */
    private static boolean add(
            ScoredMeasure scored, Known now, List<Measuring.OfAccount> pasts, int[] sums) {
        var points = new int[sums.length];
        points[0] = scored.points(now.value()).tenths();
        for (int back = 1; back < sums.length; back++) {
            if (!(pasts.get(back - 1).measure(scored.measure()) instanceof Known then)) {
                return false;
            }
            points[back] = scored.points(then.value()).tenths();
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += points[i];
        }
        return true;
    }

    /** With two instants by the whole points that are shown. */
    private Trend trend(int change, int[] sums) {
        if (sums.length == 2) {
            return arrow(change);
        }
        var points = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            points[i] = sums[sums.length - 1 - i] / 10.0;
        }
        RobustLine line = RobustLine.through(points);
        double gained = line.slope() * (points.length - 1);
        return Math.abs(gained) > rule.noise() * line.noise() ? arrow(gained) : Trend.STABLE;
    }

    private Trend arrow(double points) {
        return points >= rule.threshold()
                ? Trend.IMPROVING
                : points <= -rule.threshold() ? Trend.WORSENING : Trend.STABLE;
    }
}
