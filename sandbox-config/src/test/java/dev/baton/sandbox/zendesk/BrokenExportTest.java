package dev.baton.sandbox.zendesk;

import static dev.baton.sandbox.zendesk.HelpdeskFixture.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sandbox.DataException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenExportTest {
    private static final String GOOD =
            "{\"id\":1,\"name\":\"A\",\"created_at\":\"2014-01-01T00:00:00Z\"}";

    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":2 | is not valid JSON",
                "{\"id\":2,\"id\":3} | is not valid JSON",
                "{\"id\":2,\"created_at\":\"2014-01-01T00:00:00Z\"} {} | is not valid JSON",
                "[2] | is not a JSON object",
                "{\"name\":\"B\",\"created_at\":\"2014-01-01T00:00:00Z\"} | has no id",
                "{\"id\":\"2\",\"created_at\":\"2014-01-01T00:00:00Z\"} | has no id",
                "{\"id\":0,\"created_at\":\"2014-01-01T00:00:00Z\"} | has no id",
                "{\"id\":2} | has no created_at",
                "{\"id\":2,\"created_at\":\"yesterday\"} | created_at is not an instant",
                "{\"id\":2,\"created_at\":\"2014-01-01T00:00:00Z\",\"updated_at\":17} | updated_at is not an instant",
                "{\"id\":1,\"created_at\":\"2014-01-01T00:00:00Z\"} | id 1 is already taken",
            })
    void aMalformedLineIsNamedWithItsFile(String line, String what) {
        export(dir, "organizations.jsonl", GOOD, "", line);

        assertThatThrownBy(() -> HelpdeskData.load(List.of(dir)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(dir.resolve("zendesk/organizations.jsonl") + ":3: ")
                .hasMessageContaining(what);
    }

    @Test
    void theSameIdInTwoFoldersIsRefused(@TempDir Path other) {
        export(dir, "organizations.jsonl", GOOD);
        export(other, "organizations.jsonl", GOOD);

        assertThatThrownBy(() -> HelpdeskData.load(List.of(dir, other)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(dir.resolve("zendesk/organizations.jsonl") + ":1");
    }

    @Test
    void aVersionWithoutItsTimestampIsRefused() {
        export(dir, "timeline.jsonl", GOOD);

        assertThatThrownBy(() -> HelpdeskData.load(List.of(dir)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("timeline.jsonl:1: has no generated_timestamp");
    }

    @Test
    void theMessageNeverQuotesTheLine() {
        export(dir, "organizations.jsonl", "{\"id\":2,\"name\":secret-name}");

        assertThatThrownBy(() -> HelpdeskData.load(List.of(dir)))
                .isInstanceOf(DataException.class)
                .message()
                .doesNotContain("secret-name");
    }

    @Test
    void missingFilesAreFine() {
        HelpdeskData data = HelpdeskData.load(List.of(dir));

        assertThat(data.events()).isEmpty();
        assertThat(data.tickets().at(java.time.Instant.parse("2014-01-04T00:00:00Z")).current())
                .isEmpty();
    }
}
