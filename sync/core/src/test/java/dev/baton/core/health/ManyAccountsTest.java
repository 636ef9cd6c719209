package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What must hold of every account there ever will be, over {@code -Dbaton.accounts.random} random
 * ones, each with a model of its own; a million with the profile "long".
 */
class ManyAccountsTest {
    private static final long ACCOUNTS = Long.getLong("baton.accounts.random", 3_000);

    @Test
    void everyScoreIsTheSumOfItsLinesAndEachLineThatOfItsRecords() {
        List<Long> wrong =
                LongStream.range(0, ACCOUNTS)
                        .parallel()
                        .filter(seed -> !isExact(new Worlds(seed)))
                        .limit(10)
                        .boxed()
                        .toList();
        System.out.printf("%,d random accounts explained%n", ACCOUNTS);
        assertThat(wrong).as("seeds").isEmpty();
    }

    private static boolean isExact(Worlds world) {
        HealthModel model = world.model();
        Assessment assessment =
                new Scorecard(model, world.vocabulary).assess(world.facts(), world.asOf);
        Points score = assessment.score();
        boolean whole =
                score == null
                        ? assessment.lines().isEmpty()
                        : score.equals(sum(assessment.lines().stream().map(Line::points)));
        return whole
                && assessment.lines().stream()
                        .filter(Line.Reason.class::isInstance)
                        .map(Line.Reason.class::cast)
                        .allMatch(
                                line ->
                                        line.points()
                                                .equals(
                                                        sum(
                                                                line.records().stream()
                                                                        .map(
                                                                                Line.Blamed
                                                                                        ::points))));
    }

    private static Points sum(Stream<Points> points) {
        return points.reduce(Points.ZERO, Points::plus);
    }
}
