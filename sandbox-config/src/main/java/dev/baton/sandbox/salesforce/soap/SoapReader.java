package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.xml.Element;
import org.jspecify.annotations.Nullable;

/** What an envelope calls, and in whose session. */
final class SoapReader {
    private SoapReader() {}

    /** The operation that an envelope calls. */
    static Element call(Element envelope) {
        return envelope.child("Body")
                .flatMap(body -> body.children().stream().findFirst())
                .orElseThrow(
                        () -> ApiException.badRequest("XML_PARSER_ERROR", "the Body is empty"));
    }

    /**
     * Whose session the header names, 18 characters.
     *
     * @throws ApiException INVALID_SESSION_ID
     */
    static String user(Element envelope, Sessions sessions) {
        String session =
                envelope.child("Header")
                        .flatMap(header -> header.child("SessionHeader"))
                        .flatMap(header -> header.text("sessionId"))
                        .orElse(null);
        return sessions.user(session)
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_SESSION_ID",
                                        "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session key: "
                                                + shortened(session)));
    }

    private static String shortened(@Nullable String session) {
        return session == null ? "null" : session.substring(0, Math.min(15, session.length()));
    }
}
