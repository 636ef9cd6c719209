package dev.baton.crm.salesforce.install;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * One XML file of the package. It is read with a parser, and taken over as text: the white space of
 * a formula is part of it.
 *
 * @param root the parsed root element
 * @param inner what stands in it, as it was written
 */
record MetadataFile(Element root, String inner) {

    /**
     * Reads a file.
     *
     * @param path told when it is none
     */
    static MetadataFile of(String path, String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            Element root =
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            return new MetadataFile(root, inner(root.getTagName(), text));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException(path + ": no well-formed XML", e);
        }
    }

    private static String inner(String tag, String text) {
        Matcher start = Pattern.compile("<" + Pattern.quote(tag) + "(\\s[^>]*)?>").matcher(text);
        int end = text.lastIndexOf("</" + tag + ">");
        return start.find() && end >= start.end() ? text.substring(start.end(), end) : "";
    }

    String tag() {
        return root.getTagName();
    }

    /** The text of a child that may be missing. */
    Optional<String> text(String tag) {
        return children(root, tag).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst();
    }

    List<Element> children(String tag) {
        return children(root, tag);
    }

    static List<Element> children(Element parent, String tag) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                found.add(element);
            }
        }
        return found;
    }
}
