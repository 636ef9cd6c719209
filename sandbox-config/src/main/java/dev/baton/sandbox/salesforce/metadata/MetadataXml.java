package dev.baton.sandbox.salesforce.metadata;

import dev.baton.sandbox.DataException;
import java.io.IOException;
import java.nio.file.Path;
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
record MetadataXml(Element element) {

    /**
     * The root of a file.
     *
     * @throws DataException if the file is not well-formed XML
     */
    static MetadataXml read(Path file) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new MetadataXml(builder.parse(file.toFile()).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new DataException(
                    file,
                    1,
                    "cannot be read as metadata (" + e.getMessage() + "); deploy it to check");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
        }
    }

    List<MetadataXml> children(String name) {
        List<MetadataXml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                found.add(new MetadataXml(child));
            }
        }
        return found;
    }

    Optional<MetadataXml> child(String name) {
        return children(name).stream().findFirst();
    }

    Optional<String> text(String name) {
        return child(name).map(MetadataXml::ownText);
    }

    String ownText() {
        return element.getTextContent().strip();
    }

    boolean flag(String name) {
        return text(name).map("true"::equals).orElse(false);
    }

    int number(String name, int absent) {
        return text(name).map(Integer::parseInt).orElse(absent);
    }
}
