package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.soql.Hit;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes one envelope. The vendor's client is strict: elements must come in the WSDL's order. */
final class SoapWriter {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String PARTNER = "urn:partner.soap.sforce.com";
    private static final String OBJECT = "urn:sobject.partner.soap.sforce.com";
    private static final String METADATA = "http://soap.sforce.com/2006/04/metadata";
    private static final String FAULT = "urn:fault.partner.soap.sforce.com";
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** What goes into the body. */
    @FunctionalInterface
    interface Content {
        void write(SoapWriter out) throws XMLStreamException;
    }

    private SoapWriter() throws XMLStreamException {
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The answer of an operation. */
    static SandboxReply response(String operation, ApiUsage usage, Content content) {
        return envelope(
                200,
                PARTNER,
                OBJECT,
                out -> {
                    out.limitInfo(usage);
                    out.xml.writeStartElement("soapenv", "Body", ENVELOPE);
                    out.xml.writeStartElement(operation + "Response");
                    content.write(out);
                });
    }

    /**
     * A fault of the API.
     *
     * @param type of the detail, e.g. InvalidFieldFault
     * @param place row and column of a query fault, null for faults that have none
     */
    static SandboxReply fault(String type, String code, String message, int @Nullable [] place) {
        return envelope(
                500,
                PARTNER,
                FAULT,
                out -> {
                    out.faultHead("sf:" + code, code + ": " + message);
                    out.xml.writeStartElement("detail");
                    out.xml.writeStartElement("sf", type, FAULT);
                    out.xml.writeAttribute("xsi", XSI, "type", "sf:" + type);
                    out.faultPart("exceptionCode", code);
                    out.faultPart("exceptionMessage", message);
                    if (place != null) {
                        out.faultPart("row", String.valueOf(place[0]));
                        out.faultPart("column", String.valueOf(place[1]));
                    }
                });
    }

    /** A fault before any operation was found. */
    static SandboxReply clientFault(String message) {
        return envelope(500, PARTNER, FAULT, out -> out.faultHead("soapenv:Client", message));
    }

    /** The answer of an operation of the Metadata API, which tells no limits. */
    static SandboxReply metadataResponse(String operation, Content content) {
        return envelope(
                200,
                METADATA,
                METADATA,
                out -> {
                    out.xml.writeStartElement("soapenv", "Body", ENVELOPE);
                    out.xml.writeStartElement(operation + "Response");
                    content.write(out);
                });
    }

    /** A fault of the Metadata API, which knows no details. */
    static SandboxReply metadataFault(String code, String message) {
        return envelope(
                500, METADATA, METADATA, out -> out.faultHead("sf:" + code, code + ": " + message));
    }

    /**
     * One document.
     *
     * @param own the namespace of what has no prefix
     * @param other the one behind the prefix sf
     */
    private static SandboxReply envelope(int status, String own, String other, Content content) {
        try {
            SoapWriter out = new SoapWriter();
            out.xml.writeStartDocument("UTF-8", "1.0");
            out.xml.writeStartElement("soapenv", "Envelope", ENVELOPE);
            out.xml.writeNamespace("soapenv", ENVELOPE);
            out.xml.writeDefaultNamespace(own);
            out.xml.writeNamespace("xsi", XSI);
            out.xml.writeNamespace("xsd", XMLConstants.W3C_XML_SCHEMA_NS_URI);
            out.xml.writeNamespace("sf", other);
            content.write(out);
            out.xml.writeEndDocument();
            out.xml.close();
            return SandboxReply.of(status, "text/xml;charset=UTF-8", out.text.toString());
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an envelope in memory can be written", e);
        }
    }

    private void faultHead(String code, String message) throws XMLStreamException {
        xml.writeStartElement("soapenv", "Body", ENVELOPE);
        xml.writeStartElement("soapenv", "Fault", ENVELOPE);
        // Fault parts are unqualified in SOAP 1.1.
        xml.writeDefaultNamespace("");
        element("faultcode", code);
        element("faultstring", message);
    }

    private void faultPart(String name, String value) throws XMLStreamException {
        xml.writeStartElement("sf", name, FAULT);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void limitInfo(ApiUsage usage) throws XMLStreamException {
        xml.writeStartElement("soapenv", "Header", ENVELOPE);
        start("LimitInfoHeader");
        start("limitInfo");
        element("current", usage.used());
        element("limit", usage.max());
        element("type", "API REQUESTS");
        end();
        end();
        end();
    }

    void start(String name) throws XMLStreamException {
        xml.writeStartElement(name);
    }

    void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** An element with text; null is written as nil. */
    void element(String name, @Nullable Object value) throws XMLStreamException {
        start(name);
        content(value);
        end();
    }

    /** One element after the other; null is written as nil. */
    void elements(Map<String, ? extends @Nullable Object> values) throws XMLStreamException {
        for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
            element(value.getKey(), value.getValue());
        }
    }

    private void content(@Nullable Object value) throws XMLStreamException {
        if (value == null) {
            xml.writeAttribute("xsi", XSI, "nil", "true");
        } else {
            xml.writeCharacters(string(value));
        }
    }

    private static String string(Object value) {
        return switch (value) {
            case BigDecimal number -> String.valueOf(number.doubleValue());
            case Instant instant -> Values.zuluText(instant);
            default -> value.toString();
        };
    }

    /**
     * Nested maps as elements in their order; lists as repeated elements; what is null is left out.
     */
    void tree(Map<String, ? extends @Nullable Object> described) throws XMLStreamException {
        for (Map.Entry<String, ? extends @Nullable Object> entry : described.entrySet()) {
            Object value = entry.getValue();
            if (value instanceof List<?> list) {
                for (Object item : list) {
                    node(entry.getKey(), item);
                }
            } else if (value != null) {
                node(entry.getKey(), value);
            }
        }
    }

    @SuppressWarnings("unchecked") // Describe builds its trees of maps with text keys only.
    private void node(String name, Object value) throws XMLStreamException {
        if (value instanceof Map<?, ?> map) {
            start(name);
            tree((Map<String, Object>) map);
            end();
        } else {
            element(name, value);
        }
    }

    void typed(String name, String type, Content content) throws XMLStreamException {
        start(name);
        xml.writeAttribute("xsi", XSI, "type", type);
        content.write(this);
        end();
    }

    /** A record in an element of that name: its type, its id twice, its fields. */
    void record(String name, @Nullable Hit hit) throws XMLStreamException {
        if (hit == null) {
            element(name, null);
            return;
        }
        typed(name, "sf:sObject", out -> out.fields(hit));
    }

    private void fields(Hit hit) throws XMLStreamException {
        field("type", hit.type());
        field("Id", hit.values().containsKey("Id") ? hit.id() : null);
        for (Map.Entry<String, @Nullable Object> value : hit.values().entrySet()) {
            switch (value.getValue()) {
                case Hit parent -> {
                    xml.writeStartElement("sf", value.getKey(), OBJECT);
                    xml.writeAttribute("xsi", XSI, "type", "sf:sObject");
                    fields(parent);
                    end();
                }
                case Hit.Children children -> children(value.getKey(), children);
                case null, default -> field(value.getKey(), value.getValue());
            }
        }
    }

    private void children(String name, Hit.Children children) throws XMLStreamException {
        xml.writeStartElement("sf", name, OBJECT);
        xml.writeAttribute("xsi", XSI, "type", "QueryResult");
        element("done", true);
        element("queryLocator", null);
        for (Hit child : children.hits()) {
            record("records", child);
        }
        element("size", children.hits().size());
        end();
    }

    private void field(String name, @Nullable Object value) throws XMLStreamException {
        xml.writeStartElement("sf", name, OBJECT);
        content(value);
        end();
    }
}
