package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import dev.baton.core.Seeds;
import dev.baton.core.measure.Measured;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorecardPropertiesTest {

    @EverySeed
    void theLinesSumToTheScoreAndTheirRecordsToTheLines(long seed) {
        var world = new Worlds(seed);
        Assessment assessment = assess(world, world.model(), world.facts());
        Points score = assessment.score();
        assertThat(score == null).isEqualTo(assessment.lines().isEmpty());
        assertThat(score == null).isEqualTo(assessment.band() == Band.UNKNOWN);
        assertThat(assessment.coverage()).isBetween(0.0, 1.0);
        if (score != null) {
            assertThat(score.tenths()).isBetween(0, 1000);
            assertThat(sum(assessment.lines().stream().map(Line::points))).isEqualTo(score);
        }
        for (Line line : assessment.lines()) {
            if (line instanceof Line.Reason reason) {
                assertThat(reason.records()).isNotEmpty();
                assertThat(sum(reason.records().stream().map(Line.Blamed::points)))
                        .isEqualTo(reason.points());
            }
        }
    }

    @EverySeed
    void sharesSumToOneAndTheirRecordsAreNewestFirst(long seed) {
        var world = new Worlds(seed);
        for (Measured measured : assess(world, world.model(), world.facts()).measured().values()) {
            if (measured instanceof Measured.Known known && !known.evidence().isEmpty()) {
                assertThat(known.evidence().stream().mapToDouble(Measured.Share::share).sum())
                        .isBetween(1 - 1e-9, 1 + 1e-9);
                assertThat(known.evidence())
                        .isSortedAccordingTo((a, b) -> b.sight().at().compareTo(a.sight().at()));
                assertThat(known.evidence())
                        .allMatch(each -> !each.sight().at().isAfter(world.asOf));
                assertThat(known.n()).isGreaterThanOrEqualTo(known.evidence().size());
            }
        }
    }

    @EverySeed
    void theSameFactsInAnyOrderGiveTheSameAssessment(long seed) {
        var world = new Worlds(seed);
        HealthModel model = world.model();
        AccountFacts facts = world.facts();
        Assessment once = assess(world, model, facts);
        assertThat(assess(world, model, facts)).isEqualTo(once);
        var shuffled = new ArrayList<>(facts.records());
        Collections.shuffle(shuffled, world.random);
        assertThat(assess(world, model, with(facts, shuffled))).isEqualTo(once);
    }

    @EverySeed
    void recordsOfATypeThatNoMeasureCountsChangeNothing(long seed) {
        var world = new Worlds(seed);
        HealthModel model = world.model();
        AccountFacts facts = world.facts();
        var counted =
                model.measures().stream().map(each -> each.over()).collect(Collectors.toSet());
        var more = new ArrayList<>(facts.records());
        for (RecordType type : RecordType.values()) {
            if (!counted.contains(type)) {
                more.add(world.record(type, "more"));
            }
        }
        assertThat(more.size()).isGreaterThan(facts.records().size());
        assertThat(assess(world, model, with(facts, more))).isEqualTo(assess(world, model, facts));
    }

    @EverySeed
    void whatIsCreatedLaterChangesNothing(long seed) {
        var world = new Worlds(seed);
        HealthModel model = world.model();
        AccountFacts facts = world.facts();
        var more = new ArrayList<>(facts.records());
        for (RecordType type : RecordType.values()) {
            more.add(world.record(type, "later", world.asOf.plusNanos(1)));
        }
        assertThat(assess(world, model, with(facts, more))).isEqualTo(assess(world, model, facts));
    }

    /** The other properties say nothing of a world in which nothing is known. */
    @Test
    void theRandomWorldsAreWorthLookingAt() {
        List<Assessment> all =
                Seeds.all()
                        .mapToObj(Worlds::new)
                        .map(world -> assess(world, world.model(), world.facts()))
                        .toList();
        if (all.size() < 300) {
            return;
        }
        List<Line> lines = all.stream().flatMap(each -> each.lines().stream()).toList();
        assertThat(all.stream().map(Assessment::band)).contains(Band.values());
        assertThat(all.stream().map(Assessment::trend)).contains(Trend.values());
        assertThat(all.stream().flatMap(ScorecardPropertiesTest::why))
                .contains(
                        Measured.Why.NOT_OBSERVED,
                        Measured.Why.NO_RECORDS,
                        Measured.Why.NO_WHOLE,
                        Measured.Why.NO_PAST,
                        Measured.Why.NOT_TELLABLE);
        assertThat(lines.stream().flatMap(ScorecardPropertiesTest::missing))
                .contains(Measured.Why.STALE);
        assertThat(lines).hasAtLeastOneElementOfType(Line.NotApplicable.class);
        assertThat(lines)
                .anyMatch(line -> line instanceof Line.KnockedOut out && out.points().tenths() < 0);
        assertThat(all.stream().map(Assessment::isEnded)).contains(true, false);
        assertThat(lines.stream().flatMap(ScorecardPropertiesTest::clamped)).contains(-1, 1);
        assertThat(lines.stream().filter(Line.Counted.class::isInstance).count())
                .isGreaterThan(all.size());
    }

    private static Stream<Measured.Why> why(Assessment assessment) {
        return assessment.measured().values().stream()
                .filter(Measured.Missing.class::isInstance)
                .map(each -> ((Measured.Missing) each).why());
    }

    private static Stream<Measured.Why> missing(Line line) {
        return line instanceof Line.Missing missing
                ? Stream.of(missing.missing().why())
                : Stream.empty();
    }

    private static Stream<Integer> clamped(Line line) {
        return line instanceof Line.Clamp clamp
                ? Stream.of(Integer.signum(clamp.points().tenths()))
                : Stream.empty();
    }

    private static Assessment assess(Worlds world, HealthModel model, AccountFacts facts) {
        return new Scorecard(model, world.vocabulary).assess(facts, world.asOf);
    }

    private static AccountFacts with(AccountFacts facts, List<CanonicalRecord> records) {
        return new AccountFacts(facts.account(), records, facts.observed());
    }

    private static Points sum(Stream<Points> points) {
        return points.reduce(Points.ZERO, Points::plus);
    }
}
