package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.FakeOrg.Row;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The Partner API of a fake org: update, delete and retrieve. */
final class FakePartner {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** Why a row is refused: a code, and a message that may hold anything. */
    record Refusal(String code, String message, List<String> fields) {}

    final FakeOrg org;
    final Map<String, Refusal> refusals = new LinkedHashMap<>();

    /** {@code field=type} of the last update, as the wire had it. */
    final List<String> types = new ArrayList<>();

    int updateRequests;
    boolean allOrNone = true;

    FakePartner(FakeOrg org) {
        this.org = org;
    }

    static Element body(byte[] message) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(message));
            return document.getDocumentElement();
        } catch (Exception e) {
            throw new IllegalArgumentException("the request is no XML", e);
        }
    }

    static String session(Element envelope) {
        return text(envelope, "sessionId");
    }

    static String operation(Element envelope) {
        return children(first(envelope, "Body")).getFirst().getLocalName();
    }

    String handle(Element envelope) {
        Element call = children(first(envelope, "Body")).getFirst();
        return switch (call.getLocalName()) {
            case "update" -> update(envelope, call);
            case "delete" -> delete(call);
            case "retrieve" -> retrieve(call);
            default -> throw new IllegalArgumentException(call.getLocalName());
        };
    }

    static String fault(String code, String message) {
        return envelope(
                "<soapenv:Fault><faultcode>sf:"
                        + code
                        + "</faultcode><faultstring>"
                        + code
                        + ": "
                        + escape(message)
                        + "</faultstring><detail><sf:UnexpectedErrorFault"
                        + " xsi:type=\"sf:UnexpectedErrorFault\"><sf:exceptionCode>"
                        + code
                        + "</sf:exceptionCode><sf:exceptionMessage>"
                        + escape(message)
                        + "</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault>");
    }

    private String update(Element envelope, Element call) {
        updateRequests++;
        types.clear();
        allOrNone = Boolean.parseBoolean(text(envelope, "allOrNone"));
        var xml = new StringBuilder("<updateResponse>");
        for (Element sObject : children(call)) {
            xml.append(updateRow(sObject));
        }
        return envelope(xml + "</updateResponse>");
    }

    private String updateRow(Element sObject) {
        String id = text(sObject, "Id");
        Row row = org.row(text(sObject, "type"), id);
        Refusal refusal =
                row == null
                        ? new Refusal("INVALID_CROSS_REFERENCE_KEY", "invalid", List.of())
                        : refusals.get(id);
        if (row == null || refusal != null) {
            return refused(refusal);
        }
        for (Element field : children(sObject)) {
            store(row, field);
        }
        row.updates++;
        return "<result><id>" + id + "</id><success>true</success></result>";
    }

    private String delete(Element call) {
        updateRequests++;
        var xml = new StringBuilder("<deleteResponse>");
        for (Element child : children(call)) {
            xml.append(deleteRow(child.getTextContent()));
        }
        return envelope(xml + "</deleteResponse>");
    }

    private String deleteRow(String id) {
        Refusal refusal = refusals.get(id);
        if (refusal != null) {
            return refused(refusal);
        }
        boolean gone = org.rows.values().stream().noneMatch(rows -> rows.remove(id) != null);
        return gone
                ? refused(new Refusal("ENTITY_IS_DELETED", "entity is deleted", List.of()))
                : "<result><id>" + id + "</id><success>true</success></result>";
    }

    private static String refused(@Nullable Refusal refusal) {
        var xml = new StringBuilder("<result><errors>");
        if (refusal != null) {
            refusal.fields().forEach(field -> xml.append(element("fields", field)));
            xml.append(element("message", refusal.message()))
                    .append(element("statusCode", refusal.code()));
        }
        return xml + "</errors><id xsi:nil=\"true\"/><success>false</success></result>";
    }

    private void store(Row row, Element field) {
        switch (field.getLocalName()) {
            case "type", "Id" -> {}
            case "fieldsToNull" -> row.values.put(field.getTextContent(), null);
            default -> {
                String type = field.getAttributeNS(XSI, "type");
                types.add(field.getLocalName() + "=" + type);
                row.values.put(field.getLocalName(), field.getTextContent());
            }
        }
    }

    private String retrieve(Element call) {
        List<String> fields = List.of(text(call, "fieldList").split(","));
        var xml = new StringBuilder("<retrieveResponse>");
        for (Element child : children(call)) {
            if (child.getLocalName().equals("ids")) {
                xml.append(row(text(call, "sObjectType"), child.getTextContent(), fields));
            }
        }
        return envelope(xml + "</retrieveResponse>");
    }

    private String row(String object, String id, List<String> fields) {
        Row row = org.row(object, id);
        if (row == null) {
            return "<result xsi:nil=\"true\"/>";
        }
        var xml = new StringBuilder("<result xsi:type=\"sf:sObject\">");
        xml.append("<sf:type>" + object + "</sf:type>");
        xml.append(
                fields.contains("Id")
                        ? "<sf:Id>" + id + "</sf:Id><sf:Id>" + id + "</sf:Id>"
                        : "<sf:Id xsi:nil=\"true\"/>");
        for (String field : fields.stream().filter(name -> !name.equals("Id")).toList()) {
            Object value = row.values.get(field);
            xml.append(
                    value == null
                            ? "<sf:" + field + " xsi:nil=\"true\"/>"
                            : "<sf:" + field + ">" + escape(value + "") + "</sf:" + field + ">");
        }
        return xml + "</result>";
    }

    private static String element(String name, Object value) {
        return "<" + name + ">" + escape(value.toString()) + "</" + name + ">";
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\""
                + (body.startsWith("<soapenv:Fault")
                        ? " xmlns:sf=\"urn:fault.partner.soap.sforce.com\""
                        : " xmlns:sf=\"urn:sobject.partner.soap.sforce.com\"")
                + " xmlns:xsi=\""
                + XSI
                + "\"><soapenv:Body>"
                + (body.startsWith("<soapenv:Fault")
                        ? body.replace("<faultcode>", "<faultcode xmlns=\"\">")
                                .replace("<faultstring>", "<faultstring xmlns=\"\">")
                                .replace("<detail>", "<detail xmlns=\"\">")
                        : body)
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(Element within, String name) {
        return first(within, name).getTextContent();
    }

    private static Element first(Element within, String name) {
        var found = within.getElementsByTagNameNS("*", name);
        if (found.getLength() == 0) {
            throw new IllegalArgumentException("no " + name);
        }
        return (Element) found.item(0);
    }

    private static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
