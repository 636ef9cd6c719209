package dev.baton.http;

import dev.baton.port.AdapterException;
import java.util.Set;

/**
 * Turns a redirect into a failure: it would carry tokens and records to whatever host the answer
 * names. 300 and 304 are left to the vendor's table, for they name no other place to go (Salesforce
 * answers 300 where an external id matches several records).
 */
record Redirectless(Exchange next) implements Exchange {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 305, 306, 307, 308);

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        HttpAnswer answer = next.send(call);
        if (REDIRECTS.contains(answer.status())) {
            throw Failures.unusable(
                    call,
                    Failures.REDIRECT_REFUSED,
                    "the system points to another address: check the one that is configured");
        }
        return answer;
    }
}
