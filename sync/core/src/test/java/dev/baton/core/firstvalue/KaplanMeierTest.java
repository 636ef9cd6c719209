package dev.baton.core.firstvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.EverySeed;
import dev.baton.core.Seeds;
import dev.baton.core.firstvalue.KaplanMeier.Spell;
import dev.baton.core.firstvalue.KaplanMeier.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    private static final Offset<Double> CLOSE = within(0.0005);

    /**
     * Weeks of remission under 6-mercaptopurine of Freireich's trial, 1963; negative: still lasts.
     */
    private static final List<Integer> REMISSION =
            List.of(
                    6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32,
                    -34, -35);

    private static List<Spell> remission() {
        return REMISSION.stream().map(week -> new Spell(Math.abs(week), week > 0)).toList();
    }

    @Test
    void theTextbookExampleComesOutAsInTheTextbooks() {
        KaplanMeier curve = KaplanMeier.of(remission());
        assertThat(curve.steps())
                .extracting(Step::days)
                .containsExactly(6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0);
        assertThat(curve.steps())
                .extracting(Step::atRisk)
                .containsExactly(21, 17, 15, 12, 11, 7, 6);
        double[] waiting = {0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482};
        for (int i = 0; i < waiting.length; i++) {
            assertThat(curve.steps().get(i).waiting()).isCloseTo(waiting[i], CLOSE);
        }
        assertThat(curve.median()).hasValue(23);
    }

    @Test
    void theIntervalIsThatOfKalbfleischAndPrentice() {
        // S(10) = 0.7529, Greenwood's standard error 0.0963.
        Step ten = KaplanMeier.of(remission()).steps().get(2);
        double width = 1.959964 * 0.0963 / (0.7529 * Math.log(0.7529));
        assertThat(ten.low()).isCloseTo(Math.pow(0.7529, Math.exp(-width)), within(0.002));
        assertThat(ten.high()).isCloseTo(Math.pow(0.7529, Math.exp(width)), within(0.002));
        assertThat(ten.low()).isLessThan(0.7529);
        assertThat(ten.high()).isGreaterThan(0.7529);
    }

    @Test
    void withoutAnyWhoStillWaitItIsTheShareCounted() {
        KaplanMeier curve =
                KaplanMeier.of(Stream.of(1, 2, 3, 4).map(day -> new Spell(day, true)).toList());
        assertThat(curve.steps()).extracting(Step::waiting).containsExactly(0.75, 0.5, 0.25, 0.0);
        assertThat(curve.median()).hasValue(2);
    }

    @Test
    void whoeverStillWaitsIsNotTakenForOneWhoNeverCame() {
        List<Spell> late = IntStream.range(0, 90).mapToObj(i -> new Spell(1, false)).toList();
        var spells = new ArrayList<>(late);
        IntStream.range(0, 10).forEach(i -> spells.add(new Spell(5, true)));
        assertThat(KaplanMeier.of(spells).median()).hasValue(5);
    }

    @Test
    void ofFewerThanHalfThereIsNoMedian() {
        KaplanMeier curve =
                KaplanMeier.of(
                        List.of(new Spell(3, true), new Spell(9, false), new Spell(9, false)));
        assertThat(curve.median()).isEmpty();
        assertThat(KaplanMeier.of(List.of()).median()).isEmpty();
    }

    @EverySeed
    void theShareOnlyFallsStaysWithinItsIntervalAndKnowsNoOrder(long seed) {
        var random = Seeds.random(seed);
        var spells = new ArrayList<Spell>();
        for (int i = 0; i < 1 + random.nextInt(60); i++) {
            spells.add(new Spell(random.nextInt(30), random.nextInt(3) > 0));
        }
        KaplanMeier curve = KaplanMeier.of(spells);
        double before = 1;
        for (Step step : curve.steps()) {
            assertThat(step.waiting()).isBetween(0.0, before);
            assertThat(step.low()).isBetween(0.0, step.waiting());
            assertThat(step.high()).isBetween(step.waiting(), 1.0);
            before = step.waiting();
        }
        Collections.shuffle(spells, random);
        assertThat(KaplanMeier.of(spells)).isEqualTo(curve);
    }
}
