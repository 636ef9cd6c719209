package dev.baton.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.daemon.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A month of schedule on a virtual clock. */
class DaemonTest {
    /** No jitter, where a test counts to the second. */
    private static final RandomGenerator NO_CHANCE = () -> 0L;

    private final VirtualTime time =
            new VirtualTime("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
    private final Wakes wakes = new Wakes(time, time::nudge);
    private final List<Instant> begun = new ArrayList<>();
    private Duration taking = Duration.ofSeconds(40);

    private Health run(Schedule schedule, RandomGenerator random, IntFunction<Kind> kinds)
            throws InterruptedException {
        var health = new Health(schedule, time, "on");
        new Daemon(
                        schedule,
                        time,
                        time,
                        wakes,
                        random,
                        () -> {
                            begun.add(time.instant());
                            time.pass(taking);
                            return Outcome.of(kinds.apply(begun.size()), "told");
                        },
                        List.of(health))
                .run();
        return health;
    }

    private List<Duration> gaps() {
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < begun.size(); i++) {
            gaps.add(Duration.between(begun.get(i - 1), begun.get(i)));
        }
        return gaps;
    }

    @Test
    void aMonthOfQuartersOfAnHourHasNoneLeftOutAndNoneTwice() throws Exception {
        Health health = run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);
        assertThat(begun).hasSize(31 * 24 * 4 + 1);
        assertThat(gaps()).containsOnly(Duration.ofMinutes(15));
        assertThat(health.report().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void chanceAddsUpToATenthSoThatDaemonsDoNotMarchInStep() throws Exception {
        run(Schedule.USUAL, new Random(7), cycle -> Kind.DONE);
        assertThat(gaps())
                .allSatisfy(
                        gap ->
                                assertThat(gap)
                                        .isBetween(
                                                Duration.ofMinutes(15),
                                                Duration.ofSeconds(15 * 66)));
        assertThat(gaps().stream().distinct().count()).isGreaterThan(1000);
    }

    @Test
    void aCycleLongerThanTheIntervalIsFollowedAtOnceAndNeverOverlapped() throws Exception {
        taking = Duration.ofMinutes(40);
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);
        assertThat(gaps()).containsOnly(Duration.ofMinutes(40));
    }

