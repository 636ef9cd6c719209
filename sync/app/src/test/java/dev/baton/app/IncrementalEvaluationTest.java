package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon learns month by month equals what a newcomer reads in one go (invariant 11). */
class IncrementalEvaluationTest {
    private static final List<String> MONTHS =
            List.of(
                    "2013-07-31T00:00:00Z",
                    "2013-08-31T00:00:00Z",
                    "2013-09-30T00:00:00Z",
                    "2013-10-31T00:00:00Z",
                    "2013-11-30T00:00:00Z",
                    "2013-12-31T00:00:00Z",
                    "2014-01-04T00:00:00Z");

    @TempDir Path folder;

    @Test
    void monthByMonthEqualsOneFreshRun() throws Exception {
        Path data = Evaluation.helpdesk();
        Path mappings = withoutThePastsOwnField();
        SortedMap<String, String> grown;
        try (var sandbox = serve(data, "2013-06-30T00:00:00Z", "grown", mappings)) {
            sync(sandbox);
            for (String month : MONTHS) {
                sandbox.advance(month);
                sync(sandbox);
            }
            grown = batonFields(sandbox);
        }
        try (var sandbox = serve(data, "2014-01-04T00:00:00Z", "fresh", mappings)) {
            sync(sandbox);
            assertThat(grown).hasSize(397).isEqualTo(batonFields(sandbox));
        }
    }

    private SandboxProcess serve(Path data, String asOf, String name, Path mappings)
            throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        return SandboxProcess.serve(data, asOf, own, "--mappings", mappings.toString());
    }

    private static void sync(SandboxProcess sandbox) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.json().get("failed").asInt()).isZero();
    }

    /**
     * The day of the last change depends on the path by its very meaning; everything else must not.
     */
    private Path withoutThePastsOwnField() throws Exception {
        Path copy = folder.resolve("mappings");
        Path shipped = SandboxProcess.helpdeskMappings();
        try (var files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(shipped.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.writeString(
                        target, Files.readString(file).replaceAll("(?m)^.*changed_on:.*\n", ""));
            }
        }
        return copy;
    }

    private static SortedMap<String, String> batonFields(SandboxProcess sandbox) throws Exception {
        var all = new TreeMap<String, String>();
        for (JsonNode account : sandbox.records("Account")) {
            var fields = new TreeMap<String, String>();
            account.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (name.startsWith("Baton_")) {
                                    fields.put(name, account.get(name).asText());
                                }
                            });
            all.put(account.get("Id").asText(), fields.toString());
        }
        return all;
    }
}
