package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandTest {
    private static final String AS_OF = "--as-of=2014-01-04T00:00:00Z";

    @TempDir Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return SandboxCommand.commandLine(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aMissingOptionIsBadUsageInOneLine() {
        assertThat(run(AS_OF)).isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("--data");
        assertThat(out.size()).isZero();
    }

    @Test
    void anUnreadableInstantSaysWhatAnInstantIs() {
        assertThat(run("--data", dir.toString(), "--as-of", "yesterday")).isEqualTo(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("'yesterday'", "2014-01-04T00:00:00Z");
    }

    @Test
    void itCannotBeIdleForNoTimeAtAll() {
        int code = run("--data", dir.toString(), AS_OF, "--without-package", "--stop-when-idle=0");
        assertThat(code).isEqualTo(2);
        assertThat(errors()).anyMatch(line -> line.contains("--stop-when-idle 0 is too soon"));
    }

    @Test
    void everyProblemHasItsLine() {
        int code =
                run(
                        "--data",
                        dir.resolve("a").toString(),
                        dir.resolve("b").toString(),
                        AS_OF,
                        "--port=70000",
                        "--mappings=" + dir.resolve("c"),
                        "--without-package",
                        "--config-out=" + dir.resolve("x.yaml"));

        assertThat(code).isEqualTo(2);
        assertThat(errors()).hasSize(4);
        assertThat(errors().get(0)).contains(dir.resolve("a").toString(), "is not a folder");
        assertThat(errors().get(1)).contains(dir.resolve("b").toString());
        assertThat(errors().get(2)).contains("70000");
        assertThat(errors().get(3)).contains("--mappings");
        assertThat(dir.resolve("x.yaml")).doesNotExist();
    }

    @Test
    void aMalformedRowIsNamedAndNothingIsLeftBehind() throws IOException {
        Files.createDirectories(dir.resolve("zendesk"));
        Files.writeString(dir.resolve("zendesk/users.jsonl"), "{\"id\":1}\n");
        Path config = dir.resolve("baton.yaml");

        int code =
                run("--data", dir.toString(), AS_OF, "--without-package", "--config-out=" + config);

        assertThat(code).isEqualTo(2);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("users.jsonl:1: has no created_at");
        assertThat(config).doesNotExist();
        assertThat(out.size()).isZero();
    }

    @Test
    void changesOfAnObjectThatIsNotThereCannotBeTold() {
        Path config = dir.resolve("baton.yaml");
        int code =
                run(
                        "--data",
                        dir.toString(),
                        AS_OF,
                        "--without-package",
                        "--change-events=Account,Acount",
                        "--config-out=" + config);

        assertThat(code).isEqualTo(2);
        assertThat(errors())
                .containsExactly(
                        "sandbox: --change-events: the org has no object Acount; write its API name");
        assertThat(config).doesNotExist();
    }

    @Test
    void theProcessSaysReadyWithAWorkingConfigAndStopsCleanlyOnSigterm() throws Exception {
        Path config = dir.resolve("deep/baton.yaml");
        Process process =
                start(
                        "--data",
                        dir.toString(),
                        AS_OF,
                        "--without-package",
                        "--config-out=" + config);
        try (var reader = process.inputReader()) {
            String line = reader.readLine();

            assertThat(line).matches("ready http://127\\.0\\.0\\.1:\\d+");
            assertThat(config)
                    .content()
                    .contains("url: " + line.substring("ready ".length()) + "\n");
            process.toHandle().destroy();
            assertThat(reader.readLine()).as("nothing else on stdout").isNull();
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aTakenPortIsBadUsage() throws Exception {
        try (var taken =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int code =
                    run(
                            "--data",
                            dir.toString(),
                            AS_OF,
                            "--without-package",
                            "--config-out=" + dir.resolve("baton.yaml"),
                            "--port=" + taken.getLocalPort());

            assertThat(code).isEqualTo(2);
            assertThat(errors())
                    .singleElement()
                    .asString()
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private Process start(String... args) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dbaton.home=" + System.getProperty("baton.home"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Sandbox.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
