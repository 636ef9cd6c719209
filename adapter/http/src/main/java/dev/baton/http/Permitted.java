package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WritePermit;

/** Asks before every try whether the call is still wanted. */
record Permitted(Exchange next, WritePermit permit) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        if (!permit.holds()) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    Failures.WITHDRAWN,
                    "the leave to write was withdrawn meanwhile; nothing was sent",
                    null);
        }
        return next.send(call);
    }
}
