package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.schema.Values;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes what is told of jobs and batches, as XML or as JSON. */
final class Info {
    private static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";

    private Info() {}

    /** What goes into a root element. */
    @FunctionalInterface
    interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /**
     * One thing with its properties.
     *
     * @param name of the element; JSON has none
     */
    static SandboxReply one(
            int status, String name, Map<String, ? extends @Nullable Object> values, boolean json) {
        return json
                ? Json.reply(status, texts(values))
                : xml(status, name, out -> properties(out, values));
    }

    /** Several of a kind. */
    static SandboxReply several(
            String list, String name, List<Map<String, @Nullable Object>> all, boolean json) {
        if (json) {
            return Json.reply(200, Map.of(name, all.stream().map(Info::texts).toList()));
        }
        return xml(
                200,
                list,
                out -> {
                    for (Map<String, @Nullable Object> each : all) {
                        out.writeStartElement(name);
                        properties(out, each);
                        out.writeEndElement();
                    }
                });
    }

    private static Map<String, @Nullable Object> texts(
            Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.replaceAll(
                (name, value) ->
                        value instanceof Instant instant ? Values.dateTimeText(instant) : value);
        return all;
    }

    /** What is null is left out. */
    private static void properties(
            XMLStreamWriter out, Map<String, ? extends @Nullable Object> values)
            throws XMLStreamException {
        for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
            if (value.getValue() != null) {
                element(out, value.getKey(), text(value.getValue()));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof Instant instant ? Values.zuluText(instant) : value.toString();
    }

    static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    /** A document of the API's namespace. */
    static SandboxReply xml(int status, String root, Content content) {
        return SandboxReply.of(status, DataFormat.XML.contentType(), document(root, content));
    }

    static String document(String root, Content content) {
        try {
            StringWriter text = new StringWriter();
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement(root);
            out.writeDefaultNamespace(NAMESPACE);
            out.writeNamespace("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            content.write(out);
            out.writeEndDocument();
            out.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory can be written", e);
        }
    }
}
