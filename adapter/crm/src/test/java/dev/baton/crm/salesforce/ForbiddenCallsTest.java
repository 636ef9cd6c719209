package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What force-wsc offers and must not be used for: each of these leaks the session or locks users.
 */
class ForbiddenCallsTest {
    private static final List<String> FORBIDDEN =
            List.of(
                    "setTraceMessage", // prints bodies, and the session in them
                    "setTraceFile",
                    ".login(", // gone from API 65 on
                    ".logout(", // ends the session of everybody who shares the user
                    "setSessionRenewer",
                    "Connector.newConnection",
                    "HttpURLConnection",
                    "System.out",
                    "System.err",
                    "printStackTrace",
                    "Instant.now(",
                    "setCaptureHtmlExceptionResponse");

    @Test
    void noneOfThemStandsInTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(20);
            for (Path source : sources) {
                assertThat(Files.readString(source)).as("%s", source).doesNotContain(FORBIDDEN);
            }
        }
    }
}
