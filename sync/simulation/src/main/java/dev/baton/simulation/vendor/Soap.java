package dev.baton.simulation.vendor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The Partner API's describe, update, upsert and retrieve; also the create that we never send, for
 * the sake of those who would.
 */
final class Soap {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** Not shared: histories are played at once, and a factory is for one thread. */
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    private final Org org;
    private final Consumer<Written> watch;
    private final Consumer<String> refused;
    private final Consumer<String> read;
    private final Map<String, String> refusals = new HashMap<>();

    Soap(Org org, Consumer<Written> watch, Consumer<String> refused, Consumer<String> read) {
        this.refused = refused;
        this.read = read;
        this.org = org;
        this.watch = watch;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    /** Codes with which rows are refused once, by id or key. */
    Map<String, String> refusals() {
        return refusals;
    }

    Reply handle(byte[] envelope, String session) {
        try {
            XMLStreamReader request =
                    xml.createXMLStreamReader(new ByteArrayInputStream(envelope), "UTF-8");
            String sent = "";
            while (!(request.next() == XMLStreamConstants.START_ELEMENT
                    && request.getLocalName().equals("Body"))) {
                if (request.isStartElement() && request.getLocalName().equals("sessionId")) {
                    sent = request.getElementText();
                }
            }
            return sent.equals(session)
                    ? operation(request)
                    : fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader");
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("the request is no XML", e);
        }
    }

    private Reply operation(XMLStreamReader xml) throws XMLStreamException {
        xml.nextTag();
        String operation = xml.getLocalName();
        return switch (operation) {
            case "update", "create" -> response(operation, save(xml, null));
            case "upsert" -> {
                xml.nextTag();
                yield response(operation, save(xml, xml.getElementText()));
            }
            case "retrieve" -> retrieve(texts(xml));
            default -> throw new IllegalArgumentException("no such operation: " + operation);
        };
    }

    private static List<String> texts(XMLStreamReader xml) throws XMLStreamException {
        var texts = new ArrayList<String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            texts.add(xml.getElementText());
        }
        return texts;
    }

    private String save(XMLStreamReader xml, @Nullable String key) throws XMLStreamException {
        var out = new StringBuilder();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            out.append(row(xml, key));
        }
        return out.toString();
    }

    private String row(XMLStreamReader xml, @Nullable String key) throws XMLStreamException {
        var values = new TreeMap<String, @Nullable String>();
        String object = "";
        String id = null;
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            boolean nil = "true".equals(xml.getAttributeValue(XSI, "nil"));
            String text = xml.getElementText();
            switch (name) {
                case "type" -> object = text;
                case "Id" -> id = nil ? id : text;
                case "fieldsToNull" -> values.put(text, null);
                default -> values.put(name, nil ? null : text);
            }
        }
        return key == null ? update(object, id, values) : upsert(object, key, values);
    }

    private String update(
            String object, @Nullable String id, Map<String, @Nullable String> values) {
        Row row = id == null ? null : org.rows(object).get(id);
        watch.accept(new Written(object, null, id, row, values));
        if (id == null) {
            return saved(org.create(object, values), null);
        }
        if (row == null || row.deleted()) {
            return refused("ENTITY_IS_DELETED", id);
        }
        return write(object, id, id, values, null);
    }

    private String upsert(String object, String key, Map<String, @Nullable String> values) {
        String name = values.get(key);
        Row row = name == null ? null : org.byKey(object, key, name).orElse(null);
        watch.accept(new Written(object, key, name, row, values));
        if (row != null) {
            return write(object, row.id(), String.valueOf(name), values, false);
        }
        String refusal = refusals.remove(String.valueOf(name));
        if (refusal != null) {
            return refused(refusal, String.valueOf(name));
        }
        var all = new TreeMap<String, @Nullable String>(values);
        all.putIfAbsent("Status", "Not Started");
        String id = org.create(object, all);
        org.by(Crm.USER, object, id);
        return saved(id, true);
    }

    private String write(
            String object,
            String id,
            String name,
            Map<String, @Nullable String> values,
            @Nullable Boolean created) {
        if (org.isLocked(id)) {
            return refused("UNABLE_TO_LOCK_ROW", id);
        }
        String refusal = refusals.remove(name);
        if (refusal != null) {
            return refused(refusal, name);
        }
        org.update(object, id, values);
        org.by(Crm.USER, object, id);
        return saved(id, created);
    }

    private static String saved(String id, @Nullable Boolean created) {
        return "<result>"
                + (created == null ? "" : "<created>" + created + "</created>")
                + "<id>"
                + id
                + "</id><success>true</success></result>";
    }

    private String refused(String code, String name) {
        if (!code.equals("UNABLE_TO_LOCK_ROW")) {
            refused.accept(name);
        }
        return "<result><errors><message>"
                + Texts.xml("refused: " + name)
                + "</message><statusCode>"
                + code
                + "</statusCode></errors><id xsi:nil=\"true\"/><success>false</success></result>";
    }

    /** The arguments are the fields, the object, then the ids. */
    private Reply retrieve(List<String> arguments) {
        String object = arguments.get(1);
        List<String> fields = List.of(arguments.get(0).split(","));
        var out = new StringBuilder();
        for (String id : arguments.subList(2, arguments.size())) {
            Row row = org.rows(object).get(id);
            read.accept(id);
            if (row == null || row.deleted()) {
                out.append("<result xsi:nil=\"true\"/>");
            } else {
                record(object, row, fields, out);
            }
        }
        return response("retrieve", out.toString());
    }

    private static void record(String object, Row row, List<String> fields, StringBuilder out) {
        out.append("<result xsi:type=\"sf:sObject\">");
        element(out, "sf:type", object);
        for (int twice = 0; twice < 2; twice++) {
            element(out, "sf:Id", row.id());
        }
        for (String field : fields) {
            String value = row.get(field);
            if (value == null) {
                out.append("<sf:").append(field).append(" xsi:nil=\"true\"/>");
            } else if (!field.equals("Id")) {
                element(out, "sf:" + field, Texts.xml(value));
            }
        }
        out.append("</result>");
    }

    private static void element(StringBuilder out, String name, String value) {
        out.append('<').append(name).append('>').append(value);
        out.append("</").append(name).append('>');
    }

    private static Reply response(String operation, String results) {
        String name = operation + "Response";
        return Reply.xml(
                200,
                envelope(
                        "urn:sobject.partner.soap.sforce.com",
                        "<" + name + ">" + results + "</" + name + ">"));
    }

    static Reply fault(String code, String message) {
        return Reply.xml(
                500,
                envelope(
                        "urn:fault.partner.soap.sforce.com",
                        "<soapenv:Fault><faultcode xmlns=\"\">sf:%s</faultcode><faultstring xmlns=\"\">%s: %s</faultstring><detail xmlns=\"\"><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\"><sf:exceptionCode>%s</sf:exceptionCode><sf:exceptionMessage>%s</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault>"
                                .formatted(code, code, message, code, message)));
    }

    private static String envelope(String namespace, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\" xmlns:sf=\""
                + namespace
                + "\" xmlns:xsi=\""
                + XSI
                + "\"><soapenv:Body>"
                + body
                + "</soapenv:Body></soapenv:Envelope>";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
