package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.sandbox.salesforce.SalesforceVendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioControlTest {
    private static final Path HOME = Path.of(System.getProperty("baton.home", ".."));

    @TempDir Path dir;

    private final SandboxClock clock = new SandboxClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ScenarioControl control =
            new ScenarioControl(
                    SalesforceVendor.open(
                            List.of(), new Home(HOME).orgPackage(), clock, "http://127.0.0.1:1"));

    private String send(String method, String body) {
        SandboxReply reply =
                control.handle(
                        new SandboxRequest(
                                method,
                                ScenarioControl.PATH,
                                Map.of(),
                                Map.of(),
                                body.getBytes(StandardCharsets.UTF_8)));
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "bad-day, 11",
        "locked-rows, 1",
        "validation-rules, 2",
        "bulk-stalls, 5",
        "limits, 1"
    })
    void theShippedScenariosCanBePlayed(String name, int faults) {
        control.play(HOME.resolve("sandbox-config/scenarios/" + name + ".yaml"));

        String left = send("GET", "");
        assertThat(left).startsWith("200 {\"name\":\"" + name.replace('-', ' ') + "\"");
        assertThat(left.split("\"fault\":", -1)).hasSize(faults + 1);
    }

    @Test
    void aScenarioIsBegunToldAndEnded() {
        assertThat(send("POST", "{name: x, faults: [{fault: slow, times: 3}]}"))
                .isEqualTo(
                        "200 {\"name\":\"x\",\"faults\":[{\"fault\":\"slow\",\"line\":1,\"seen\":0,\"hit\":0,\"over\":false}]}");
        assertThat(send("DELETE", "")).isEqualTo("200 {\"name\":\"\",\"faults\":[]}");
        assertThat(send("GET", "")).isEqualTo("200 {\"name\":\"\",\"faults\":[]}");
        assertThat(send("PUT", "")).startsWith("405 ");
    }

    @Test
    void aScenarioThatCannotBePlayedIsRefusedWithItsLine() throws IOException {
        assertThat(send("POST", "name: x\nfaults:\n- fault: nonsense\n"))
                .startsWith("400 {\"error\":\"line 3: fault must be one of ");
        Path file = Files.writeString(dir.resolve("s.yaml"), "name: x\nfaults: 3\n");
        assertThatThrownBy(() -> control.play(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ":2: faults must be a list");
    }
}
