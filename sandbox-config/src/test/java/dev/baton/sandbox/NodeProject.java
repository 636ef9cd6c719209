package dev.baton.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Node project run from a copy under {@code target}, with the packages of its lock file. Without
 * Node, npm or the packages a test is skipped, and says so; where {@code CI=true} it fails.
 */
final class NodeProject {
    private final Path work;
    private final String needs;

    /**
     * A project.
     *
     * @param name of its folder under {@code target}
     * @param needs the test that says so when it is skipped
     */
    NodeProject(String name, String needs) {
        this.work = Path.of(System.getProperty("basedir", "."), "target", name);
        this.needs = needs;
    }

    /** What a program said, both streams, and its exit code. */
    record Outcome(int code, String output) {}

    /**
     * Copies the project and installs its packages, once a lock file; later runs find it done.
     *
     * @param content files and folders of the project besides package.json and package-lock.json
     */
    void install(Path sources, List<String> content) throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path lock = work.resolve("package-lock.json");
        boolean installed =
                Files.exists(work.resolve("node_modules/.package-lock.json"))
                        && Files.mismatch(lock, sources.resolve("package-lock.json")) == -1;
        requireOrSkip("node", "--version");
        for (String name : content) {
            replace(sources.resolve(name), work.resolve(name));
        }
        for (String name : List.of("package.json", "package-lock.json")) {
            replace(sources.resolve(name), work.resolve(name));
        }
        if (!installed) {
            requireOrSkip("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "run", ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Outcome(process.exitValue(), text);
    }

    private void requireOrSkip(String... command) throws InterruptedException {
        String reason;
        try {
            Outcome outcome = run(command);
            if (outcome.code() == 0) {
                return;
            }
            reason = outcome.output();
        } catch (IOException e) {
            reason = e.getMessage();
        }
        String what = "'" + String.join(" ", command) + "' failed: " + reason;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(what);
        }
        System.out.println(
                "SKIPPED: "
                        + needs
                        + " needs Node, npm and the packages of its lock file; "
                        + what);
        Assumptions.abort(what);
    }

    /** A copy with nothing in it that the source no longer has. */
    private static void replace(Path from, Path to) throws IOException {
        delete(to);
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.toAbsolutePath().getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.isDirectory(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
