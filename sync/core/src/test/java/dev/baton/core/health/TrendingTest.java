package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Window;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slope through several instants against the noise around it. */
class TrendingTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    @Test
    void oneOutlierBendsNoLine() {
        RobustLine straight = RobustLine.through(new double[] {1, 2, 3, 4, 5});
        assertThat(straight.slope()).isEqualTo(1);
        assertThat(straight.noise()).isZero();
        RobustLine bent = RobustLine.through(new double[] {1, 2, 3, 4, 50});
        assertThat(bent.slope()).isEqualTo(1);
        assertThat(bent.noise()).isZero();
        assertThat(RobustLine.through(new double[] {0, -2, 0, 0}).slope()).isZero();
    }

    @Test
    void theNoiseIsTheStandardDeviationThatTheMedianDistanceStandsFor() {
        // level at 1: distances 1 1 1 1, median 1
        assertThat(RobustLine.through(new double[] {0, 2, 2, 0}).noise())
                .isCloseTo(1.4826, within(1e-9));
    }

    /** Worth of 100 usage = 100 points; values of the last seven weeks, the oldest first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50 45 40 35 30 25 20 | WORSENING",
                "20 25 30 35 40 45 50 | IMPROVING",
                "50 50 50 50 50 50 50 | STABLE",
                // by the ends alone it falls by 30
                "50 50 51 50 49 50 20 | STABLE",
                // falls by 6, but it goes up and down by 10
                "50 40 51 41 54 38 44 | STABLE",
                "50 49 48 47 46 45 44 | WORSENING"
            })
    void anArrowOnlyWhereTheSlopeBeatsTheNoise(String weeks, Trend trend) {
        assertThat(trend(new TrendRule(42, 5, 7, 2), weeks)).isEqualTo(trend);
    }

    @Test
    void byItsEndsAloneAnOutlierIsATrend() {
        assertThat(trend(new TrendRule(42, 5), "50 50 51 50 49 50 20")).isEqualTo(Trend.WORSENING);
    }

    @Test
    void aMeasureThatCannotBeToldAtOneOfTheInstantsIsLeftOut() {
        assertThat(trend(new TrendRule(42, 5, 7, 2), "- 45 40 35 30 25 20"))
                .isEqualTo(Trend.UNKNOWN);
    }

    @Test
    void aRuleOfTwoInstantsAtLeastAndNotTooMany() {
        for (int wrong : new int[] {1, 26}) {
            assertThatThrownBy(() -> new TrendRule(30, 5, wrong, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Trend trend(TrendRule rule, String weeks) {
        var last =
                new Measure(
                        "usage",
                        "Usage",
                        "",
                        RecordType.USAGE,
                        new Predicate.Always(),
                        new Window("on", 7),
                        new Aggregate.Last(new Quantity.Field("value")),
                        new Comparison.None());
        var model =
                new HealthModel(
                        "v",
                        50,
                        List.of(Models.scored(last, Models.rising(100), 100, 0.5, Driver.USAGE)),
                        List.of(),
                        new Bands(75, 50),
                        0,
                        rule,
                        List.of());
        return new Scorecard(model, Vocabulary.standard())
                .assess(facts("2024-01-01T00:00:00Z", records(weeks)), at("2026-03-31T12:00:00Z"))
                .trend();
    }

    private static List<CanonicalRecord> records(String weeks) {
        List<String> values = List.of(weeks.split(" ", -1));
        var records = new ArrayList<CanonicalRecord>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).equals("-")) {
                String day = TODAY.minusDays(7L * (values.size() - 1 - i)).toString();
                records.add(usage("u" + i, day, Double.parseDouble(values.get(i))));
            }
        }
        return records;
    }
}
