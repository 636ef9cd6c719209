package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static dev.baton.core.health.Models.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.core.EverySeed;
import dev.baton.core.health.Movement.How;
import dev.baton.core.health.Movement.Told;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MovementTest {
    private static final String OLD = "2024-01-01T00:00:00Z";
    private static final Instant THEN = at("2026-03-15T00:00:00Z");
    private static final Instant NOW = at("2026-03-31T00:00:00Z");
    private static final HealthModel MODEL = model(70, Models.tickets(), Models.usage());

    private static Told told(HealthModel model, Instant asOf, CanonicalRecord... records) {
        AccountFacts facts = facts(OLD, List.of(records));
        var scorecard = new Scorecard(model, Vocabulary.standard());
        return new Told(facts, scorecard.assess(facts, asOf));
    }

    private static Movement between(Told then, Told thenByNow, Told now) {
        return Objects.requireNonNull(Movement.between(then, thenByNow, now));
    }

    private static List<Movement.OfLine> lines(Movement movement) {
        return movement.parts().stream()
                .filter(Movement.OfLine.class::isInstance)
                .map(Movement.OfLine.class::cast)
                .toList();
    }

    @Test
    void eachRecordIsToldWithHowItDiffersAndWhatItMoved() {
        CanonicalRecord first = ticket("first", "2026-03-10T00:00:00Z").done();
        CanonicalRecord high = usage("high", "2026-03-01", 80);
        Told then = told(MODEL, THEN, first, high, usage("corrected", "2026-03-02", 80));
        Told now =
                told(
                        MODEL,
                        NOW,
                        first,
                        ticket("second", "2026-03-20T00:00:00Z").done(),
                        ticket("third", "2026-03-21T00:00:00Z").done(),
                        high,
                        usage("corrected", "2026-03-02", 40));
        Movement movement = between(then, then, now);
        // Two tickets more: −4; the mean falls from 80 to 60: −6.
        assertThat(movement.points()).isEqualTo(new Points(-100));
        assertThat(lines(movement))
                .extracting(line -> line.points().tenths())
                .containsExactly(-40, -60);
        assertThat(lines(movement).get(0).records())
                .extracting(each -> each.ref().id(), Movement.OfRecord::how)
                .containsExactly(
                        tuple("first", How.SAME),
                        tuple("second", How.NEW),
                        tuple("third", How.NEW));
        assertThat(lines(movement).get(1).records())
                .extracting(each -> each.ref().id(), Movement.OfRecord::how)
                .containsExactly(tuple("corrected", How.CHANGED), tuple("high", How.SAME));
    }

    @Test
    void whatIsNoLongerThereIsToldAsGone() {
        CanonicalRecord high = usage("high", "2026-03-01", 80);
        Told then = told(MODEL, THEN, ticket("gone", "2026-03-10T00:00:00Z").done(), high);
        Movement movement = between(then, then, told(MODEL, NOW, high));
        assertThat(lines(movement))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.records())
                                        .extracting(Movement.OfRecord::how)
                                        .contains(How.GONE));
    }

    @Test
    void whatNoLongerCountsThoughItIsAsItWasHasLeft() {
        CanonicalRecord[] records = {
            usage("high", "2026-03-01", 80),
            ticket("old", "2026-02-20T00:00:00Z").done(),
            ticket("new", "2026-03-10T00:00:00Z").done(),
            ticket("newer", "2026-03-11T00:00:00Z").done()
        };
        Told then = told(MODEL, THEN, records);
        Told now = told(MODEL, NOW, records);
        assertThat(lines(between(then, then, now)))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.records())
                                        .extracting(each -> each.ref().id(), Movement.OfRecord::how)
                                        .contains(tuple("old", How.LEFT)));
    }

    @Test
    void whatAnotherModelMakesOfTheSameFactsIsToldApart() {
        CanonicalRecord[] records = {usage("high", "2026-03-01", 80)};
        HealthModel renewed = model(60, Models.tickets(), Models.usage());
        Movement movement =
                between(
                        told(MODEL, THEN, records),
                        told(renewed, THEN, records),
                        told(renewed, NOW, records));
        assertThat(movement.parts())
                .containsExactly(
                        new Movement.OfModel(MODEL.version(), renewed.version(), new Points(-100)));
    }

    @Test
    void withoutAScoreThereIsNothingToCompare() {
        AccountFacts nothing = facts(OLD, List.of(), EnumSet.noneOf(RecordType.class));
        var scorecard = new Scorecard(model(70, 0.5, Models.usage()), Vocabulary.standard());
        var unknown = new Told(nothing, scorecard.assess(nothing, THEN));
        assertThat(unknown.assessment().score()).isNull();
        Told now = told(MODEL, NOW, usage("high", "2026-03-01", 80));
        assertThat(Movement.between(unknown, unknown, now)).isNull();
        assertThat(Movement.between(now, now, unknown)).isNull();
    }

    @EverySeed
    void thePartsSumToTheDifferenceAndTheirRecordsToTheParts(long seed) {
        var world = new Worlds(seed);
        AccountFacts facts = world.facts();
        HealthModel before = world.model();
        HealthModel after = world.chance(0.5) ? before : world.model();
        var more = new ArrayList<>(facts.records());
        for (int i = 0; i < 10; i++) {
            more.set(i, world.record(more.get(i).type(), "r" + i));
            more.add(world.record(world.oneOf(List.of(RecordType.values())), "more" + i));
        }
        var later = new AccountFacts(facts.account(), more, facts.observed());
        Told then = told(world, before, facts);
        Told thenByNow = told(world, after, facts);
        Told now = told(world, after, later);
        Movement movement = Movement.between(then, thenByNow, now);
        Points first = then.assessment().score();
        Points last = now.assessment().score();
        if (movement == null) {
            assertThat(first == null || last == null || thenByNow.assessment().score() == null)
                    .isTrue();
            return;
        }
        assertThat(movement.points())
                .isEqualTo(Objects.requireNonNull(last).minus(Objects.requireNonNull(first)));
        assertThat(sum(movement.parts().stream().map(Movement.Part::points)))
                .isEqualTo(movement.points());
        for (Movement.OfLine line : lines(movement)) {
            boolean ofRecords =
                    line.before() instanceof Line.Reason || line.after() instanceof Line.Reason;
            assertThat(sum(line.records().stream().map(Movement.OfRecord::points)))
                    .isEqualTo(ofRecords ? line.points() : Points.ZERO);
        }
    }

    private static Told told(Worlds world, HealthModel model, AccountFacts facts) {
        return new Told(facts, new Scorecard(model, world.vocabulary).assess(facts, world.asOf));
    }

    private static Points sum(Stream<Points> points) {
        return points.reduce(Points.ZERO, Points::plus);
    }
}
