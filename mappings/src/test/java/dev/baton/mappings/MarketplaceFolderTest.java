package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Curve;
import dev.baton.core.health.ScoredMeasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarketplaceFolderTest {
    private static final Path FOLDER = Example.MODULE.resolve("examples/marketplace");

    @Test
    void theFolderLoadsWithoutAWarning() {
        assertThat(Mappings.load(FOLDER))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class, good -> assertThat(good.warnings()).isEmpty());
    }

    /** Else every row would be quarantined, one by one. */
    @Test
    void aNumberOutOfAFileHasToBeMadeOne() throws Exception {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(FOLDER)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file ->
                                    files.put(
                                            FOLDER.relativize(file).toString(),
                                            Example.text(file)));
        }
        files.replaceAll((path, text) -> text.replace("{cel: double(value)}", "value"));
        assertThat(Mappings.parse(files))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Bad.class,
                        bad ->
                                assertThat(bad.problems())
                                        .extracting(Object::toString)
                                        .singleElement()
                                        .asString()
                                        .contains(
                                                "a file's cells are texts, and value holds a number")
                                        .contains("write {cel: double(value)}"));
    }

    @Test
    void everyFileConformsToTheSchemaItNames() throws Exception {
        try (var files = Files.walk(FOLDER)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(all).hasSize(7);
            for (Path file : all) {
                String path = FOLDER.relativize(file).toString();
                assertThat(SchemaTest.errors(path, Example.text(file))).as(path).isEmpty();
                String named = Example.text(file).lines().findFirst().orElse("");
                String schema = named.substring(named.indexOf('=') + 1);
                assertThat(file.resolveSibling(schema)).as(path).exists();
            }
        }
    }

    /** So that no two sellers are equal merely because the scale ends. */
    @Test
    void noSellerInTradeLeavesTheScale() {
        var model = ((Mappings.Loaded.Good) Mappings.load(FOLDER)).mappings().model();
        double best = model.base();
        double worst = model.base();
        for (ScoredMeasure scored : model.scored()) {
            // Without a review there is none to be bad, and silence ends all other measures.
            boolean apart =
                    List.of("review_score", "silent_days").contains(scored.measure().name());
            best += scored.weight() * (extreme(scored, true) - scored.reference());
            worst -= apart ? 0 : scored.weight() * (scored.reference() - extreme(scored, false));
        }
        assertThat(best).isLessThanOrEqualTo(100);
        assertThat(worst).isGreaterThanOrEqualTo(0);
    }

    private static double extreme(ScoredMeasure scored, boolean best) {
        var worths = scored.curve().points().stream().mapToDouble(Curve.Point::y);
        return best ? worths.max().orElseThrow() : worths.min().orElseThrow();
    }
}
