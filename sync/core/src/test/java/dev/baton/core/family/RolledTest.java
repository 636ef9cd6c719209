package dev.baton.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.health.Judgement;
import dev.baton.core.health.Line;
import dev.baton.core.health.Line.OfMember.Part;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.RollUp.By;
import dev.baton.core.health.Trend;
import dev.baton.core.model.RecordRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolledTest {
    private static final HealthModel MODEL =
            new HealthModel(
                    "v",
                    70,
                    List.of(),
                    List.of(),
                    new Bands(70, 50),
                    0.5,
                    new TrendRule(30, 5),
                    List.of());
    private static final Member NO_USER = member("head", null, Double.NaN, true, false);

    @Test
    void byValueTheLargeWeighMore() {
        Rolled rolled = rolled(By.VALUE, NO_USER, scored("a", 30, 300), scored("b", 80, 100));
        // 0.75 · 30 + 0.25 · 80 = 42.5
        assertThat(rolled.score()).isEqualTo(new Points(425));
        assertThat(rolled.lines())
                .extracting(Line.OfMember::points)
                .containsExactly(new Points(225), new Points(200));
        assertThat(Presentation.because(rolled.lines().getFirst()))
                .isEqualTo("a: 30.0 of 100, 75 % of its family");
    }

    @Test
    void byTheWorstTheLowestIsTold() {
        Rolled rolled =
                rolled(By.WORST, scored("head", 60, 1), scored("a", 20, 5), scored("b", 20, 9));
        assertThat(rolled.score()).isEqualTo(Points.of(20));
        assertThat(rolled.lines())
                .extracting(line -> line.account().id() + " " + line.points())
                .containsExactly("head 0.0", "a 20.0", "b 0.0");
    }

    @Test
    void byShareTheGreenAreCounted() {
        Rolled rolled =
                rolled(By.SHARE, scored("head", 70, 1), scored("a", 69, 5), scored("b", 90, 9));
        assertThat(rolled.score()).isEqualTo(new Points(667));
        assertThat(rolled.lines())
                .extracting(line -> line.points().tenths())
                .containsExactly(334, 0, 333);
    }

    @Test
    void whoIsNoUserIsNoMemberAndWhoIsUnknownLowersTheCoverage() {
        Rolled rolled =
                rolled(
                        By.WORST,
                        NO_USER,
                        scored("a", 40, 1),
                        member("b", null, 1, false, false),
                        member("c", null, 1, false, true));
        assertThat(rolled.coverage()).isEqualTo(0.5);
        assertThat(rolled.score()).isEqualTo(Points.of(40));
        assertThat(rolled.lines())
                .extracting(Line.OfMember::part)
                .containsExactly(Part.COUNTED, Part.UNKNOWN, Part.ENDED);
        assertThat(rolled.lines().stream().map(Presentation::because))
                .containsExactly(
                        "a: 40.0 of 100, 100 % of its family",
                        "b: no score, so it counts nothing", "c: judged no more");
    }

    @Test
    void whereTooFewAreToldThereIsNoScore() {
        Member unknown = member("b", null, 1, false, false);
        Rolled rolled = rolled(By.WORST, NO_USER, scored("a", 40, 1), unknown, unknown);
        assertThat(rolled.coverage()).isEqualTo(0.33);
        assertThat(rolled.score()).isNull();
        assertThat(rolled.lines()).allMatch(line -> line.points().equals(Points.ZERO));
        assertThat(rolled(By.WORST, NO_USER, member("c", null, 1, false, true)).score()).isNull();
    }

    @Test
    void whoHasNoValueIsNotWeighedAndSaidAloud() {
        Rolled rolled = rolled(By.VALUE, NO_USER, scored("a", 40, 10), scored("b", 90, Double.NaN));
        assertThat(rolled.score()).isEqualTo(Points.of(40));
        assertThat(rolled.coverage()).isEqualTo(0.5);
        assertThat(Presentation.because(rolled.lines().getLast()))
                .isEqualTo(
                        "b: 90.0 of 100, but nobody tells what it is worth, so it counts nothing");
        assertThat(rolled(By.WORST, NO_USER, scored("b", 90, Double.NaN)).coverage()).isEqualTo(1);
    }

    @Test
    void aParentThatIsNoUserMayTakeTheScoreOfItsFamily() {
        Assessment own = unknown("head", 0);
        Rolled rolled = rolled(By.VALUE, NO_USER, scored("a", 30, 3), scored("b", 80, 1));
        Assessment told = rolled.standingInFor(own, MODEL.bands(), null);
        assertThat(told.score()).isEqualTo(new Points(425));
        assertThat(told.band()).isEqualTo(Band.RED);
        assertThat(told.coverage()).isEqualTo(1);
        assertThat(told.lines().stream().map(Line::points).reduce(Points.ZERO, Points::plus))
                .isEqualTo(told.score());
        Rolled untold = rolled(By.VALUE, NO_USER, scored("a", 30, Double.NaN));
        assertThat(untold.standingInFor(own, MODEL.bands(), null)).isSameAs(own);
    }

    @Test
    void whoIsTooNewOrALittleKnownIsAUser() {
        assertThat(Member.isNoUser(unknown("a", 0))).isTrue();
        assertThat(Member.isNoUser(unknown("a", 0.1))).isFalse();
        assertThat(Member.isNoUser(told("a", 0, null, new Judgement.TooEarly("new", "young"))))
                .isFalse();
    }

    /** One changed account changes those above it, and what they come to is what all come to. */
    @EverySeed
    void oneChangedChildChangesThoseAboveItAlone(long seed) {
        var random = new Random(seed);
        var named = new LinkedHashMap<String, String>();
        var members = new TreeMap<String, Member>();
        for (int i = 0; i < 12; i++) {
            members.put("k" + i, random(i, random));
            if (random.nextInt(3) > 0) {
                named.put("k" + i, "k" + random.nextInt(12));
            }
        }
        Families families = Families.of(named, members.keySet());
        By by = List.of(By.values()).get(random.nextInt(3));
        Map<String, Rolled> before = all(families, members, by);
        String changed = "k" + random.nextInt(12);
        members.put(changed, random(Integer.parseInt(changed.substring(1)), random));
        Map<String, Rolled> full = all(families, members, by);
        var incremental = new TreeMap<>(before);
        for (String here = changed; here != null; here = families.parent(here)) {
            if (families.isAboveOthers(here)) {
                incremental.put(here, rolled(families, members, by, here));
            }
        }
        assertThat(incremental).as("seed " + seed).isEqualTo(full);
    }

    @EverySeed
    void linesSumToTheScore(long seed) {
        var random = new Random(seed);
        for (By by : By.values()) {
            var below = new ArrayList<Member>();
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                below.add(random(i, random));
            }
            Rolled rolled = Rolled.of(by, random(99, random), below, MODEL);
            Points sum =
                    rolled.lines().stream()
                            .map(Line.OfMember::points)
                            .reduce(Points.ZERO, Points::plus);
            Points score = rolled.score();
            assertThat(sum).as("seed " + seed).isEqualTo(score == null ? Points.ZERO : score);
            if (score != null) {
                assertThat(score.tenths()).isBetween(0, 1000);
            }
        }
    }

    private static Map<String, Rolled> all(Families families, Map<String, Member> members, By by) {
        var all = new TreeMap<String, Rolled>();
        members.keySet().stream()
                .filter(families::isAboveOthers)
                .forEach(each -> all.put(each, rolled(families, members, by, each)));
        return all;
    }

    private static Rolled rolled(
            Families families, Map<String, Member> members, By by, String head) {
        return Rolled.of(
                by,
                of(members, head),
                families.below(head).stream().map(each -> of(members, each)).toList(),
                MODEL);
    }

    private static Member of(Map<String, Member> members, String id) {
        Member member = members.get(id);
        assertThat(member).isNotNull();
        return member == null ? NO_USER : member;
    }

    private static Member random(int number, Random random) {
        int kind = random.nextInt(6);
        return member(
                "k" + number,
                kind < 2 ? null : new Points(random.nextInt(1001)),
                random.nextInt(4) == 0 ? Double.NaN : 1 + random.nextInt(1_000_000),
                kind == 1,
                kind == 0 && random.nextBoolean());
    }

    private static Rolled rolled(By by, Member head, Member... below) {
        return Rolled.of(by, head, List.of(below), MODEL);
    }

    private static Member scored(String id, double score, double value) {
        return member(id, Points.of(score), value, false, false);
    }

    private static Member member(
            String id, @Nullable Points score, double value, boolean isNoUser, boolean isEnded) {
        return new Member(new RecordRef("crm", "Account", id), id, score, isEnded, isNoUser, value);
    }

    private static Assessment unknown(String id, double coverage) {
        return told(id, coverage, null, new Judgement.TooLittleKnown());
    }

    private static Assessment told(
            String id, double coverage, @Nullable Points score, Judgement judgement) {
        return new Assessment(
                id,
                "v",
                score,
                Band.UNKNOWN,
                Trend.UNKNOWN,
                OptionalInt.empty(),
                coverage,
                List.of(),
                new TreeMap<>(),
                judgement);
    }
}
