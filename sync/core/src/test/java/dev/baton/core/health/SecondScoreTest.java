package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.health.Criterion.Account;
import dev.baton.core.health.Criterion.HealthIs;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Predicate.Compare;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A score beside health: its own model, its own bands, and health as no more than a condition. */
class SecondScoreTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final KnockOut AT_RISK =
            new KnockOut(
                    "at_risk",
                    "The account is at risk",
                    new HealthIs(List.of(Band.RED, Band.YELLOW)),
                    30,
                    Driver.RELATIONSHIP);

    @Test
    void itsOwnModelTellsItAndHealthAddsNoPoint() {
        Assessment green = beside(health(99), expansion());
        Assessment red = beside(health(10), expansion());
        assertThat(green.lines()).isEqualTo(red.lines());
        assertThat(green.score()).isEqualTo(red.score()).isEqualTo(new Points(490));
        assertThat(green.model()).isEqualTo("expansion");
        assertThat(Score.EXPANSION.said(green.band())).isEqualTo("not yet");
    }

    @Test
    void aKnockOutMayLookAtHealth() {
        assertThat(beside(health(99), expansion(AT_RISK)).score()).isEqualTo(new Points(490));
        Assessment capped = beside(health(10), expansion(AT_RISK));
        assertThat(capped.score()).isEqualTo(Points.of(30));
        assertThat(Presentation.because(capped.lines().getLast()))
                .isEqualTo("The account is at risk: not above 30 while health is red or yellow");
    }

    @Test
    void whereHealthIsUnknownNobodyIsKnockedOut() {
        assertThat(AT_RISK.when().test(profile(Band.UNKNOWN))).isEqualTo(Answer.UNKNOWN);
        assertThat(AT_RISK.when().test(profile(null))).isEqualTo(Answer.UNKNOWN);
        assertThat(AT_RISK.when().test(profile(Band.RED))).isEqualTo(Answer.YES);
        assertThat(AT_RISK.when().test(profile(Band.GREEN))).isEqualTo(Answer.NO);
    }

    @Test
    void whoIsJudgedNoMoreIsNotReadyForAnything() {
        Assessment ended =
                health(
                        50,
                        new TerminalState(
                                "churned",
                                new Account(new Compare("segment", Comparator.IS, text("large")))));
        Assessment beside = beside(ended, expansion());
        assertThat(beside.isEnded()).isTrue();
        assertThat(beside.score()).isNull();
        assertThat(Presentation.expansion(beside))
                .containsEntry(ResultName.EXPANSION, null)
                .containsEntry(ResultName.EXPANSION_REASON, null);
    }

    @Test
    void whatSpeaksForItIsTold() {
        Assessment assessment = beside(health(50), expansion());
        assertThat(String.valueOf(Presentation.expansion(assessment).get(ResultName.EXPANSION)))
                .isEqualTo("49");
        assertThat(
                        String.valueOf(
                                Presentation.expansion(assessment)
                                        .get(ResultName.EXPANSION_REASON)))
                .startsWith("+9 Mean usage");
    }

    private static Profile profile(@Nullable Band health) {
        return new Profile(Optional.empty(), AS_OF, new TreeMap<>(), new TreeMap<>(), health);
    }

    private static Assessment health(double base, TerminalState... ends) {
        return new Scorecard(model("health", base, ends), Vocabulary.standard())
                .assess(facts(), AS_OF);
    }

    private static HealthModel expansion(KnockOut... knockOuts) {
        return model(
                "expansion", 40, new Rules(List.of(), List.of(), List.of(knockOuts), List.of()));
    }

    private static HealthModel model(String version, double base, TerminalState... ends) {
        return model(version, base, new Rules(List.of(), List.of(), List.of(), List.of(ends)));
    }

    private static HealthModel model(String version, double base, Rules rules) {
        return new HealthModel(
                version,
                base,
                List.of(Models.usage()),
                List.of(),
                new Bands(75, 50),
                0,
                new TrendRule(30, 3),
                List.of(),
                rules);
    }

    private static Assessment beside(Assessment health, HealthModel model) {
        return new Scorecard(model, Vocabulary.standard()).assessBeside(health, facts(), AS_OF);
    }

    private static AccountFacts facts() {
        return new AccountFacts(
                Given.accountDraft("2024-01-01T00:00:00Z").with("segment", text("large")).done(),
                List.of(usage("new", "2026-03-30", 100), usage("old", "2026-03-01", 60)),
                EnumSet.allOf(RecordType.class));
    }
}
