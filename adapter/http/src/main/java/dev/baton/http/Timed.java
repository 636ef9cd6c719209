package dev.baton.http;

import dev.baton.port.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one debug line a try: method, path without query, status or code, milliseconds. */
record Timed(Exchange next, InstantSource clock) implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger("dev.baton.http");

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        Instant begun = clock.instant();
        String result = "failed";
        try {
            HttpAnswer answer = next.send(call);
            result = Integer.toString(answer.status());
            return answer;
        } catch (AdapterException failure) {
            result = failure.code();
            throw failure;
        } finally {
            long millis = Duration.between(begun, clock.instant()).toMillis();
            LOG.debug("{} {} {} {} ms", call.method(), call.path(), result, millis);
        }
    }
}
