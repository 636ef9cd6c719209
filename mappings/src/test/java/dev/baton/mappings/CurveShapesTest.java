package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Curve;
import dev.baton.core.health.Driver;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.KnockOut;
import dev.baton.core.health.ScoredMeasure;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveShapesTest {
    private static final String CSAT = "[[0.6, 0], [0.95, 1]]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{points: [[0, 1], [2, 0.5], [3, 0]]} | [[0, 1], [2, 0.5], [3, 0]]",
                "{linear: {worst: 0.2, best: 0.8}}     | [[0.2, 0], [0.8, 1]]",
                "{linear: {worst: 72, best: 4}}        | [[4, 1], [72, 0]]",
                "{bounded: {worst: 72, best: 4, at_least: 0.25}} | [[4, 1], [72, 0.25]]",
                "{bounded: {worst: 1, best: 5, at_least: 0.2, at_most: 0.9}} | [[1, 0.2], [5, 0.9]]",
                "{ratio: 0.8}                          | [[0, 0], [0.8, 1]]"
            })
    void aShapeIsShortForPoints(String shape, String points) {
        assertThat(model(CSAT, shape).scored().getLast().curve())
                .isEqualTo(model(CSAT, points).scored().getLast().curve());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{trend: {worst: 6, best: -2, steady: 0.8}}  | [[-2, 1], [0, 0.8], [6, 0]]",
                "{trend: {worst: -6, best: 2, steady: 0.8}}  | [[-6, 0], [0, 0.8], [2, 1]]"
            })
    void aTrendHasItsMiddleWhereNothingChanges(String shape, String points) {
        String was = "[[-2, 1], [0, 0.8], [6, 0]]";
        assertThat(model(was, shape).scored().getFirst().curve())
                .isEqualTo(model(was, points).scored().getFirst().curve());
    }

    @Test
    void stepsAreSteps() {
        ScoredMeasure csat =
                model(CSAT, "{step: [[0, 0], [0.7, 0.5], [0.9, 1]]}").scored().getLast();
        assertThat(csat.curve().shape()).isEqualTo(Curve.Shape.STEP);
        assertThat(csat.curve().at(0.89)).isEqualTo(0.5);
    }

    @Test
    void knockOutsTerminalStatesAndLimitsOfFreshness() {
        HealthModel model =
                model(
                        "measures:\n  # What counts.",
                        """
                        knock_outs:
                          swamped: {label: Swamped, when: {measure: tickets, above: 50}, cap: 40, driver: support}
                        terminal:
                          gone: {field: external_id, empty: true}
                        measures:
                        """);
        KnockOut swamped = model.rules().knockOuts().getFirst();
        assertThat(swamped.name()).isEqualTo("swamped");
        assertThat(swamped.cap()).isEqualTo(40);
        assertThat(swamped.driver()).isEqualTo(Driver.SUPPORT);
        assertThat(swamped.when().measures()).isEqualTo(List.of("tickets"));
        assertThat(model.rules().terminal().getFirst().who().words())
                .isEqualTo("external_id is empty");
        ScoredMeasure csat =
                model(
                                "reference: 0.7, driver: sentiment",
                                "reference: 0.7, driver: sentiment, fresh_days: 120")
                        .scored()
                        .getLast();
        assertThat(csat.terms().freshDays()).isEqualTo(120);
    }

    @Test
    void bandsThatAreHeldAndATrendAgainstNoise() {
        HealthModel held = model("yellow: 50}", "yellow: 50, leave_red: 55, leave_green: 70}");
        assertThat(held.bands()).isEqualTo(new HealthModel.Bands(72, 50, 55, 70));
        assertThat(model("yellow: 50}", "yellow: 50}").bands().areHeld()).isFalse();
        HealthModel robust = model("threshold: 5}", "threshold: 5, noise: 2}");
        assertThat(robust.trend()).isEqualTo(new HealthModel.TrendRule(30, 5, 7, 2));
        assertThat(model("threshold: 5}", "threshold: 5, instants: 4}").trend())
                .isEqualTo(new HealthModel.TrendRule(30, 5, 4, 0));
    }

    private static HealthModel model(String was, String is) {
        SortedMap<String, String> files = Example.files();
        files.compute("model.yaml", (path, text) -> String.valueOf(text).replace(was, is));
        assertThat(SchemaTest.errors("model.yaml", String.valueOf(files.get("model.yaml"))))
                .isEmpty();
        return Example.good(files).model();
    }
}
