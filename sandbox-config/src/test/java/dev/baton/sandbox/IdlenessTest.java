package dev.baton.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdlenessTest {
    private static final SandboxRequest REQUEST =
            new SandboxRequest("GET", "/", Map.of(), Map.of(), new byte[0]);

    @Test
    void everyRequestEndsIt() throws Exception {
        var idleness = new Idleness(request -> SandboxReply.json(200, "{}"));
        Thread.sleep(30);
        Duration before = idleness.length();
        SandboxReply reply = idleness.handle(REQUEST);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(before).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(idleness.length()).isLessThan(before);
    }
}
