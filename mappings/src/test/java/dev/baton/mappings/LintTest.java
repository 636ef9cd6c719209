package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint tells of models that load, but hardly mean what they say. */
class LintTest {
    static Stream<Bent> faults() {
        return Bent.all("faults.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyPlantedFaultIsToldAndNothingElse(Bent bent) {
        assertThat(warnings(Mappings.parse(bent.files())).stream().map(Finding::what))
                .isEqualTo(bent.told());
    }

    @Test
    void theFaultsAreManyAndDiffer() {
        List<Bent> all = Bent.all("faults.txt");
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Set.copyOf(all.stream().map(Bent::name).toList())).hasSameSizeAs(all);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultHasItsPlaceAndWhatToDo(Bent bent) {
        assertThat(warnings(Mappings.parse(bent.files())))
                .allMatch(each -> each.where().matches("model\\.yaml:[0-9]+:[0-9]+"))
                .noneMatch(each -> each.fix().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "examples/helpdesk", "examples/marketplace", "examples/crm"})
    void theShippedModelsAreClean(String folder) {
        Path path = Example.MODULE.resolve(folder);
        assertThat(warnings(Mappings.load(path))).isEmpty();
    }

    /** Exceptions come before the rule, and that is no overlap. */
    @Test
    void aNarrowSegmentBeforeAWideOneIsNoFault() {
        var files = Example.files();
        files.compute(
                "model.yaml",
                (path, text) ->
                        String.valueOf(text)
                                .replace(
                                        "measures:\n",
                                        """
                                        dimensions:
                                          tenure:
                                            first_month: {tenure: {below: 30}}
                                            first_year: {tenure: {below: 365}}
                                            later: {tenure: {at_least: 365}}
                                        measures:
                                        """));
        assertThat(warnings(Mappings.parse(files))).isEmpty();
    }

    private static List<Finding> warnings(Mappings.Loaded loaded) {
        assertThat(loaded).isInstanceOf(Mappings.Loaded.Good.class);
        return ((Mappings.Loaded.Good) loaded).warnings();
    }
}
