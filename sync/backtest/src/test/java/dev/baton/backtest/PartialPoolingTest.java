package dev.baton.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialPoolingTest {

    /** σ² = 4 ÷ 6 within, the means 1 and 3 about 2, four accounts each. */
    @Test
    void twoGroupsByHand() {
        PartialPooling pooled =
                of(Map.of("a", List.of(0.0, 1.0, 2.0, 1.0), "b", List.of(2.0, 3.0, 4.0, 3.0)));
        double variance = 4.0 / 6;
        double q = 4 / variance * (1 + 1);
        double weights = 8 / variance;
        double between = (q - 1) / (weights - 2 * 16 / (variance * variance) / weights);
        double own = between / (between + variance / 4);
        assertThat(pooled.whole()).isCloseTo(2, within(1e-12));
        assertThat(group(pooled, "a").own()).isCloseTo(own, within(1e-12));
        assertThat(group(pooled, "a").pooled()).isCloseTo(2 - own, within(1e-12));
        assertThat(group(pooled, "b").pooled()).isCloseTo(2 + own, within(1e-12));
        assertThat(own).isBetween(0.9, 0.92);
    }

    @Test
    void aSmallGroupIsToldMostlyByTheWholeAndALargeOneByItself() {
        var random = new Random(5);
        var values = new PartialPooling.Values();
        for (int i = 0; i < 400; i++) {
            values.add("large", 0.8 + 0.2 * random.nextGaussian());
            values.add("middle", 0.5 + 0.2 * random.nextGaussian());
            values.add("low", 0.4 + 0.2 * random.nextGaussian());
        }
        values.add("tiny", 1.4);
        PartialPooling pooled = values.pooled();
        assertThat(group(pooled, "large").own()).isGreaterThan(0.99);
        assertThat(group(pooled, "large").pooled()).isCloseTo(0.8, within(0.03));
        assertThat(group(pooled, "tiny").own()).isBetween(0.2, 0.9);
        assertThat(group(pooled, "tiny").pooled()).isBetween(pooled.whole(), 1.4);
        assertThat(group(pooled, "tiny").n()).isEqualTo(1);
    }

    @Test
    void groupsThatDifferByChanceAloneAreOne() {
        PartialPooling pooled =
                of(Map.of("a", List.of(0.0, 1.0, 0.4), "b", List.of(0.1, 0.9, 0.5)));
        assertThat(group(pooled, "a").own()).isZero();
        assertThat(group(pooled, "a").pooled())
                .isEqualTo(group(pooled, "b").pooled())
                .isCloseTo(2.9 / 6, within(1e-12));
    }

    @Test
    void aSingleGroupIsTheWhole() {
        PartialPooling pooled = of(Map.of("a", List.of(0.2, 0.4)));
        assertThat(pooled.whole()).isCloseTo(0.3, within(1e-12));
        assertThat(group(pooled, "a").pooled()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void whereNothingVariesWithinAGroupEachIsItsOwn() {
        PartialPooling pooled = of(Map.of("a", List.of(0.2, 0.2), "b", List.of(0.8)));
        assertThat(group(pooled, "a").pooled()).isEqualTo(0.2);
        assertThat(group(pooled, "b").pooled()).isEqualTo(0.8);
        assertThat(of(Map.of("a", List.of(0.5), "b", List.of(0.5))).whole()).isEqualTo(0.5);
    }

    @Test
    void theOrderOfAccountsChangesNoDigit() {
        var random = new Random(11);
        var all = new ArrayList<Map.Entry<String, Double>>();
        for (int i = 0; i < 200; i++) {
            all.add(Map.entry("g" + random.nextInt(4), random.nextDouble()));
        }
        PartialPooling first = pooled(all);
        Collections.shuffle(all, random);
        assertThat(pooled(all)).isEqualTo(first);
    }

    @Test
    void ofNothingThereIsNothingToPool() {
        var values = new PartialPooling.Values();
        assertThat(values.isEmpty()).isTrue();
        assertThatThrownBy(values::pooled).isInstanceOf(IllegalStateException.class);
    }

    private static PartialPooling pooled(List<Map.Entry<String, Double>> all) {
        var values = new PartialPooling.Values();
        all.forEach(each -> values.add(each.getKey(), each.getValue()));
        return values.pooled();
    }

    private static PartialPooling of(Map<String, List<Double>> groups) {
        var values = new PartialPooling.Values();
        groups.forEach((name, own) -> own.forEach(value -> values.add(name, value)));
        return values.pooled();
    }

    private static PartialPooling.Group group(PartialPooling pooled, String name) {
        return Objects.requireNonNull(pooled.groups().get(name));
    }
}
