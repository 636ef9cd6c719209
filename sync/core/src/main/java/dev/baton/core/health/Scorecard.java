package dev.baton.core.health;

import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One additive scorecard: score = base + Σ w·(f(x) − ref), in points. Each term is rounded to a
 * tenth once and the score is the sum of the rounded terms, so an explanation is exact and a better
 * fact can only raise it. A missing measure adds 0.
 */
public final class Scorecard {
    private static final Points LEAST = Points.of(0);
    static final Points MOST = Points.of(100);

    private final HealthModel model;
    private final Vocabulary vocabulary;

    public Scorecard(HealthModel model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
    }

    /** What there is to say of an account at an instant: a pure function of its arguments. */
    public Assessment assess(AccountFacts facts, Instant asOf) {
        SortedMap<String, Measured> measured = measure(facts, Measuring.at(asOf, vocabulary));
        double coverage = coverage(measured, asOf);
        String id = facts.account().ref().id();
        if (coverage < model.coverageFloor() || coverage == 0 || isSegmentHidden()) {
            return new Assessment(
                    id,
                    model.version(),
                    null,
                    Band.UNKNOWN,
                    Trend.UNKNOWN,
                    OptionalInt.empty(),
                    coverage,
                    List.of(),
                    measured);
        }
        List<Line> lines = lines(facts, measured, asOf);
        Points score = lines.stream().map(Line::points).reduce(Points.ZERO, Points::plus);
        OptionalInt change = change(measured, facts, asOf);
        return new Assessment(
                id,
                model.version(),
                score,
                model.bands().of(score),
                trend(change),
                change,
                coverage,
                lines,
                measured);
    }

    /** Another segment's base is another score: where it cannot be told, neither can the score. */
    private boolean isSegmentHidden() {
        return model.segments().stream()
                .flatMap(segment -> segment.who().fields().stream())
                .anyMatch(field -> vocabulary.isHidden(RecordType.ACCOUNT, field));
    }

    private SortedMap<String, Measured> measure(AccountFacts facts, Measuring measuring) {
        var measured = new TreeMap<String, Measured>();
        Measuring.OfAccount account = measuring.of(facts);
        for (Measure measure : model.measures()) {
            measured.put(measure.name(), account.measure(measure));
        }
        return measured;
    }

    private List<Line> lines(
            AccountFacts facts, SortedMap<String, Measured> measured, Instant asOf) {
        var lines = new ArrayList<Line>();
        lines.add(base(facts, asOf));
        for (ScoredMeasure scored : model.scored()) {
            lines.add(line(scored, of(measured, scored), facts.account().ref()));
        }
        Points sum = lines.stream().map(Line::points).reduce(Points.ZERO, Points::plus);
        if (sum.compareTo(MOST) > 0) {
            lines.add(new Line.Clamp(MOST.minus(sum)));
        } else if (sum.compareTo(LEAST) < 0) {
            lines.add(new Line.Clamp(LEAST.minus(sum)));
        }
        return lines;
    }

    private Line base(AccountFacts facts, Instant asOf) {
        for (HealthModel.Segment segment : model.segments()) {
            boolean fits =
                    Seen.at(asOf, facts.account(), vocabulary)
                            .map(seen -> segment.who().test(seen) == Predicate.Answer.YES)
                            .orElse(false);
            if (fits) {
                return new Line.Base(segment.name(), Points.of(segment.base()));
            }
        }
        return new Line.Base("", Points.of(model.base()));
    }

    private static Line line(ScoredMeasure scored, Measured measured, RecordRef account) {
        return switch (measured) {
            case Measured.Missing missing -> new Line.Missing(scored, missing);
            case Measured.Known known -> {
                Points points = scored.points(known.value());
                yield new Line.Counted(scored, known, points, blame(points, known, account));
            }
        };
    }

    private static List<Line.Blamed> blame(Points points, Measured.Known known, RecordRef account) {
        if (known.evidence().isEmpty()) {
            Measured.Sight last = known.last();
            return List.of(new Line.Blamed(last == null ? account : last.ref(), points));
        }
        List<Points> parts =
                points.split(known.evidence().stream().map(Measured.Share::share).toList());
        var blamed = new ArrayList<Line.Blamed>();
        for (int i = 0; i < parts.size(); i++) {
            blamed.add(new Line.Blamed(known.evidence().get(i).ref(), parts.get(i)));
        }
        return blamed;
    }

    private static Measured of(SortedMap<String, Measured> measured, ScoredMeasure scored) {
        Measured value = measured.get(scored.measure().name());
        if (value == null) {
            throw new IllegalStateException("not measured: " + scored.measure().name());
        }
        return value;
    }

    /**
     * C = Σ w·φ / Σ w with φ = 2^(−age / half-life), 0 for a missing measure (facts of health
     * scoring, formula 9).
     */
    private double coverage(SortedMap<String, Measured> measured, Instant asOf) {
        double all = 0;
        double known = 0;
        for (ScoredMeasure scored : model.scored()) {
            all += scored.weight();
            known += scored.weight() * freshness(scored, of(measured, scored), asOf);
        }
        return all == 0 ? 0 : Math.round(100 * known / all) / 100.0;
    }

    /** Not simply the newest evidence: of a maximum or a ratio that may be old, and data new. */
    private static Instant newest(Measured.Known known) {
        Measured.Sight last = known.last();
        return last == null ? known.evidence().getFirst().sight().at() : last.at();
    }

    private static double freshness(ScoredMeasure scored, Measured measured, Instant asOf) {
        if (!(measured instanceof Measured.Known known)) {
            return 0;
        }
        if (known.evidence().isEmpty() || Double.isInfinite(scored.halfLifeDays())) {
            return 1;
        }
        Instant newest = newest(known);
        return Math.pow(
                2, -Duration.between(newest, asOf).toSeconds() / 86_400.0 / scored.halfLifeDays());
    }

    /**
     * Points gained since the look-back over the measures that events can tell at both ends. What
     * was not knowable then neither helps nor harms.
     */
    private OptionalInt change(SortedMap<String, Measured> now, AccountFacts facts, Instant asOf) {
        Instant before = asOf.minus(Duration.ofSeconds(Math.round(model.trend().days() * 86_400)));
        if (Seen.at(before, facts.account(), vocabulary).isEmpty()) {
            return OptionalInt.empty();
        }
        Measuring.OfAccount then = Measuring.byEventsAt(before, vocabulary).of(facts);
        int compared = 0;
        Points change = Points.ZERO;
        for (ScoredMeasure scored : model.scored()) {
            if (of(now, scored) instanceof Measured.Known a
                    && then.measure(scored.measure()) instanceof Measured.Known b) {
                compared++;
                change = change.plus(scored.points(a.value()).minus(scored.points(b.value())));
            }
        }
        return compared == 0 ? OptionalInt.empty() : OptionalInt.of(change.rounded());
    }

    private Trend trend(OptionalInt change) {
        if (change.isEmpty()) {
            return Trend.UNKNOWN;
        }
        double points = change.getAsInt();
        return points >= model.trend().threshold()
                ? Trend.IMPROVING
                : points <= -model.trend().threshold() ? Trend.WORSENING : Trend.STABLE;
    }
}
