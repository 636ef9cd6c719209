package dev.baton.http;

import dev.baton.port.AdapterException;

/** Sends no token; where the vendor wants one all the same, it refuses our credentials. */
record Anonymous(Exchange next, ErrorTable errors) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        HttpAnswer answer = next.send(call);
        if (errors.judge(answer) instanceof Verdict.RenewToken expired) {
            throw SignedIn.refused(expired);
        }
        return answer;
    }
}
