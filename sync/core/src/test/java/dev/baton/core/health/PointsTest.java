package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {
    @ParameterizedTest
    @CsvSource({
        "0.04, 0",
        "0.05, 1",
        "0.25, 3",
        "-0.04, 0",
        "-0.25, -2",
        "-0.26, -3",
        "99.95, 1000",
        "-1e-300, 0"
    })
    void theNearestTenthHalvesUp(double points, int tenths) {
        assertThat(Points.of(points)).isEqualTo(new Points(tenths));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e10})
    void onlyFinitePointsOfAScaleExist(double points) {
        assertThatThrownBy(() -> Points.of(points)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"694, 69", "695, 70", "0, 0", "-24, -2", "-25, -3", "1000, 100", "4, 0", "5, 1"})
    void wholePointsHalvesAwayFromZero(int tenths, int whole) {
        assertThat(new Points(tenths).rounded()).isEqualTo(whole);
    }

    @Test
    void theyAreToldWithOneDecimal() {
        assertThat(new Points(770)).hasToString("77.0");
        assertThat(new Points(-5)).hasToString("-0.5");
    }

    @Test
    void aSplitGoesByLargestRemainderAndTiesToTheEarlier() {
        assertThat(tenths(new Points(20).split(List.of(1 / 3.0, 1 / 3.0, 1 / 3.0))))
                .containsExactly(7, 7, 6);
        assertThat(tenths(new Points(90).split(List.of(0.625, 0.375)))).containsExactly(56, 34);
        assertThat(tenths(new Points(-20).split(List.of(1 / 3.0, 1 / 3.0, 1 / 3.0))))
                .containsExactly(-7, -7, -6);
        assertThat(tenths(new Points(1).split(List.of(0.2, 0.5, 0.3)))).containsExactly(0, 1, 0);
        assertThat(tenths(new Points(0).split(List.of(0.2, 0.8)))).containsExactly(0, 0);
    }

    @Test
    void aSplitSumsExactlyEvenWhenItsSharesDoNot() {
        assertThat(tenths(new Points(7).split(List.of(0.0, 0.0)))).containsExactly(4, 3);
        assertThat(tenths(new Points(10).split(List.of(0.3, 0.7)))).containsExactly(3, 7);
    }

    @Test
    void anOverflowIsSaid() {
        assertThatThrownBy(() -> new Points(Integer.MAX_VALUE).plus(new Points(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Points(Integer.MIN_VALUE).minus(new Points(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static List<Integer> tenths(List<Points> points) {
        return points.stream().map(Points::tenths).toList();
    }
}
