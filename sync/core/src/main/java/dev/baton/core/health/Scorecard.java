package dev.baton.core.health;

import dev.baton.core.health.Application.Counting;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One additive scorecard: score = base + Σ w·(f(x) − ref), in points. Each term is rounded to a
 * tenth once and the score is the sum of the rounded terms, so an explanation is exact and a better
 * fact can only raise it. A missing measure adds 0, and so does one that is not applicable.
 */
public final class Scorecard {
    private static final Points LEAST = Points.of(0);
    static final Points MOST = Points.of(100);

    private final HealthModel model;
    private final Vocabulary vocabulary;
    private final Applying applying;
    private final Trending trending;
    private final boolean isSegmentHidden;
    private final @Nullable Products products;

    public Scorecard(HealthModel model, Vocabulary vocabulary) {
        this.model = model;
        this.vocabulary = vocabulary;
        this.applying = new Applying(model);
        this.products = model.rules().products();
        this.trending = new Trending(model.trend(), vocabulary);
        this.isSegmentHidden =
                model.criteria().stream()
                        .flatMap(criterion -> criterion.fields().stream())
                        .anyMatch(field -> vocabulary.isHidden(RecordType.ACCOUNT, field));
    }

    /** The same without a band before. */
    public Assessment assess(AccountFacts facts, Instant asOf) {
        return assess(facts, asOf, null);
    }

    /**
     * What there is to say of an account at an instant: a pure function of its arguments.
     *
     * @param before the band last told of it, which may be held; null where there is none
     */
    public Assessment assess(AccountFacts facts, Instant asOf, @Nullable Band before) {
        return assess(facts, measure(facts, asOf), asOf, before, null);
    }

    /**
     * What another score than health tells of an account. Who is judged no more is so here, too.
     *
     * @param health what is told of its health at that instant; it adds no point
     */
    public Assessment assessBeside(Assessment health, AccountFacts facts, Instant asOf) {
        Measures measures = measure(facts, asOf);
        return health.isEnded()
                ? unjudged(facts, health.judgement(), 0, measures)
                : assess(facts, measures, asOf, null, health.band());
    }

    private Assessment assess(
            AccountFacts facts,
            Measures measures,
            Instant asOf,
            @Nullable Band before,
            @Nullable Band health) {
        Optional<Seen> seen = Seen.at(asOf, facts.account(), vocabulary);
        Application application = applying.to(measures.profile(seen, asOf, health));
        double coverage = Coverage.of(application);
        Optional<Judgement> judgement = unjudged(application.account(), coverage);
        return judgement.isEmpty()
                ? judged(facts, application, coverage, before)
                : unjudged(facts, judgement.get(), coverage, measures);
    }

    /**
     * Why it has no score, if it has none. Another segment is another score: where it cannot be
     * told, neither can the score.
     */
    private Optional<Judgement> unjudged(Profile account, double coverage) {
        if (isSegmentHidden) {
            return Optional.of(new Judgement.TooLittleKnown());
        }
        for (TerminalState state : model.rules().terminal()) {
            if (state.who().test(account) == Answer.YES) {
                return Optional.of(new Judgement.Ended(state.name(), state.who().words()));
            }
        }
        Optional<Judgement> early =
                segment(account)
                        .filter(HealthModel.Segment::tooEarly)
                        .map(each -> new Judgement.TooEarly(each.name(), each.who().words()));
        return early.isEmpty() && (coverage < model.coverageFloor() || coverage == 0)
                ? Optional.of(new Judgement.TooLittleKnown())
                : early;
    }

    private Assessment unjudged(
            AccountFacts facts, Judgement judgement, double coverage, Measures measures) {
        return new Assessment(
                facts.account().ref().id(),
                model.version(),
                null,
                Band.UNKNOWN,
                Trend.UNKNOWN,
                OptionalInt.empty(),
                coverage,
                List.of(),
                measures.measured(),
                judgement,
                measures.product());
    }

