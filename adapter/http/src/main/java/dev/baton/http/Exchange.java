package dev.baton.http;

import dev.baton.port.AdapterException;

/**
 * Sends one call and gives its answer. Each layer of the gateway is one of these around the next.
 */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends the call and waits for its answer.
     *
     * @return the answer, whatever its status, unless a layer's job is to turn that status into a
     *     failure
     * @throws AdapterException when no usable answer came
     */
    HttpAnswer send(HttpCall call) throws AdapterException;
}
