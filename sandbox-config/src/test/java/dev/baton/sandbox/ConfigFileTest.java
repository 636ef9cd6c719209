package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir Path dir;

    private final ConfigFile config =
            new ConfigFile("http://127.0.0.1:4711", null, Path.of("/m \"x\""), List.of(), 10);

    @Test
    void theFileHoldsWhatBatonReads() throws IOException {
        Path file = dir.resolve("my.yaml");
        config.write(file);

        assertThat(settings(file))
                .containsExactly(
                        "mappings: \"/m \\\"x\\\"\"",
                        "writes: on",
                        "brake:",
                        "  max_band_changes: 100%",
                        "  max_unknown: 100%",
                        "secrets: \"my.yaml.secrets\"",
                        "connections:",
                        "  crm:",
                        "    type: salesforce",
                        "    url: http://127.0.0.1:4711",
                        "    client_id: sandbox",
                        "  helpdesk:",
                        "    type: zendesk",
                        "    url: http://127.0.0.1:4711",
                        "    client_id: sandbox",
                        "    export_calls_per_minute: 10",
                        "  usage:",
                        "    type: file",
                        "    files:",
                        "      usage: []");
        assertThat(settings(dir.resolve("my.yaml.secrets")))
                .containsExactly(
                        "crm:",
                        "  client_secret: sandbox",
                        "helpdesk:",
                        "  client_secret: sandbox");
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        Path file = dir.resolve("my.yaml");
        new ConfigFile("http://127.0.0.1:1", null, dir, List.of(dir.resolve("usage.csv")), 10)
                .write(file);

        String before = "";
        for (String line : Files.readAllLines(file)) {
            if (!line.strip().startsWith("#") && !line.strip().startsWith("-")) {
                assertThat(before.strip()).as("the line before " + line).startsWith("#");
            }
            before = line;
        }
        assertThat(before).isEqualTo("        - \"" + dir.resolve("usage.csv") + "\"");
    }

    @Test
    void theSecretsAreForTheOwnerOnly() throws IOException {
        config.write(dir.resolve("my.yaml"));

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(dir.resolve("my.yaml.secrets"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anOlderFileIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        Path file = dir.resolve("my.yaml");
        Files.writeString(file, "x".repeat(100_000));
        config.write(file);

        assertThat(Files.readString(file)).startsWith(ConfigFile.MARK).doesNotContain("xx");
        try (var files = Files.list(dir)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("my.yaml", "my.yaml.secrets");
        }
    }

    @Test
    void ifTheConfigurationCannotBeReplacedNoHalfOfItAppears() throws IOException {
        Path file = dir.resolve("my.yaml");
        Files.createDirectories(file.resolve("occupied"));

        assertThatThrownBy(() -> config.write(file)).isInstanceOf(IOException.class);
        try (var files = Files.list(dir)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("my.yaml", "my.yaml.secrets");
        }
    }

    @Test
    void onlyItsOwnFilesAreNotForeign() throws IOException {
        Path own = dir.resolve("own.yaml");
        config.write(own);
        Path theirs = Files.writeString(dir.resolve("theirs.yaml"), "mappings: x\n");

        assertThat(ConfigFile.isForeign(own)).isFalse();
        assertThat(ConfigFile.isForeign(theirs)).isTrue();
        assertThat(ConfigFile.isForeign(dir.resolve("none.yaml"))).isFalse();
    }

    private static List<String> settings(Path file) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.strip().startsWith("#"));
        return lines;
    }
}
