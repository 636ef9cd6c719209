package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.session.Sessions;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an envelope into elements. Document types and entities are off. */
final class SoapReader {
    private static final int MAX_DEPTH = 50;
    private static final XMLInputFactory FACTORY = factory();

    private SoapReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The root element; throws for what is no XML. */
    static Element read(byte[] body) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                reader.nextTag();
                return element(reader, 0);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw ApiException.badRequest("XML_PARSER_ERROR", "the request is no well-formed XML");
        }
    }

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

    private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw ApiException.badRequest("XML_PARSER_ERROR", "the request is nested too deeply");
        }
        String name = reader.getLocalName();
        String nil = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
        StringBuilder text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        for (int event = reader.next();
                event != XMLStreamConstants.END_ELEMENT;
                event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return new Element(name, text.toString(), "true".equals(nil) || "1".equals(nil), children);
    }
}
