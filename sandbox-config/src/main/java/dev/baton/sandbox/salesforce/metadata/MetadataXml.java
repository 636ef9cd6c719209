package dev.baton.sandbox.salesforce.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
