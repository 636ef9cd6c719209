package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.HealthModel;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Measure;
import dev.baton.mappings.model.Catalogue;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.YamlReader;
import dev.baton.port.Finding;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void itHasFortyMeasuresAndMoreAndSaysWhatEachMeans() {
        List<Node.Entry> entries = entries();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(40);
        for (Node.Entry entry : entries) {
            List<String> keys =
                    ((Node.Mapping) entry.value())
                            .entries().stream().map(Node.Entry::name).toList();
            assertThat(keys).as(entry.name()).contains("label", "means", "better", "score");
        }
    }

    @Test
    void everyMeasureIsReadableCountsAndIsClean() {
        HealthModel model = model(everything());
        assertThat(model.scored()).hasSameSizeAs(entries());
        assertThat(model.scored().stream().filter(ScoredMeasure::leading).count())
                .isBetween(15L, (long) model.scored().size() - 15);
    }

    @Test
    void whatAModelWritesItselfTakesThePlaceOfWhatStandsThere() {
        HealthModel model =
                model(
                        """
                          support:
                            use: first_response_hours
                            label: How long they wait
                            window: {days: 90}
                            score: {weight: 12, reference: 0.5, fresh_days: 30}
                        """);
        ScoredMeasure scored = model.scored().getFirst();
        assertThat(scored.measure().name()).isEqualTo("support");
        assertThat(scored.measure().label()).isEqualTo("How long they wait");
        assertThat(scored.measure().window().days()).isEqualTo(90);
        assertThat(scored.measure().unit()).isEqualTo("h");
        assertThat(scored.weight()).isEqualTo(12);
        assertThat(scored.reference()).isEqualTo(0.5);
        assertThat(scored.terms().freshDays()).isEqualTo(30);
        assertThat(scored.curve().points()).hasSize(3);
    }

    @Test
    void withoutAScoreItIsOnlyTold() {
        HealthModel model = model("  csat: {use: csat}\n  nps: {use: nps, score: {weight: 10}}\n");
        assertThat(model.told().stream().map(Measure::name)).containsExactly("csat");
    }

    @Test
    void aMeasurePerUnitOfUseKnowsBoth() {
        Measure measure =
                model("  a: {use: tickets_per_user, score: {weight: 10}}\n").measures().getFirst();
        assertThat(measure.reads())
                .containsExactly("ticket.created_at", "usage.metric", "usage.on", "usage.value");
    }

    @Test
    void lintHoldsACurveAgainstWhatTheCatalogueSays() {
        var files = files("  csat: {use: csat, score: {weight: 10, curve: [[0, 1], [1, 0]]}}\n");
        assertThat(
                        ((Mappings.Loaded.Good) Mappings.parse(files))
                                .warnings().stream().map(Finding::what))
                .contains("csat has a curve that falls, but more of it is better");
    }

    /** What the catalogue of a later version says must not change what an older plan said. */
    @Test
    void theCatalogueStaysWithTheFolderAndIsPartOfTheModelsDigest() {
        var files = files("  csat: {use: csat, score: {weight: 10}}\n");
        Mappings mappings = Example.good(files);
        assertThat(mappings.files()).containsEntry(Catalogue.FILE, Catalogue.shipped());
        Mappings again = Example.good(mappings.files());
        assertThat(again.modelDigest()).isEqualTo(mappings.modelDigest());
        assertThat(again.digest()).isEqualTo(mappings.digest());
        var other = new TreeMap<>(mappings.files());
        other.compute(
                Catalogue.FILE,
                (path, text) ->
                        String.valueOf(text)
                                .replace("[[0.6, 0], [0.95, 1]]", "[[0.5, 0], [0.95, 1]]"));
        Mappings changed = Example.good(other);
        assertThat(changed.modelDigest()).isNotEqualTo(mappings.modelDigest());
        assertThat(changed.digest()).isEqualTo(mappings.digest());
        assertThat(changed.model().scored().getFirst().curve().at(0.55)).isPositive();
        assertThat(Example.mappings().files()).doesNotContainKey(Catalogue.FILE);
    }

    private static List<Node.Entry> entries() {
        Node node = YamlReader.read(Catalogue.shipped(), new Problems().in(Catalogue.FILE));
        return ((Node.Mapping) Objects.requireNonNull(node)).entries();
    }

    private static String everything() {
        var text = new StringBuilder();
        for (Node.Entry entry : entries()) {
            text.append("  ")
                    .append(entry.name())
                    .append(": {use: ")
                    .append(entry.name())
                    .append(", score: {group: all}}\n");
        }
        return text.toString();
    }

    private static HealthModel model(String measures) {
        SortedMap<String, String> files = files(measures);
        assertThat(SchemaTest.errors("model.yaml", String.valueOf(files.get("model.yaml"))))
                .isEmpty();
        assertThat(Mappings.parse(files))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class,
                        good ->
                                assertThat(good.warnings())
                                        .noneMatch(each -> each.what().contains("curve")));
        return Example.good(files).model();
    }

    private static SortedMap<String, String> files(String measures) {
        return EverySource.with(
                """
                version: all-1
                base: 70
                bands: {green: 75, yellow: 50}
                coverage_floor: 0.3
                trend: {days: 30, threshold: 5}
                groups: {all: {label: All, weight: 100}}
                measures:
                """
                        + measures);
    }
}
