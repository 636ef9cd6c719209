package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as users start it, with a smaller company. */
class DemoTest {
    private static final String SEED = "2";

    @TempDir static Path folder;
    private static Ended first = new Ended(-1, "");

    private record Ended(int exit, String text) {}

    @BeforeAll
    static void play() throws Exception {
        first = demo("--seed", SEED, "--customers", "70");
    }

    @AfterAll
    static void stop() throws Exception {
        demo("--stop");
    }

    private static Ended demo(String... more) throws Exception {
        return inFolder("demo", more);
    }

    private static Ended inFolder(String name, String... more) throws Exception {
        Path text = folder.resolve("out.txt");
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dbaton.home=" + SandboxProcess.home(),
                                "-Dbaton.app.path=" + classPath(),
                                "-jar",
                                SandboxProcess.home()
                                        .resolve("sandbox-config/target/baton-sandbox.jar")
                                        .toString(),
                                "demo"));
        command.addAll(List.of("--dir", name));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(text.toFile())
                        .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the demo ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(text, StandardCharsets.UTF_8));
    }

    /** Of the application under test; its jar is made only after the tests. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Test
    void itEndsWellAndShowsEveryCommandAsOneTypesIt() {
        assertThat(first.exit()).as(first.text()).isZero();
        assertThat(first.text())
                .containsSubsequence(
                        "$ ./baton check --config demo/baton.yaml\n",
                        "$ ./baton plan --config demo/baton.yaml\n",
                        "$ ./baton sync --config demo/baton.yaml\n",
                        "$ ./baton accounts --config demo/baton.yaml | head -14\n",
                        "$ ./baton explain 'Quillmere Foods' --config demo/baton.yaml\n",
                        "$ ./baton sync --config demo/baton.yaml\n",
                        " 0 touched, 0 field changes",
                        "0 records written, 0 failed, 0 quarantined");
        assertThat(first.text()).doesNotContain("warning  ", "error  ");
    }

    @Test
    void everyStoryIsToldByItsSigns() {
        assertThat(story("Tarnhelm Freight")).contains("Champions who left 1");
        assertThat(story("Quillmere Foods")).contains("Weekly active users, share kept 0.");
        assertThat(story("Orvandel Robotics")).containsAnyOf("Urgent tickets", "good ratings");
    }

    /** Four were won since handoffs began; what their sellers never write down is missing. */
    @Test
    void newCustomersAreHandedOverWithTheirGaps() throws Exception {
        Cli.Result list = Cli.run(folder.resolve("demo/baton.yaml"), "handoffs", "--json");
        assertThat(list.exit()).as(list.err()).isZero();
        assertThat(list.json().get("handoffs")).hasSize(4);
        list.json()
                .get("handoffs")
                .forEach(
                        each -> {
                            assertThat(each.get("status").asText()).isEqualTo("waiting");
                            assertThat(each.get("gaps").findValuesAsText("item"))
                                    .contains("goals", "success")
                                    .doesNotContain("seats", "amount");
                        });
    }

    /** What is said of it at the end. */
    private String story(String account) {
        String from = first.text().substring(first.text().lastIndexOf("\n" + account + ". "));
        return from.substring(0, from.indexOf("\n\n", 1));
    }

    @Test
    void theScoreTellsLeaversFromStayersBetterThanChanceAndNotTooWell() {
        String line =
                first.text()
                        .lines()
                        .filter(each -> each.startsWith("AUC "))
                        .findFirst()
                        .orElseThrow();
        assertThat(Double.parseDouble(line.substring(4, 8))).as(line).isBetween(0.6, 0.95);
    }

    @Test
    void theSandboxGoesOnServingAndNoSecondOneIsLeftBehind() throws Exception {
        long before = pid();
        assertThat(ProcessHandle.of(before)).isPresent();
        Cli.Result status = Cli.run(folder.resolve("demo/baton.yaml"), "accounts", "--json");
        assertThat(status.exit()).isZero();

        Ended second = demo("--seed", "3", "--customers", "10");

        assertThat(second.exit()).as(second.text()).isZero();
        assertThat(pid()).isNotEqualTo(before);
        assertThat(ProcessHandle.of(before).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        assertThat(demo("--stop").text()).contains("the sandbox is stopped");
        assertThat(demo("--stop").text()).contains("no sandbox of demo was running");
    }

    private static long pid() throws Exception {
        return Long.parseLong(
                Files.readString(folder.resolve("demo/sandbox.pid")).split(" ", -1)[0]);
    }

    @Test
    void aFolderItDidNotMakeIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("theirs"));
        Files.writeString(folder.resolve("theirs/mine.txt"), "mine");
        Ended refused = inFolder("theirs");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.text()).contains("theirs exists and was not made by the demo");
    }
}
