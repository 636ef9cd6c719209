package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One additive scorecard: score = base + Σ w·(f(x) − ref), in points. Each term is rounded to a
 * tenth once and the score is the sum of the rounded terms, so an explanation is exact and a better
 * fact can only raise it. A missing measure adds 0, and so does one that is not applicable.
 */
public final class Scorecard {
    private static final Points LEAST = Points.of(0);
    private static final Points MOST = Points.of(100);

    private final HealthModel model;
    private final Vocabulary vocabulary;
    private final Applying applying;
    private final boolean isSegmentHidden;

    public Scorecard(HealthModel model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.applying = new Applying(model);
        this.isSegmentHidden =
                model.criteria().stream()
                        .flatMap(criterion -> criterion.fields().stream())
                        .anyMatch(field -> vocabulary.isHidden(RecordType.ACCOUNT, field));
    }

    /** What there is to say of an account at an instant: a pure function of its arguments. */
    public Assessment assess(AccountFacts facts, Instant asOf) {
        SortedMap<String, Measured> measured = measure(facts, Measuring.at(asOf, vocabulary));
        Optional<Seen> seen = Seen.at(asOf, facts.account(), vocabulary);
        Application application = applying.to(new Profile(seen, asOf, measured, new TreeMap<>()));
        double coverage = Coverage.of(application, measured, asOf);
        // Another segment is another score: where it cannot be told, neither can the score.
        Judgement judgement =
                isSegmentHidden || coverage < model.coverageFloor() || coverage == 0
                        ? new Judgement.TooLittleKnown()
                        : new Judgement.Judged();
        Optional<HealthModel.Segment> segment = segment(application.account());
        if (!isSegmentHidden && segment.isPresent() && segment.get().tooEarly()) {
            judgement = new Judgement.TooEarly(segment.get().name(), segment.get().who().words());
        }
        return judgement instanceof Judgement.Judged
                ? judged(facts, application, coverage, asOf)
                : unjudged(facts, judgement, coverage, measured);
    }

    private Assessment unjudged(
            AccountFacts facts,
            Judgement judgement,
            double coverage,
            SortedMap<String, Measured> measured) {
        return new Assessment(
                facts.account().ref().id(),
                model.version(),
                null,
                Band.UNKNOWN,
                Trend.UNKNOWN,
                OptionalInt.empty(),
                coverage,
                List.of(),
                measured,
                judgement);
    }

    private Assessment judged(
            AccountFacts facts, Application application, double coverage, Instant asOf) {
        SortedMap<String, Measured> measured = application.account().measured();
        List<Line> lines = lines(facts, application);
        Points score = lines.stream().map(Line::points).reduce(Points.ZERO, Points::plus);
        OptionalInt change = change(application, facts, asOf);
        return new Assessment(
                facts.account().ref().id(),
                model.version(),
                score,
                model.bands().of(score),
                trend(change),
                change,
                coverage,
                lines,
                measured);
    }

    private SortedMap<String, Measured> measure(AccountFacts facts, Measuring measuring) {
        var measured = new TreeMap<String, Measured>();
        Measuring.OfAccount account = measuring.of(facts);
        for (Measure measure : model.measures()) {
            measured.put(measure.name(), account.measure(measure));
        }
        return measured;
    }

    private List<Line> lines(AccountFacts facts, Application application) {
        var lines = new ArrayList<Line>();
        lines.add(base(application.account()));
        for (Counting each : application.counting()) {
            lines.add(line(each, application, facts.account().ref()));
        }
        Points sum = lines.stream().map(Line::points).reduce(Points.ZERO, Points::plus);
        if (sum.compareTo(MOST) > 0) {
            lines.add(new Line.Clamp(MOST.minus(sum)));
        } else if (sum.compareTo(LEAST) < 0) {
            lines.add(new Line.Clamp(LEAST.minus(sum)));
        }
        return lines;
    }

    private Optional<HealthModel.Segment> segment(Profile account) {
        String name = account.segments().get(Dimension.OWN);
        return model.segments().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private Line base(Profile account) {
        return segment(account)
                .map(segment -> new Line.Base(segment.name(), Points.of(segment.base())))
                .orElseGet(() -> new Line.Base("", Points.of(model.base())));
    }

    private static Line line(Counting counting, Application application, RecordRef account) {
        ScoredMeasure scored = counting.scored();
        if (!counting.isCounted()) {
            return new Line.NotApplicable(scored);
        }
        return switch (counting.measured(application.account().measured())) {
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

    /**
     * Points gained since the look-back over the measures that events can tell at both ends, by
     * what they count in the segment of now. What was not knowable then neither helps nor harms.
     */
    private OptionalInt change(Application application, AccountFacts facts, Instant asOf) {
        Instant before = asOf.minus(Duration.ofSeconds(Math.round(model.trend().days() * 86_400)));
        if (Seen.at(before, facts.account(), vocabulary).isEmpty()) {
            return OptionalInt.empty();
        }
        Measuring.OfAccount then = Measuring.byEventsAt(before, vocabulary).of(facts);
        int compared = 0;
        Points change = Points.ZERO;
        for (Counting each : application.counted()) {
            ScoredMeasure scored = each.scored();
            if (each.measured(application.account().measured()) instanceof Measured.Known a
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
