package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.health.Curve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {
    @ParameterizedTest
    @CsvSource({
        "-1000, 1",
        "0, 1",
        "12, 0.75",
        "24, 0.5",
        "48, 0.25",
        "72, 0",
        "72.0001, 0",
        "1e300, 0"
    })
    void straightBetweenCornersAndLevelBeyond(double value, double worth) {
        Curve curve = curve(0, 1, 24, 0.5, 72, 0);
        assertThat(curve.at(value)).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.25", "10, 0.25", "15, 0.25", "20, 0.25", "25, 0.625", "30, 1"})
    void aLevelStretchIsAllowed(double value, double worth) {
        assertThat(curve(10, 0.25, 20, 0.25, 30, 1).at(value)).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.75", "10, 0.5", "15, 0.5", "20, 0.5"})
    void aCurveThatFallsMayEndLevel(double value, double worth) {
        assertThat(curve(0, 1, 10, 0.5, 20, 0.5).at(value)).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "49.999, 0", "50, 0.5", "74.9, 0.5", "75, 1", "1e9, 1"})
    void aStepBeginsAtItsVeryValue(double value, double worth) {
        var points = List.of(new Point(0, 0), new Point(50, 0.5), new Point(75, 1));
        assertThat(new Curve(points, Curve.Shape.STEP).at(value)).isEqualTo(worth);
    }

    @Test
    void measuresAsFarApartAsNumbersGoAreNoError() {
        Curve curve = curve(-Double.MAX_VALUE, 0, Double.MAX_VALUE, 1);
        assertThat(curve.at(0)).isEqualTo(0.5);
        assertThat(curve.at(Double.MAX_VALUE)).isEqualTo(1);
        assertThat(curve(0, 0, Double.MIN_VALUE, 1).at(Double.MIN_VALUE)).isEqualTo(1);
    }

    /** Unchecked, 0.06 + (0.87 − 0.06) is 0.8700000000000001: worth more than the corner itself. */
    @Test
    void roundingCarriesNoWorthPastTheNextCorner() {
        Curve rising = curve(-20, 0.06, 3, 0.87);
        assertThat(rising.at(Math.nextDown(3.0))).isLessThanOrEqualTo(rising.at(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,1 | a curve has at least two points",
                "0,0, 1,1.01 | a curve's values lie between 0 and 1",
                "0,-0.01, 1,1 | a curve's values lie between 0 and 1",
                "0,NaN, 1,1 | a curve's values lie between 0 and 1",
                "NaN,0, 1,1 | a curve's values lie between 0 and 1",
                "0,0, Infinity,1 | a curve's values lie between 0 and 1",
                "0,0, 0,1 | a curve's measures grow from point to point",
                "1,0, 0,1 | a curve's measures grow from point to point",
                "0,0, 1,1, 2,0.5 | a curve goes up or down, not both",
                "0,1, 1,0, 2,0, 3,0.5 | a curve goes up or down, not both",
                "0,0, 1,1e-200, 2,0 | a curve goes up or down, not both"
            })
    void whatIsWrongIsSaid(String numbers, String problem) {
        double[] parsed =
                List.of(numbers.split(",")).stream()
                        .mapToDouble(each -> Double.parseDouble(each.strip()))
                        .toArray();
        assertThatThrownBy(() -> curve(parsed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    private static Curve curve(double... numbers) {
        var points = new java.util.ArrayList<Point>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new Point(numbers[i], numbers[i + 1]));
        }
        return new Curve(points);
    }
}
