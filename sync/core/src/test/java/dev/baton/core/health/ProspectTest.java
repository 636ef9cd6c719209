package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static dev.baton.core.health.Models.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.core.EverySeed;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProspectTest {
    private static final List<CanonicalRecord> RECORDS =
            Stream.concat(
                            IntStream.range(0, 4)
                                    .mapToObj(i -> ticket("t" + i, "2026-03-10T00:00:00Z").done()),
                            Stream.of(usage("low", "2026-03-01", 60)))
                    .toList();

    private static Assessment assess(double base) {
        var scorecard =
                new Scorecard(
                        model(base, Models.tickets(), Models.usage(), Models.ratings()),
                        Vocabulary.standard());
        return scorecard.assess(facts("2024-01-01T00:00:00Z", RECORDS), at("2026-03-31T00:00:00Z"));
    }

    @Test
    void whatIsFarthestFromItsBestComesFirst() {
        // Four of ten tickets: 20 · 0.4 = 8 points to win; usage 60 of 100: 30 · 0.4 = 12.
        assertThat(Prospect.of(assess(30)))
                .extracting(
                        each -> each.line().scored().measure().name(),
                        Prospect::target,
                        each -> each.gain().tenths())
                .startsWith(
                        tuple("ratings", 10.0, 500),
                        tuple("usage", 100.0, 120),
                        tuple("tickets", 0.0, 80));
    }

    @Test
    void noScoreRisesAboveAHundred() {
        Assessment assessment = assess(100);
        Points score = Objects.requireNonNull(assessment.score());
        assertThat(Prospect.of(assessment))
                .isNotEmpty()
                .allMatch(each -> each.gain().plus(score).tenths() <= 1000);
    }

    @EverySeed
    void everyGainIsThatOfReachingTheTarget(long seed) {
        var world = new Worlds(seed);
        Assessment assessment =
                new Scorecard(world.model(), world.vocabulary).assess(world.facts(), world.asOf);
        for (Prospect prospect : Prospect.of(assessment)) {
            Line.Counted line = prospect.line();
            assertThat(prospect.gain().tenths()).isPositive();
            assertThat(line.points().plus(prospect.gain()))
                    .isLessThanOrEqualTo(line.scored().points(prospect.target()));
        }
    }
}
