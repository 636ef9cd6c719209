package dev.baton.http;

import dev.baton.port.AdapterException;
import java.util.concurrent.Semaphore;

/**
 * Lets only so many calls onto the wire at a time. Waiting for a slot has no limit of its own: each
 * call before us is ended by its call timeout.
 */
record Narrow(Exchange next, Semaphore slots) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            throw Failures.interrupted(e);
        }
        try {
            return next.send(call);
        } finally {
            slots.release();
        }
    }
}
