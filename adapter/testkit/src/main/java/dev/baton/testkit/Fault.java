package dev.baton.testkit;

import org.jspecify.annotations.Nullable;

/** What a vendor or the wire to it does wrong. Each world says it in its vendor's own words. */
public sealed interface Fault {

    /**
     * Too many requests; nothing was carried out.
     *
     * @param retryAfter the header's value as it stands on the wire, or null for none
     */
    record Throttled(@Nullable String retryAfter) implements Fault {}

    /** The token that came with the request is no longer accepted; a new one would be. */
    record TokenExpired() implements Fault {}

    /** Signing in is refused: a wrong client id or secret. */
    record CredentialsRefused() implements Fault {}

    /**
     * The server says that it cannot serve anybody now (503). Nothing was carried out, though a
     * client cannot know that.
     */
    record Unavailable() implements Fault {}

    /** The connection is refused or cut before the request was carried out. */
    record ConnectionCut() implements Fault {}

    /** The request is carried out, then the connection dies without an answer. */
    record AnswerLost() implements Fault {}

    /** The answer's head says all is well, its body ends in the middle. */
    record BodyCut() implements Fault {}

    /** The page begins with the last row of the page before it. */
    record RowRepeated() implements Fault {}

    /** The answer sends us to another host. */
    record RedirectedElsewhere() implements Fault {}
}
