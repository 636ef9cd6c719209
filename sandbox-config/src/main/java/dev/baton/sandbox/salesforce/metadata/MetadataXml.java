package dev.baton.sandbox.salesforce.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One element of a metadata file, with the few questions that metadata asks. */
public record MetadataXml(Element element) {

    /**
     * The root of a document.
     *
     * @throws ComponentProblem if the text is no well-formed XML; document types are refused
     */
    public static MetadataXml read(byte[] document) throws ComponentProblem {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new MetadataXml(
                    builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new ComponentProblem("Error parsing file: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
        }
    }

    /**
     * What the element holds, as text that is the same however its file was laid out: no blanks
     * between elements, no comments, no namespaces but that of a type.
     *
     * @param leftOut names of children that are not told
     */
    public String source(Predicate<String> leftOut) {
        StringBuilder out = new StringBuilder();
        for (MetadataXml child : children()) {
            if (!leftOut.test(child.name())) {
                child.write(out);
            }
        }
        return out.toString();
    }

    /** An element that holds what {@link #source} told of another. */
    public static MetadataXml holding(String source) {
        String document =
                "<source xmlns:xsi=\""
                        + XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI
                        + "\">"
                        + source
                        + "</source>";
        try {
            return read(document.getBytes(StandardCharsets.UTF_8));
        } catch (ComponentProblem e) {
            throw new IllegalStateException("was read from a file", e);
        }
    }

    private void write(StringBuilder out) {
        String type = element.getAttribute("xsi:type");
        out.append('<').append(name());
        if (!type.isEmpty()) {
            out.append(" xsi:type=\"").append(escaped(type)).append('"');
        }
        out.append('>');
        List<MetadataXml> children = children();
        if (children.isEmpty()) {
            out.append(escaped(ownText()));
        } else {
            children.forEach(child -> child.write(out));
        }
        out.append("</").append(name()).append('>');
    }

    /** Text as XML holds it. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The root element's name. */
    public String name() {
        return element.getTagName();
    }

    public List<MetadataXml> children() {
        List<MetadataXml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                found.add(new MetadataXml(child));
            }
        }
        return found;
    }

    public List<MetadataXml> children(String name) {
        return children().stream().filter(child -> child.name().equals(name)).toList();
    }

    public Optional<MetadataXml> child(String name) {
        return children(name).stream().findFirst();
    }

    public Optional<String> text(String name) {
        return child(name).map(MetadataXml::ownText);
    }

    /**
     * The text of a child that must be there.
     *
     * @throws ComponentProblem if it is missing or empty
     */
    String required(String name) throws ComponentProblem {
        return text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ComponentProblem("Required field is missing: " + name));
    }

    boolean says(String name, String value) {
        return text(name).map(value::equals).orElse(false);
    }

    public String ownText() {
        return element.getTextContent().strip();
    }

    public boolean flag(String name) {
        return text(name).map("true"::equals).orElse(false);
    }

    /**
     * A child that holds a whole number.
     *
     * @throws ComponentProblem if it holds something else
     */
    int number(String name, int absent) throws ComponentProblem {
        String text = text(name).orElse(String.valueOf(absent));
        if (!text.matches("\\d{1,9}")) {
            throw new ComponentProblem("Error parsing file: '" + text + "' is no value of " + name);
        }
        return Integer.parseInt(text);
    }
}
