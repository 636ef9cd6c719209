package dev.baton.http;

import dev.baton.port.AdapterException;

/** Lets only calls to our origin through, before a token is put on them. */
record Guarded(Exchange next, Origin origin) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        origin.admit(call.url());
        return next.send(call);
    }
}
