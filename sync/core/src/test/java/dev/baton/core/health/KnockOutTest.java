package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.core.Given;
import dev.baton.core.health.Criterion.Account;
import dev.baton.core.health.Criterion.MeasureIs;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Predicate.Compare;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What caps a score, what ends it, and what is too old for it. */
class KnockOutTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final List<CanonicalRecord> USAGE =
            List.of(usage("new", "2026-03-30", 100), usage("old", "2026-03-01", 60));

    private static final KnockOut UNHAPPY =
            new KnockOut(
                    "unhappy",
                    "The CSM's pulse is red",
                    new Account(new Compare("segment", Comparator.IS, text("red"))),
                    40,
                    Driver.RELATIONSHIP);
    private static final KnockOut MODERATE =
            new KnockOut(
                    "moderate",
                    "Usage is moderate",
                    new MeasureIs("usage", Comparator.BELOW, 90),
                    60,
                    Driver.USAGE);

    @Test
    void itCapsTheScoreByALineOfItsOwn() {
        // 70 + 30 · (0.8 − 0.5) = 79, then 60, then 40
        Assessment assessment = assess(model(MODERATE, UNHAPPY), of("red"));
        assertThat(assessment.score()).isEqualTo(new Points(400));
        assertThat(assessment.band()).isEqualTo(Band.RED);
        assertThat(assessment.lines())
                .extracting(line -> line.getClass().getSimpleName(), line -> line.points().tenths())
                .containsExactly(
                        tuple("Base", 700),
                        tuple("Counted", 90),
                        tuple("KnockedOut", -190),
                        tuple("KnockedOut", -200));
        assertThat(assessment.reasons().stream().map(Line.Reason::label))
                .containsExactly("The CSM's pulse is red", "Usage is moderate", "Mean usage");
        assertThat(assessment.driver()).contains(Driver.RELATIONSHIP);
    }

    @Test
    void theRecordsOfTheMeasureThatItLooksAtAreToBlame() {
        var line = (Line.KnockedOut) assess(model(MODERATE), of("green")).lines().get(2);
        assertThat(line.records().stream().map(each -> each.ref().id() + " " + each.points()))
                .containsExactly("new -11.9", "old -7.1");
        var byAccount = (Line.KnockedOut) assess(model(UNHAPPY), of("red")).lines().get(2);
        assertThat(byAccount.records().stream().map(each -> each.ref().id()))
                .containsExactly("001000000000001AAA");
        assertThat(Presentation.because(byAccount))
                .isEqualTo("The CSM's pulse is red: not above 40 while segment is red");
    }

    @Test
    void underACapThatTakesSomethingNoMeasureRaisesTheScore() {
        assertThat(Prospect.of(assess(model(UNHAPPY), of("green")))).hasSize(1);
        assertThat(Prospect.of(assess(model(UNHAPPY), of("red")))).isEmpty();
    }

    @Test
    void whatItTookIsToldApartFromWhatMeasuresDid() {
        HealthModel model = model(UNHAPPY);
        var before = new Movement.Told(of("green"), assess(model, of("green")));
        var after = new Movement.Told(of("red"), assess(model, of("red")));
        Movement movement = Objects.requireNonNull(Movement.between(before, before, after));
        assertThat(movement.points()).isEqualTo(new Points(-390));
        assertThat(movement.parts()).hasSize(1);
        var part = (Movement.OfLine) movement.parts().getFirst();
        assertThat(part.points()).isEqualTo(new Points(-390));
        assertThat(part.records().getFirst().how()).isEqualTo(Movement.How.CHANGED);
    }

    @Test
    void whereTheScoreIsLowAnywayItIsSaidAndTakesNothing() {
        HealthModel model = model(new KnockOut("high", "High", UNHAPPY.when(), 90, Driver.USAGE));
        Assessment assessment = assess(model, of("red"));
        assertThat(assessment.score()).isEqualTo(new Points(790));
        assertThat(assessment.lines().getLast().points()).isEqualTo(Points.ZERO);
    }

    @Test
    void whatNobodyCanTellKnocksNobodyOut() {
        var model =
                model(
                        new KnockOut(
                                "r",
                                "R",
                                new MeasureIs("usage", Comparator.BELOW, 5),
                                1,
                                Driver.USAGE));
        var unseen =
                new AccountFacts(
                        Given.account("2024-01-01T00:00:00Z"),
                        List.of(),
                        EnumSet.of(RecordType.TICKET));
        HealthModel beside =
                new HealthModel(
                        "v",
                        70,
                        List.of(Models.usage(), Models.tickets()),
                        List.of(),
                        model.bands(),
                        0,
                        model.trend(),
                        List.of(),
                        model.rules());
        assertThat(assess(beside, unseen).lines()).noneMatch(Line.KnockedOut.class::isInstance);
    }

    @Test
    void aCapLiesOnTheScale() {
        for (double wrong : new double[] {-0.1, 100.1, Double.NaN}) {
            assertThatThrownBy(() -> new KnockOut("k", "K", UNHAPPY.when(), wrong, Driver.USAGE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anAccountThatLeftIsJudgedNoMore() {
        var left =
                new TerminalState(
                        "churned",
                        new Account(new Compare("segment", Comparator.IS, text("gone"))));
        HealthModel model =
                model(new Rules(List.of(), List.of(), List.of(), List.of(left)), Models.usage());
        Assessment ended = assess(model, of("gone"));
        assertThat(ended.isEnded()).isTrue();
        assertThat(ended.score()).isNull();
        assertThat(results(ended).get(ResultName.DATA_STATUS)).isEqualTo("Churned");
        assertThat(results(ended).get(ResultName.BAND)).isEqualTo("Unknown");
        assertThat(results(ended).get(ResultName.EXPLANATION))
                .isEqualTo("Judged no more: churned, segment is gone");
        assertThat(Presentation.dataStatuses(model))
                .containsExactly("Current", "Incomplete", "Churned");
        assertThat(assess(model, of("red")).isEnded()).isFalse();
    }

    @Test
    void whatIsOlderThanItsLimitIsMissingAndSaidToBeStale() {
        HealthModel model = model(Rules.NONE, fresh(20), Models.tickets());
        AccountFacts old =
                new AccountFacts(
                        account("red"),
                        List.of(usage("u", "2026-03-01", 80)),
                        EnumSet.allOf(RecordType.class));
        Assessment assessment = assess(model, old);
        assertThat(assessment.lines().get(1)).isInstanceOf(Line.Missing.class);
        assertThat(Presentation.because(assessment.lines().get(1)))
                .isEqualTo(
                        "Mean usage: stale, the newest is usage u on 2026-03-01, and only 20 days count");
        assertThat(assessment.coverage()).isEqualTo(0.4);
        assertThat(results(assessment).get(ResultName.DATA_STATUS)).isEqualTo("Stale");
        assertThat(Presentation.dataStatuses(model))
                .containsExactly("Current", "Incomplete", "Stale");
        Assessment inTime = assess(model(Rules.NONE, fresh(30), Models.tickets()), old);
        assertThat(inTime.lines().get(1)).isInstanceOf(Line.Counted.class);
        assertThat(results(inTime).get(ResultName.DATA_STATUS)).isEqualTo("Current");
    }

    @Test
    void anAbsenceIsNeverStale() {
        ScoredMeasure tickets = with(Models.tickets(), 20);
        var last = Given.ticket("t", "2025-01-01T00:00:00Z").done();
        AccountFacts quiet =
                new AccountFacts(account("red"), List.of(last), EnumSet.allOf(RecordType.class));
        assertThat(assess(model(Rules.NONE, tickets), quiet).lines().get(1))
                .isInstanceOf(Line.Counted.class);
    }

    private static ScoredMeasure fresh(double days) {
        return with(Models.usage(), days);
    }

    private static ScoredMeasure with(ScoredMeasure plain, double freshDays) {
        var terms =
                new Terms(
                        new Criterion.Everyone(),
                        BySegment.none(),
                        BySegment.none(),
                        BySegment.none(),
                        null,
                        freshDays);
        return new ScoredMeasure(
                plain.measure(),
                plain.curve(),
                plain.weight(),
                plain.reference(),
                plain.driver(),
                plain.leading(),
                plain.halfLifeDays(),
                terms);
    }

    private static HealthModel model(KnockOut... knockOuts) {
        return model(
                new Rules(List.of(), List.of(), List.of(knockOuts), List.of()), Models.usage());
    }

    private static HealthModel model(Rules rules, ScoredMeasure... scored) {
        return new HealthModel(
                "v",
                70,
                List.of(scored),
                List.of(),
                new Bands(75, 50),
                0,
                new TrendRule(30, 3),
                List.of(),
                rules);
    }

    private static CanonicalRecord account(String segment) {
        return Given.accountDraft("2024-01-01T00:00:00Z").with("segment", text(segment)).done();
    }

    private static AccountFacts of(String segment) {
        return new AccountFacts(account(segment), USAGE, EnumSet.allOf(RecordType.class));
    }

    private static Assessment assess(HealthModel model, AccountFacts facts) {
        return new Scorecard(model, Vocabulary.standard()).assess(facts, AS_OF);
    }

    private static Map<ResultName, @Nullable Object> results(Assessment assessment) {
        return new Presentation(ref -> null)
                .results(
                        account("red"),
                        assessment,
                        LocalDate.parse("2026-03-31"),
                        null,
                        null,
                        null);
    }
}
