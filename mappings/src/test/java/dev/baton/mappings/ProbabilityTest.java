package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Probability;
import dev.baton.port.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ProbabilityTest {
    private static final String SECTION =
            """
            probability:
              intercept: 2.32589
              slope: -0.06066
              outcomes: 1670
              left: 374
              from: 2017-03-31
              to: 2017-09-30
            """;

    @Test
    void aCalibratedModelSaysWhatItsScoreMeans() {
        assertThat(Example.good(with(SECTION)).probability())
                .isEqualTo(
                        new Probability(
                                2.32589,
                                -0.06066,
                                1670,
                                374,
                                LocalDate.parse("2017-03-31"),
                                LocalDate.parse("2017-09-30")));
        assertThat(Example.good(Example.files()).probability()).isNull();
    }

    @Test
    void itChangesNoScoreAndNothingThatIsRead() {
        Mappings calibrated = Example.good(with(SECTION));
        Mappings plain = Example.good(Example.files());
        assertThat(calibrated.model()).isEqualTo(plain.model());
        assertThat(calibrated.digest()).isEqualTo(plain.digest());
        assertThat(calibrated.modelDigest()).isNotEqualTo(plain.modelDigest());
    }

    @Test
    void everyMistakeIsToldWhereItIs() {
        assertThat(told(SECTION.replace("slope: -", "slope: ")))
                .singleElement()
                .asString()
                .contains("slope is 0.06066")
                .contains("to 0");
        assertThat(told(SECTION.replace("left: 374", "left: 1671")))
                .singleElement()
                .asString()
                .contains("more left than there were outcomes");
        assertThat(told(SECTION.replace("to: 2017-09-30", "to: 2017-03-30")))
                .singleElement()
                .asString()
                .contains("to lies before from");
        assertThat(told(SECTION.replace("from: 2017-03-31", "from: last spring")))
                .singleElement()
                .asString()
                .contains("from is no day")
                .contains("2017-09-30");
        assertThat(told(SECTION.replace("  outcomes: 1670\n", "")))
                .singleElement()
                .asString()
                .contains("outcomes is missing in the probability");
        assertThat(told("probability: 0.5\n"))
                .singleElement()
                .asString()
                .contains("expected the probability");
    }

    private static List<Finding> told(String section) {
        return switch (Mappings.parse(with(section))) {
            case Mappings.Loaded.Bad bad -> bad.problems();
            case Mappings.Loaded.Good good -> List.of();
        };
    }

    private static SortedMap<String, String> with(String section) {
        SortedMap<String, String> files = Example.files();
        files.merge("model.yaml", section, (model, more) -> model + more);
        return files;
    }
}
