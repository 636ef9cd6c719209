package dev.baton.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What most tests begin with. */
final class Fixtures {
    static final String ORIGIN = "https://acme.example.com";

    private Fixtures() {}

    static Seams seams(VirtualTime time, Exchange wire) {
        return new Seams(time, time, new Random(7), wire);
    }

    /** Over real sockets, quick to give up, one try. */
    static GatewaySettings impatient(String origin) {
        return GatewaySettings.forOrigin(origin)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3))
                .withRetry(RetryPolicy.never());
    }

    static HttpCall post(String url, boolean repeatable) {
        byte[] body = "{\"Name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        return HttpCall.post(url, "application/json", body, repeatable);
    }

    /** The failure that sending ends in. */
    static AdapterException failure(Exchange exchange, HttpCall call) {
        return Objects.requireNonNull(
                catchThrowableOfType(AdapterException.class, () -> exchange.send(call)),
                "the call did not fail");
    }

    /** Starts the work in so many threads at once, and hands on what the first of them threw. */
    static <T> List<T> inParallel(int threads, Callable<T> work)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> done : executor.invokeAll(Collections.nCopies(threads, work))) {
                results.add(done.get());
            }
        }
        return results;
    }
}
