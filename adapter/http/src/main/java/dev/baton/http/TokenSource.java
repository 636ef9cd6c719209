package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.Secret;

/** The token we sign in with. Thread-safe; renewal is single-flight and rate-limited. */
public interface TokenSource {

    /** The token in force, fetched when there is none yet. */
    Secret current() throws AdapterException;

    /**
     * A token other than the rejected one: fetches a new one only if nobody else has since.
     *
     * @param rejected the token that the vendor refused
     */
    Secret renew(Secret rejected) throws AdapterException;

    /**
     * Tells that a token was refused right after it was fetched, so that it is no use to fetch
     * another one soon.
     *
     * @param fresh the token that the vendor refused
     */
    default void refused(Secret fresh) {}
}
