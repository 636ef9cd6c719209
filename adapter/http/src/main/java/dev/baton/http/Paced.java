package dev.baton.http;

import dev.baton.port.AdapterException;

/** Waits for its turn before each call. */
record Paced(Exchange next, Pace pace) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        try {
            pace.await();
        } catch (InterruptedException e) {
            throw Failures.interrupted(e);
        }
        return next.send(call);
    }
}
