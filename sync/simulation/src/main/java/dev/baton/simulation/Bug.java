package dev.baton.simulation;

import dev.baton.core.plan.Brake;
import dev.baton.engine.store.StateStore;
import dev.baton.http.Exchange;
import dev.baton.port.Sink;
import dev.baton.port.Source;

/** A mistake planted at the seams, to see whether the simulation finds it. */
interface Bug {
    /** The product as it is. */
    Bug NONE = new Bug() {};

    default StateStore around(StateStore store, World world) {
        return store;
    }

    default Exchange around(Exchange wire, World world) {
        return wire;
    }

    default Source around(Source source, World world) {
        return source;
    }

    default Sink around(Sink sink, World world) {
        return sink;
    }

    default Brake brake(Brake usual) {
        return usual;
    }

    default boolean heedsPause() {
        return true;
    }
}
