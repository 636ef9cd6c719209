package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The Lightning component's own tests, with the vendor's test kit. Needs Node and npm: skipped
 * without, but required where {@code CI=true}.
 */
class LightningTest {
    private static final NodeProject NODE = new NodeProject("lightning", "LightningTest");

    @Test
    void theLightningComponentsPassTheirOwnTests() throws Exception {
        NODE.install(
                new Home(Path.of(System.getProperty("baton.home", "."))).orgPackage(),
                List.of(
                        ".npmrc",
                        "jest.config.js",
                        "jest.labels.js",
                        "sfdx-project.json",
                        "force-app/main/default/labels",
                        "force-app/main/default/lwc"));

        NodeProject.Outcome outcome = NODE.run("npm", "test");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Test Suites: 8 passed, 8 total");
    }
}
