package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin's first change, step by step as {@code mappings/README.md} has it. */
class FirstChangeTest {
    private static final String DEMO = "baton-demo/";
    private static final int CUSTOMERS = 60;

    @TempDir Path folder;

    @Test
    void whatTheReadmeSaysDoesWhatItSays() throws Exception {
        String section = section();
        Path demo = Demo.invented(folder.resolve("demo"), CUSTOMERS);
        Mapping.copied(SandboxProcess.home().resolve("mappings/demo"), demo.resolve("my-mappings"));
        try (var sandbox =
                SandboxProcess.serve(
                        demo.resolve("data"),
                        Demo.AS_OF,
                        demo,
                        "--mappings",
                        SandboxProcess.home().resolve("mappings/demo").toString())) {
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();

            for (MatchResult added : additions(section)) {
                append(demo.resolve(added.group(1)), added.group(2));
            }
            List<String[]> commands = commands(section, demo);
            Cli.Result preview = Cli.run(sandbox.config, commands.get(0));
            assertThat(preview.exit()).as(preview.out() + preview.err()).isZero();
            assertThat(preview.out())
                    .containsPattern("(Green|Yellow|Red) → (Green|Yellow|Red): \\d+ account");
            assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("changes"))
                    .as("a preview leaves nothing behind")
                    .isEmpty();

            takeOver(section, sandbox.config);
            Cli.Result plan = Cli.run(sandbox.config, commands.get(1));
            assertThat(changes(plan)).isEqualTo(changes(preview));
            Cli.Result sync = Cli.run(sandbox.config, commands.get(2));
            assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
            assertThat(explanations(sandbox)).anyMatch(each -> each.contains("People who come"));
            assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("changes")).isEmpty();
        }
    }

    private static String section() throws Exception {
        String readme = Files.readString(SandboxProcess.home().resolve("mappings/README.md"));
        int from = readme.indexOf("## Your first change");
        assertThat(from).isPositive();
        return readme.substring(from, readme.indexOf("\n## ", from + 1));
    }

    /** A file of the demo's folder, and the indented lines that come at its end. */
    private static List<MatchResult> additions(String section) {
        Matcher matcher =
                Pattern.compile("at the end of `baton-demo/([^`]+)`:\n\n((?: {4}.*\n)+)")
                        .matcher(section);
        List<MatchResult> additions = matcher.results().toList();
        assertThat(additions).hasSize(2);
        return additions;
    }

    private static void append(Path file, String indented) throws Exception {
        Files.writeString(file, indented.replaceAll("(?m)^ {4}", ""), StandardOpenOption.APPEND);
    }

    /** What follows {@code ./baton}, with this test's folders. */
    private static List<String[]> commands(String section, Path demo) {
        var commands = new ArrayList<String[]>();
        section.lines()
                .filter(line -> line.startsWith("    ./baton "))
                .map(line -> line.strip().substring("./baton ".length()))
                .map(line -> line.replace(" --config baton-demo/baton.yaml", ""))
                .map(line -> line.replace("plan.json", demo.resolve("plan.json").toString()))
                .map(line -> line.replace(DEMO, demo + "/"))
                .forEach(line -> commands.add(line.split(" ", -1)));
        assertThat(commands).hasSize(3);
        return commands;
    }

    private static void takeOver(String section, Path config) throws Exception {
        assertThat(section).contains("\n    mappings: my-mappings\n");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst("(?m)^mappings: .*$", "mappings: my-mappings"));
    }

    /** All but what it cost to read, which may be less the second time. */
    private static String changes(Cli.Result plan) {
        return plan.out().substring(0, plan.out().indexOf("\ncalls:"));
    }

    private static List<String> explanations(SandboxProcess sandbox) throws Exception {
        var explanations = new ArrayList<String>();
        for (JsonNode account : sandbox.records("Account")) {
            explanations.add(account.path("Baton_Explanation__c").asText());
        }
        return explanations;
    }
}
