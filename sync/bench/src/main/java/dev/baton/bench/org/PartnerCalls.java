package dev.baton.bench.org;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The Partner API's describe, update and retrieve. What was written last is kept and given back;
 * rows do not change their stamps by it, so that a company reads the same before and after.
 */
final class PartnerCalls {
    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                    + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns=\"urn:partner.soap.sforce.com\""
                    + " xmlns:sf=\"urn:sobject.partner.soap.sforce.com\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><";
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    /** The latest fields of every record that was written: name → text, null for empty. */
    private final Map<String, Map<String, @Nullable String>> written = new ConcurrentHashMap<>();

    /** How many records were ever written. */
    int written() {
        return written.size();
    }

    byte[] answer(byte[] envelope) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(envelope));
        while (!(xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals("Body"))) {
            // headers say nothing that matters here
        }
        xml.nextTag();
        String operation = xml.getLocalName();
        return switch (operation) {
            case "update" -> response(operation, update(xml));
            case "retrieve" -> response(operation, retrieve(texts(xml)));
            default -> throw new IllegalArgumentException("no such operation");
        };
    }

    private static byte[] response(String operation, String results) {
        return (HEAD
                        + operation
                        + "Response>"
                        + results
                        + "</"
                        + operation
                        + "Response></soapenv:Body></soapenv:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The texts of all elements up to the end of the operation. */
    private static List<String> texts(XMLStreamReader xml) throws XMLStreamException {
        var texts = new ArrayList<String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            texts.add(xml.getElementText());
        }
        return texts;
    }

    private String update(XMLStreamReader xml) throws XMLStreamException {
        var out = new StringBuilder();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            out.append("<result><id>")
                    .append(take(xml))
                    .append("</id><success>true</success></result>");
        }
        return out.toString();
    }

    /** Keeps one record's fields; gives its id. */
    private String take(XMLStreamReader xml) throws XMLStreamException {
        var fields = new LinkedHashMap<String, @Nullable String>();
        String id = "";
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            String text = xml.getElementText();
            switch (name) {
                case "type" -> {}
                case "Id" -> id = text;
                case "fieldsToNull" -> fields.put(text, null);
                default -> fields.put(name, text);
            }
        }
        written.merge(id, fields, PartnerCalls::over);
        return id;
    }

    private static Map<String, @Nullable String> over(
            Map<String, @Nullable String> before, Map<String, @Nullable String> fields) {
        var both = new LinkedHashMap<String, @Nullable String>(before);
        both.putAll(fields);
        return both;
    }

    /** The arguments are the fields, the object, then the ids. */
    private String retrieve(List<String> arguments) {
        String[] fields = arguments.get(0).split(",", -1);
        var out = new StringBuilder();
        for (String id : arguments.subList(2, arguments.size())) {
            out.append("<result xsi:type=\"sf:sObject\"><sf:type>").append(arguments.get(1));
            out.append("</sf:type><sf:Id>").append(id).append("</sf:Id>");
            Map<String, @Nullable String> kept = written.getOrDefault(id, Map.of());
            for (String field : fields) {
                if (!field.strip().equals("Id")) {
                    element(field.strip(), kept.get(field.strip()), out);
                }
            }
            out.append("</result>");
        }
        return out.toString();
    }

    private static void element(String name, @Nullable String text, StringBuilder out) {
        out.append("<sf:").append(name);
        if (text == null) {
            out.append(" xsi:nil=\"true\"/>");
            return;
        }
        out.append('>').append(text.replace("&", "&amp;").replace("<", "&lt;"));
        out.append("</sf:").append(name).append('>');
    }
}
