package dev.baton.sandbox.salesforce.faults;

import java.time.Duration;

/** What becomes of a call that is hit. */
sealed interface CallEffect {

    /** An answer of the vendor's edge, in HTML or empty; nothing is done. */
    record Page(int status, String html) implements CallEffect {}

    /** A refusal of the API's, in the form of the protocol that was spoken; nothing is done. */
    record Refuse(int status, String code, String message) implements CallEffect {}

    /** The session ends before the call is looked at. */
    record EndSession() implements CallEffect {}

    /** All locators of queries are forgotten before the call is looked at. */
    record ForgetLocators() implements CallEffect {}

    /** The connection ends; nothing is done. */
    record DropBefore() implements CallEffect {}

    /** All is done, then the connection ends without an answer. */
    record DropAfter() implements CallEffect {}

    /**
     * All is done, but the connection ends within the answer's body.
     *
     * @param bytes that still arrive; -1 for half of them
     */
    record Cut(int bytes) implements CallEffect {}

    /** All is done, and the answer waits in real time. */
    record Slow(Duration by) implements CallEffect {}
}
