package dev.baton.core.play;

import static dev.baton.core.Given.accountDraft;
import static dev.baton.core.Given.at;
import static dev.baton.core.Given.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Curve;
import dev.baton.core.health.Driver;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Trend;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Window;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CauseTest {
    private static final CanonicalRecord ACCOUNT =
            accountDraft("2026-01-01T00:00:00Z").with("segment", text("large")).done();
    private static final Measured.Known SEVEN = new Measured.Known(7, 1, List.of(), null);
    private static final Measured.Missing UNTOLD =
            new Measured.Missing(Measured.Why.NOT_TELLABLE, null);

    private static final Situation KNOWN =
            situation(new Points(395), Band.RED, Trend.WORSENING, true);
    private static final Situation UNKNOWN = situation(null, Band.UNKNOWN, Trend.UNKNOWN, false);

    private static Situation situation(
            @Nullable Points score, Band band, Trend trend, boolean exists) {
        List<Line> lines =
                score == null
                        ? List.of()
                        : List.of(
                                new Line.Base("", new Points(500)),
                                counted("usage", new Points(-5)),
                                counted("waiting", new Points(-100)));
        return new Situation(
                ACCOUNT,
                exists
                        ? Seen.at(at("2026-05-04T00:00:00Z"), ACCOUNT, Vocabulary.standard())
                        : Optional.empty(),
                new Assessment(
                        ACCOUNT.ref().id(),
                        "m1",
                        score,
                        band,
                        trend,
                        OptionalInt.empty(),
                        1,
                        lines,
                        new TreeMap<>(Map.of("waiting", SEVEN, "untold", UNTOLD))));
    }

    private static Line counted(String name, Points points) {
        var measure =
                new Measure(
                        name,
                        name,
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        Window.all("created_at"),
                        new Aggregate.Count(),
                        new Comparison.None());
        var curve = new Curve(List.of(new Curve.Point(0, 1), new Curve.Point(10, 0)));
        return new Line.Counted(
                new ScoredMeasure(measure, curve, 10, 0.5, Driver.SUPPORT, true, 30),
                SEVEN,
                points,
                List.of());
    }

    private static Cause answering(Answer answer) {
        return switch (answer) {
            case YES -> new Cause.InBand(List.of(Band.RED));
            case NO -> new Cause.InBand(List.of(Band.GREEN));
            case UNKNOWN -> new Cause.MeasureIs("untold", Comparator.IS, 1);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "YES, YES, YES, YES",
        "YES, NO, NO, YES",
        "YES, UNKNOWN, UNKNOWN, YES",
        "NO, NO, NO, NO",
        "NO, UNKNOWN, NO, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void andAndOrAreKleenes(Answer left, Answer right, Answer and, Answer or) {
        for (List<Cause> parts :
                List.of(
                        List.of(answering(left), answering(right)),
                        List.of(answering(right), answering(left)))) {
            assertThat(new Cause.All(parts).holds(KNOWN)).isEqualTo(and);
            assertThat(new Cause.Any(parts).holds(KNOWN)).isEqualTo(or);
        }
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void theContraryOfWhatNobodyCanTellNobodyCanTell(Answer answer) {
        assertThat(new Cause.Not(answering(answer)).holds(KNOWN)).isEqualTo(answer.not());
    }

    @Test
    void anUnknownBandOrTrendIsAnAnswerOnlyToWhoAsksForIt() {
        assertThat(new Cause.InTrend(List.of(Trend.WORSENING)).holds(KNOWN)).isEqualTo(Answer.YES);
        assertThat(new Cause.InTrend(List.of(Trend.STABLE)).holds(KNOWN)).isEqualTo(Answer.NO);
        assertThat(new Cause.InTrend(List.of(Trend.UNKNOWN)).holds(KNOWN)).isEqualTo(Answer.NO);
        assertThat(new Cause.InTrend(List.of(Trend.STABLE)).holds(UNKNOWN))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(new Cause.InTrend(List.of(Trend.UNKNOWN)).holds(UNKNOWN)).isEqualTo(Answer.YES);
        assertThat(new Cause.InBand(List.of(Band.RED)).holds(UNKNOWN)).isEqualTo(Answer.UNKNOWN);
        assertThat(new Cause.InBand(List.of(Band.UNKNOWN)).holds(UNKNOWN)).isEqualTo(Answer.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "BELOW, 39.6, YES",
        "BELOW, 39.5, NO",
        "AT_MOST, 39.5, YES",
        "ABOVE, 39.5, NO",
        "IS, 39.5, YES",
        "AT_LEAST, 39.6, NO"
    })
    void aScoreIsComparedToTheTenth(Comparator comparator, double points, Answer answer) {
        assertThat(new Cause.ScoreIs(comparator, points).holds(KNOWN)).isEqualTo(answer);
        assertThat(new Cause.ScoreIs(comparator, points).holds(UNKNOWN)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void pointsAreThoseOfTheMeasureNamedAndUnknownWhereItHasNoLine() {
        assertThat(new Cause.PointsAre("waiting", Comparator.IS, -10).holds(KNOWN))
                .isEqualTo(Answer.YES);
        assertThat(new Cause.PointsAre("usage", Comparator.IS, -0.5).holds(KNOWN))
                .isEqualTo(Answer.YES);
        assertThat(new Cause.PointsAre("usage", Comparator.BELOW, -1).holds(KNOWN))
                .isEqualTo(Answer.NO);
        assertThat(new Cause.PointsAre("untold", Comparator.BELOW, 0).holds(KNOWN))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(new Cause.PointsAre("waiting", Comparator.BELOW, 0).holds(UNKNOWN))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aMeasureThatTheModelDoesNotHaveIsAnError() {
        assertThat(new Cause.MeasureIs("waiting", Comparator.AT_LEAST, 7).holds(KNOWN))
                .isEqualTo(Answer.YES);
        assertThatThrownBy(() -> new Cause.MeasureIs("wating", Comparator.IS, 1).holds(KNOWN))
                .hasMessage("no measure wating");
    }

    @Test
    void anAccountThatDidNotExistYetCannotBeJudged() {
        var large =
                new Cause.AccountIs(new Predicate.Compare("segment", Comparator.IS, text("large")));
        var small =
                new Cause.AccountIs(new Predicate.Compare("segment", Comparator.IS, text("small")));
        assertThat(large.holds(KNOWN)).isEqualTo(Answer.YES);
        assertThat(small.holds(KNOWN)).isEqualTo(Answer.NO);
        assertThat(large.holds(UNKNOWN)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void itNamesEachMeasureItLooksAtOnceInOrder() {
        var waiting = new Cause.MeasureIs("waiting", Comparator.ABOVE, 5);
        var usage = new Cause.PointsAre("usage", Comparator.BELOW, 0);
        var calm =
                new Cause.Any(
                        List.of(
                                new Cause.InBand(List.of()),
                                new Cause.InTrend(List.of()),
                                new Cause.ScoreIs(Comparator.BELOW, 1),
                                new Cause.AccountIs(new Predicate.IsEmpty("segment"))));
        assertThat(new Cause.All(List.of(waiting, new Cause.Not(usage), calm, waiting)).measures())
                .containsExactly("waiting", "usage");
        assertThat(new Cause.Any(List.of(usage, waiting, usage)).measures())
                .containsExactly("usage", "waiting");
        assertThat(calm.measures()).isEmpty();
    }

    private static Play play(String name, Band when, Band until) {
        return new Play(
                name,
                new Cause.InBand(List.of(when)),
                new Cause.InBand(List.of(until)),
                List.of("csm"),
                1,
                "Call",
                "Ask.");
    }

    @Test
    void aPlayLastsFromItsBeginningToItsEnd() {
        Play begins = play("begins", Band.RED, Band.GREEN);
        Play goesOn = play("goes_on", Band.YELLOW, Band.GREEN);
        Play ends = play("ends", Band.RED, Band.RED);
        var book = new PlayBook(List.of(begins, goesOn, ends), null);
        assertThat(book.lasting(KNOWN, Set.of())).containsExactly(begins);
        assertThat(book.lasting(KNOWN, Set.of("goes_on", "ends"))).containsExactly(begins, goesOn);
        assertThat(book.lasting(UNKNOWN, Set.of("ends"))).containsExactly(ends);
    }
}
