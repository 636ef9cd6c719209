package dev.baton.sandbox.salesforce.xml;

import dev.baton.sandbox.salesforce.fault.ApiException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of a request into elements. Document types and entities are off. */
public final class XmlReader {
    private static final int MAX_DEPTH = 50;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * The root element.
     *
     * @throws ApiException XML_PARSER_ERROR for what is no XML
     */
    public static Element read(byte[] body) {
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

    private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw ApiException.badRequest("XML_PARSER_ERROR", "the request is nested too deeply");
        }
        String name = reader.getLocalName();
        String nil = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
        String type = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
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
        return new Element(
                name,
                text.toString(),
                "true".equals(nil) || "1".equals(nil),
                type == null ? "" : type.substring(type.indexOf(':') + 1),
                children);
    }
}
