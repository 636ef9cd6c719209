package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Band;
import dev.baton.core.health.Criterion;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.port.Finding;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code expansion.yaml}: a second score in the language of the model. */
class ExpansionFileTest {
    private static final String FILE = "expansion.yaml";
    private static final String GOOD =
            """
            version: more-1
            base: 30
            bands: {ready: 70, warm: 45}
            coverage_floor: 0.2
            trend: {days: 90, threshold: 5}
            knock_outs:
              at_risk: {label: At risk, when: {health: [red]}, cap: 40, driver: commercial}
            measures:
              tickets:
                use: tickets_90d_change
                score: {curve: [[0, 0], [10, 1]], weight: 45, reference: 0.2, driver: usage}
              ratings: {use: csat, score: {weight: 20}}
            """;

    @Test
    void itIsASecondModelAndTheFirstOneStaysAsItWas() {
        Mappings mappings = Example.good(files(GOOD));
        HealthModel expansion = Objects.requireNonNull(mappings.model(Score.EXPANSION));
        assertThat(expansion.version()).isEqualTo("more-1");
        assertThat(expansion.bands()).isEqualTo(new HealthModel.Bands(70, 45));
        assertThat(expansion.rules().knockOuts().getFirst().when())
                .isEqualTo(new Criterion.HealthIs(List.of(Band.RED)));
        assertThat(mappings.model()).isEqualTo(Example.mappings().model());
        assertThat(mappings.model(Score.HEALTH)).isSameAs(mappings.model());
        assertThat(Example.mappings().model(Score.EXPANSION)).isNull();
        assertThat(SchemaTest.errors(FILE, GOOD)).isEmpty();
    }

    /** What it measures; what that is worth here, this file says itself. */
    @Test
    void aMeasureOfTheModelIsTakenByName() {
        HealthModel expansion =
                Objects.requireNonNull(Example.good(files(GOOD)).model(Score.EXPANSION));
        var tickets = expansion.scored().getFirst();
        var theirs = Example.mappings().model().scored().getFirst();
        assertThat(theirs.measure().name()).isEqualTo("tickets_90d_change");
        assertThat(tickets.measure().comparison()).isEqualTo(theirs.measure().comparison());
        assertThat(tickets.measure().label()).isEqualTo(theirs.measure().label());
        assertThat(tickets.weight()).isEqualTo(45);
        assertThat(tickets.curve()).isNotEqualTo(theirs.curve());
        assertThat(expansion.scored().get(1).measure().label()).isNotBlank();
    }

    @Test
    void anotherSecondScoreIsAnotherModelOfTheSameSources() {
        Mappings without = Example.mappings();
        Mappings with = Example.good(files(GOOD));
        assertThat(with.digest()).isEqualTo(without.digest());
        assertThat(with.modelDigest()).isNotEqualTo(without.modelDigest());
        assertThat(Example.good(files(GOOD.replace("base: 30", "base: 31"))).modelDigest())
                .isNotEqualTo(with.modelDigest());
    }

    @Test
    void itsFieldsNeedTheFile() {
        SortedMap<String, String> files = Example.files();
        files.compute(
                "outputs.yaml",
                (path, text) ->
                        String.valueOf(text)
                                .replace(
                                        "fields:\n  score", "fields:\n  expansion: B__c\n  score"));
        assertThat(told(files))
                .containsExactly(
                        "nothing tells expansion; write expansion.yaml, or remove expansion");
        files.put(FILE, GOOD);
        assertThat(told(files)).isEmpty();
    }

    @Test
    void whatIsWrongWithItIsToldThere() {
        assertThat(told(files(GOOD.replace("ready: 70", "green: 70"))))
                .contains("unknown key green in the bands of expansion; use one of: ready, warm");
        assertThat(told(files(GOOD.replace("warm: 45", "warm: 75"))))
                .containsExactly("ready begins below warm; let ready begin above warm");
        assertThat(told(files(GOOD.replace("[red]", "[rde]"))))
                .containsExactly("no band is called rde; did you mean red?");
        assertThat(told(files(GOOD.replace("tickets_90d_change", "tickets_90d_chnge"))))
                .containsExactly(
                        "the catalogue has no measure tickets_90d_chnge; did you mean"
                                + " tickets_90d_change?");
        assertThat(told(files(GOOD + "terminal: {gone: {field: external_id, is: x}}\n")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("unknown key terminal in the score of expansion");
    }

    /** As it stands there, put beside the demo company's model. */
    @Test
    void theExampleOfTheDocumentationIsGood() {
        String guide = Example.text(Example.MODULE.resolve("README.md"));
        String part = guide.substring(guide.indexOf("### A second score"));
        String example =
                part.lines()
                        .takeWhile(line -> !line.startsWith("`use: NAME`"))
                        .filter(line -> line.startsWith("    "))
                        .map(line -> line.substring(4))
                        .collect(Collectors.joining("\n"));
        assertThat(example).contains("use: seats_used");
        var demo = (Mappings.Loaded.Good) Mappings.load(Example.MODULE.resolve("demo"));
        var files = new TreeMap<>(demo.mappings().files());
        files.put(FILE, example);
        assertThat(Mappings.parse(files)).isInstanceOf(Mappings.Loaded.Good.class);
        assertThat(((Mappings.Loaded.Good) Mappings.parse(files)).warnings()).isEmpty();
    }

    @Test
    void lintLooksAtItInItsOwnWords() {
        var loaded = Mappings.parse(files(GOOD.replace("ready: 70", "ready: 99")));
        assertThat(((Mappings.Loaded.Good) loaded).warnings())
                .extracting(Finding::where, Finding::what)
                .hasSize(1)
                .first()
                .asString()
                .contains("expansion.yaml:3:8", "no account can be ready: the best score is");
    }

    private static SortedMap<String, String> files(String expansion) {
        SortedMap<String, String> files = Example.files();
        files.put(FILE, expansion);
        return files;
    }

    private static List<String> told(SortedMap<String, String> files) {
        return Mappings.parse(files) instanceof Mappings.Loaded.Bad bad
                ? bad.problems().stream().map(each -> each.what() + "; " + each.fix()).toList()
                : List.of();
    }
}
