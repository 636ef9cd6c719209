package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulated CRM against jsforce, so that what this project misreads in the vendor's
 * documentation is not mirrored on both sides. Needs Node and npm: skipped without, but required
 * where {@code CI=true}.
 */
class JsforceTest {
    private static final int ACCOUNTS = 2_345;
    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "."), "src", "test", "node");
    private static final List<String> SCRIPTS = List.of("check.mjs", "deploy.mjs");
    private static final NodeProject NODE = new NodeProject("jsforce", "JsforceTest");

    @TempDir Path dir;

    @Test
    void jsforceWorksWithTheSimulatedOrg() throws Exception {
        NODE.install(SOURCES, SCRIPTS);
        writeExport();

        NodeProject.Outcome outcome;
        try (Sandbox sandbox = Sandbox.start(settings(home().orgPackage()))) {
            outcome = NODE.run("node", "check.mjs", sandbox.url(), Integer.toString(ACCOUNTS));
        }

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output().lines().filter(line -> line.startsWith("ok "))).hasSize(19);
    }

    @Test
    void jsforceDeploysThePackage() throws Exception {
        NODE.install(SOURCES, SCRIPTS);
        Path zip = dir.resolve("package.zip");
        MetadataZip.write(home().orgPackage().resolve("force-app/main/default"), zip);

        NodeProject.Outcome outcome;
        try (Sandbox sandbox = Sandbox.start(settings(null))) {
            outcome = NODE.run("node", "deploy.mjs", sandbox.url(), zip.toString());
        }

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output().lines().filter(line -> line.startsWith("ok "))).hasSize(9);
    }

    private static Home home() {
        return new Home(Path.of(System.getProperty("baton.home", ".")));
    }

    private Settings settings(@Nullable Path orgPackage) {
        return new Settings(
                List.of(dir),
                Instant.parse("2014-01-04T00:00:00Z"),
                0,
                dir.resolve("baton.yaml"),
                dir,
                orgPackage,
                6_000,
                0,
                Host.Kind.WIREMOCK,
                List.of(),
                null,
                List.of());
    }

    private void writeExport() throws IOException {
        var csv = new StringBuilder("Id,Name,CreatedDate\n");
        for (int i = 1; i <= ACCOUNTS; i++) {
            csv.append(
                    "001%012d%s,Customer %d,2013-01-01T00:00:00.000Z\n"
                            .formatted(i, suffix("001%012d".formatted(i)), i));
        }
        Files.createDirectories(dir.resolve("salesforce"));
        Files.writeString(dir.resolve("salesforce/Account.csv"), csv);
    }

    /**
     * The three letters that tell upper from lower case in an 18-character id: five characters
     * each, lowest bit first.
     */
    private static String suffix(String id) {
        var suffix = new StringBuilder();
        for (int part = 0; part < 3; part++) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                bits |= Character.isUpperCase(id.charAt(5 * part + i)) ? 1 << i : 0;
            }
            suffix.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".charAt(bits));
        }
        return suffix.toString();
    }
}
