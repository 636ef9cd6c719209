package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.salesforce.SalesforceVendor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventControlTest {
    private static final Path HOME = Path.of(System.getProperty("baton.home", ".."));
    private final EventControl control =
            new EventControl(
                    SalesforceVendor.open(
                            List.of(),
                            new Home(HOME).orgPackage(),
                            new SandboxClock(Instant.parse("2026-03-01T12:00:00Z")),
                            "http://127.0.0.1:1"));

    private String send(String method, String body) {
        SandboxReply reply =
                control.handle(
                        new SandboxRequest(
                                method,
                                EventControl.PATH,
                                Map.of(),
                                Map.of(),
                                body.getBytes(StandardCharsets.UTF_8)));
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void objectsAreSwitchedOnAndTheirEventsCounted() {
        assertThat(send("GET", ""))
                .isEqualTo("200 {\"kept\":{},\"subscribed\":{},\"delivered\":0}");
        assertThat(send("POST", "{\"objects\":[\"account\"]}")).contains("{\"Account\":0}");
        assertThat(send("POST", "{\"gap\":\"Account\",\"ids\":[\"001*\"]}"))
                .contains("{\"Account\":1}");
        assertThat(send("POST", "{\"overflow\":\"Account\"}")).contains("{\"Account\":2}");
        assertThat(send("POST", "{\"reset\":true}")).contains("{\"Account\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"objects":["Nothing"]}                | 400 {"error":"the org has no object Nothing"}
                    {"gap":"Contact"}                      | 409 {"error":"no changes of Contact are told; switch it on"}
                    {"gap":"Contact","type":"GAP_OVERFLOW"} | 400 {"error":"type must be GAP_CREATE, GAP_UPDATE, GAP_DELETE or GAP_UNDELETE"}
                    {}                                     | 400 {"error":"send objects, gap, overflow, cut, reset or deliveries; scenarios/README.md has the orders"}
                    """)
    void anOrderThatMakesNoSenseIsRefused(String order, String answer) {
        assertThat(send("POST", order)).isEqualTo(answer);
    }
}