    private Assessment judged(
            AccountFacts facts, Application application, double coverage, @Nullable Band before) {
        SortedMap<String, Measured> measured = application.account().measured();
        List<Line> lines = lines(facts, application);
        Points score = sum(lines);
        Trending.Told told = trending.of(application, facts);
        return new Assessment(
                facts.account().ref().id(),
                model.version(),
                score,
                model.bands().of(score, before),
                told.trend(),
                told.change(),
                coverage,
                lines,
                measured,
                new Judgement.Judged(model.bands().of(score)),
                application.account().segments().get(Products.DIMENSION));
    }

    /**
     * What all measures came to.
     *
     * @param product the account's primary one, null where nobody asks or can tell
     */
    private record Measures(SortedMap<String, Measured> measured, @Nullable String product) {
        Profile profile(Optional<Seen> seen, Instant asOf, @Nullable Band health) {
            SortedMap<String, String> segments = new TreeMap<>();
            if (product != null) {
                segments.put(Products.DIMENSION, product);
            }
            return new Profile(seen, asOf, measured, segments, health);
        }
    }

    private Measures measure(AccountFacts facts, Instant asOf) {
        var measured = new TreeMap<String, Measured>();
        Measuring.OfAccount account = Measuring.at(asOf, vocabulary).of(facts);
        String product =
                products == null
                        ? null
                        : new PrimaryProduct(products, vocabulary)
                                .of(facts, account, asOf)
                                .orElse(null);
        for (ScoredMeasure scored : model.scored()) {
            Measured told = measure(scored.measure(), account, product);
            measured.put(scored.measure().name(), Freshness.limited(scored, told, asOf));
        }
        for (Measure measure : model.told()) {
            measured.put(measure.name(), measure(measure, account, product));
        }
        return new Measures(measured, product);
    }

    private Measured measure(
            Measure measure, Measuring.OfAccount account, @Nullable String product) {
        if (products == null || !products.restricted().contains(measure.name())) {
            return account.measure(measure);
        }
        return product == null
                ? new Measured.Missing(Measured.Why.NO_PRODUCT, null)
                : account.measure(products.of(measure, product));
    }

    private List<Line> lines(AccountFacts facts, Application application) {
        var lines = new ArrayList<Line>();
        lines.add(base(application.account()));
        for (Counting each : application.counting()) {
            lines.add(line(each, application, facts.account().ref()));
        }
        Points sum = sum(lines);
        for (KnockOut knockOut : model.rules().knockOuts()) {
            if (knockOut.when().test(application.account()) == Answer.YES) {
                Line.KnockedOut line = knockedOut(knockOut, sum, application, facts);
                lines.add(line);
                sum = sum.plus(line.points());
            }
        }
        if (sum.compareTo(MOST) > 0) {
            lines.add(new Line.Clamp(MOST.minus(sum)));
        } else if (sum.compareTo(LEAST) < 0) {
            lines.add(new Line.Clamp(LEAST.minus(sum)));
        }
        return lines;
    }

    private static Points sum(List<Line> lines) {
        return lines.stream().map(Line::points).reduce(Points.ZERO, Points::plus);
    }

    private static Line.KnockedOut knockedOut(
            KnockOut knockOut, Points sum, Application application, AccountFacts facts) {
        Points over = Points.of(knockOut.cap()).minus(sum);
        Points points = over.tenths() < 0 ? over : Points.ZERO;
        for (String measure : knockOut.when().measures()) {
            if (application.account().measured().get(measure) instanceof Measured.Known known) {
                return new Line.KnockedOut(
                        knockOut, points, Blame.of(points, known, facts.account().ref()));
            }
        }
        return new Line.KnockedOut(
                knockOut, points, List.of(new Line.Blamed(facts.account().ref(), points)));
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
        return switch (counting.measured(application.account())) {
            case Measured.Missing missing -> new Line.Missing(scored, missing);
            case Measured.Known known -> {
                Points points = scored.points(known.value());
                yield new Line.Counted(scored, known, points, Blame.of(points, known, account));
            }
        };
    }
}
