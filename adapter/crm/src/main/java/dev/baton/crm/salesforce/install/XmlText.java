package dev.baton.crm.salesforce.install;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes XML of the Metadata API. */
final class XmlText {
    private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

    private XmlText() {}

    /**
     * A whole file.
     *
     * @param inner well-formed, without a declaration
     */
    static String document(String root, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
                + root
                + " xmlns=\""
                + NAMESPACE
                + "\">"
                + inner.stripTrailing()
                + "\n</"
                + root
                + ">\n";
    }

    /** An element on a line of its own. */
    static String element(String tag, String inner) {
        return "\n    <" + tag + ">" + inner + "</" + tag + ">";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What stands in an element that has no attributes and no mixed content, written anew. */
    static String inner(Element element) {
        var text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                text.append('<').append(child.getTagName()).append('>');
                text.append(inner(child));
                text.append("</").append(child.getTagName()).append('>');
            } else if (node.getNodeType() == Node.TEXT_NODE
                    || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(escaped(node.getTextContent()));
            }
        }
        return text.toString();
    }
}