    @Test
    void failuresAreWaitedForLongerAndLongerWithinAnHourAndForgottenAfterASuccess()
            throws Exception {
        taking = Duration.ZERO;
        run(Schedule.USUAL, NO_CHANCE, cycle -> cycle == 10 ? Kind.DONE : Kind.FAILED);
        assertThat(gaps().subList(0, 11))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 15L, 1L);
    }

    @Test
    void refusedCredentialsAreTriedAtMostOnceInFiveMinutes() throws Exception {
        run(Schedule.USUAL, new Random(7), cycle -> Kind.REFUSED);
        assertThat(gaps())
                .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofMinutes(5)));
        assertThat(begun.size()).isBetween(600, 31 * 24 + 10);
    }

    @Test
    void refusalsBetweenOtherFailuresKeepTheirFiveMinutes() throws Exception {
        run(Schedule.USUAL, NO_CHANCE, cycle -> cycle % 2 == 0 ? Kind.DONE : Kind.REFUSED);
        assertThat(gaps().getFirst()).isEqualTo(Duration.ofMinutes(5).plus(taking));
    }

    @Test
    void aBusyStateIsAskedAgainAfterAMinuteAndIsNoFailure() throws Exception {
        taking = Duration.ZERO;
        Health health = run(Schedule.USUAL, NO_CHANCE, cycle -> cycle < 4 ? Kind.BUSY : Kind.DONE);
        assertThat(gaps().subList(0, 4))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 1L, 1L, 15L);
        assertThat(health.report().failuresInARow()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverBecomesOfCyclesTheDaemonGoesOn(Kind kind) throws Exception {
        run(Schedule.USUAL, new Random(7), cycle -> kind);
        assertThat(begun.size()).isGreaterThan(31 * 20);
    }

    @Test
    void hoursHoldAlsoWhereTheClocksChange() throws Exception {
        ZoneId berlin = ZoneId.of("Europe/Berlin"); // summer time begins on 29 March 2026
        var hours = new Schedule.Hours(LocalTime.of(2, 30), LocalTime.of(20, 0), berlin);
        run(new Schedule(Duration.ofHours(1), hours), NO_CHANCE, cycle -> Kind.DONE);
        assertThat(begun)
                .allSatisfy(
                        instant -> {
                            LocalTime there = LocalTime.ofInstant(instant, berlin);
                            assertThat(there).isBetween(LocalTime.of(2, 30), LocalTime.of(19, 59));
                        });
        assertThat(begun.stream().map(each -> each.atZone(berlin).toLocalDate()).distinct())
                .hasSize(31);
    }

    @Test
    void hoursOverMidnightAreOneNight() throws Exception {
        ZoneId utc = ZoneId.of("UTC");
        var hours = new Schedule.Hours(LocalTime.of(22, 0), LocalTime.of(4, 0), utc);
        run(new Schedule(Duration.ofHours(1), hours), NO_CHANCE, cycle -> Kind.DONE);
        assertThat(begun)
                .extracting(each -> each.atZone(utc).getHour())
                .containsOnly(22, 23, 0, 1, 2, 3);
    }

    @Test
    void healthFallsAndRecoversAsCyclesDo() throws Exception {
        var seen = new ArrayList<Health.Status>();
        var health = new Health(Schedule.USUAL, time, "on");
        Daemon.Listener looking =
                new Daemon.Listener() {
                    @Override
                    public void began(Instant at) {}

                    @Override
                    public void ended(Instant began, Instant at, Outcome outcome) {
                        seen.add(health.report().status());
                    }
                };
        List<Kind> kinds =
                List.of(
                        Kind.DONE,
                        Kind.FAILED,
                        Kind.FAILED,
                        Kind.FAILED,
                        Kind.DONE,
                        Kind.GUARDED,
                        Kind.REFUSED,
                        Kind.DONE);
        new Daemon(
                        Schedule.USUAL,
                        time,
                        time,
                        wakes,
                        NO_CHANCE,
                        () -> {
                            if (seen.size() >= kinds.size()) {
                                return Outcome.of(Kind.DONE, "");
                            }
                            return Outcome.of(kinds.get(seen.size()), "");
                        },
                        List.of(health, looking))
                .run();
        assertThat(seen.subList(0, kinds.size()))
                .containsExactly(
                        Health.Status.OK,
                        Health.Status.DEGRADED,
                        Health.Status.DEGRADED,
                        Health.Status.FAILING,
                        Health.Status.OK,
                        Health.Status.DEGRADED,
                        Health.Status.FAILING,
                        Health.Status.OK);
    }

    @Test
    void aCycleThatNeverEndsMakesHealthFailByItself() {
        var health = new Health(Schedule.USUAL, time, "on");
        health.began(time.instant());
        assertThat(health.report().status()).isEqualTo(Health.Status.OK);
        time.pass(Schedule.USUAL.silence().plusSeconds(1));
        assertThat(health.report().status()).isEqualTo(Health.Status.FAILING);
    }

    @Test
    void aNightWithoutCyclesIsNoSilence() {
        var night =
                new Schedule(
                        Duration.ofMinutes(15),
                        new Schedule.Hours(
                                LocalTime.of(6, 0), LocalTime.of(20, 0), ZoneId.of("UTC")));
        var health = new Health(night, time, "on");
        health.ended(time.instant(), time.instant(), Outcome.of(Kind.DONE, ""));
        health.waiting(Instant.parse("2026-03-01T06:00:00Z"));
        time.pass(Duration.ofHours(6));
        assertThat(health.report().status()).isEqualTo(Health.Status.OK);
        time.pass(Duration.ofHours(1));
        assertThat(health.report().status()).isEqualTo(Health.Status.FAILING);
    }

    private void ring(String at) {
        time.at(Instant.parse(at), wakes::ring);
    }

    private List<String> beginningsUpTo(String end) {
        return begun.stream()
                .filter(each -> each.isBefore(Instant.parse(end)))
                .map(Instant::toString)
                .toList();
    }

    @Test
    void newsBeginsACycleAMomentLater() throws Exception {
        ring("2026-03-01T00:05:00Z");
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:30:00Z"))
                .containsExactly(
                        "2026-03-01T00:00:00Z", "2026-03-01T00:05:03Z", "2026-03-01T00:20:03Z");
    }

    @Test
    void newsThatComesTogetherIsOneCycle() throws Exception {
        for (int i = 0; i < 30; i++) {
            ring("2026-03-01T00:05:00." + (100 + i) + "Z");
        }
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:20:00Z")).hasSize(2);
    }

    @Test
    void anOrgThatChangesAllTheTimeIsNotAskedAllTheTime() throws Exception {
        taking = Duration.ofSeconds(1);
        for (int i = 0; i < 600; i++) {
            ring(Instant.parse("2026-03-01T00:05:00Z").plusSeconds(i).toString());
        }
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:16:00Z")).hasSizeBetween(28, 33);
        assertThat(gaps()).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Wakes.LEAST));
    }

    @Test
    void newsDuringACycleIsHeardAfterIt() throws Exception {
        ring("2026-03-01T00:00:20Z");
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:10:00Z"))
                .containsExactly("2026-03-01T00:00:00Z", "2026-03-01T00:00:43Z");
    }

    @Test
    void newsDoesNotCutAFailuresWaitShort() throws Exception {
        ring("2026-03-01T00:00:45Z");
        run(Schedule.USUAL, NO_CHANCE, cycle -> cycle == 1 ? Kind.FAILED : Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:10:00Z"))
                .containsExactly("2026-03-01T00:00:00Z", "2026-03-01T00:01:40Z");
    }

    @Test
    void newsWaitsForTheHours() throws Exception {
        ring("2026-03-01T05:00:00Z");
        var hours =
                new Schedule.Hours(
                        LocalTime.parse("06:00"), LocalTime.parse("20:00"), ZoneId.of("UTC"));
        run(new Schedule(Duration.ofHours(24), hours), NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-02T00:00:00Z")).containsExactly("2026-03-01T06:00:00Z");
    }

    @Test
    void newsIsKeptWhileTheBudgetIsShort() throws Exception {
        ring("2026-03-01T00:05:00Z");
        time.at(Instant.parse("2026-03-01T00:04:00Z"), () -> wakes.allow(false));
        time.at(
                Instant.parse("2026-03-01T00:10:00Z"),
                () -> {
                    wakes.allow(true);
                    time.nudge();
                });
        run(Schedule.USUAL, NO_CHANCE, cycle -> Kind.DONE);

        assertThat(beginningsUpTo("2026-03-01T00:20:00Z"))
                .containsExactly("2026-03-01T00:00:00Z", "2026-03-01T00:10:00Z");
    }
}
