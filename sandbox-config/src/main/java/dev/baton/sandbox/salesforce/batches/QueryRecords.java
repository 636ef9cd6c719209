package dev.baton.sandbox.salesforce.batches;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.bulk.CsvDialect;
import dev.baton.sandbox.salesforce.bulk.CsvText;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.soql.Extract;
import dev.baton.sandbox.salesforce.soql.Hit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes what a batch's query found. */
final class QueryRecords {
    /** What the vendor says in the place of a table without rows. */
    private static final String NO_ROWS = "Records not found for this query";

    private QueryRecords() {}

    static String csv(Extract extract) {
        if (extract.size() == 0) {
            return NO_ROWS;
        }
        CsvText text = new CsvText(CsvDialect.PLAIN);
        StringBuilder csv = new StringBuilder(text.row(extract.header()));
        extract.forEach(row -> csv.append(text.row(row)));
        return csv.toString();
    }

    static String xml(List<Hit> records) {
        return Info.document(
                "queryResult",
                out -> {
                    for (Hit record : records) {
                        record(out, "records", record);
                    }
                });
    }

    /** Its type, its id, then the fields; a parent is a record within. */
    private static void record(XMLStreamWriter out, String name, Hit record)
            throws XMLStreamException {
        out.writeStartElement(name);
        out.writeAttribute("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type", "sObject");
        Info.element(out, "type", record.type());
        for (Map.Entry<String, @Nullable Object> value : record.values().entrySet()) {
            switch (value.getValue()) {
                case Hit parent -> record(out, value.getKey(), parent);
                case null -> {
                    out.writeStartElement(value.getKey());
                    out.writeAttribute(
                            "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil", "true");
                    out.writeEndElement();
                }
                case Instant instant -> Info.element(out, value.getKey(), Values.zuluText(instant));
                case BigDecimal number ->
                        Info.element(out, value.getKey(), String.valueOf(number.doubleValue()));
                default -> Info.element(out, value.getKey(), value.getValue().toString());
            }
        }
        out.writeEndElement();
    }

    static String json(List<Hit> records, String versionPath) {
        ArrayNode list = Json.array();
        records.forEach(record -> list.add(json(record, versionPath)));
        return list.toString();
    }

    /** As REST writes it, but for dates and date-times: those are milliseconds since 1970. */
    private static ObjectNode json(Hit record, String versionPath) {
        ObjectNode node = Json.record(record, versionPath);
        record.values()
                .forEach(
                        (name, value) -> {
                            switch (value) {
                                case Instant instant -> node.put(name, instant.toEpochMilli());
                                case LocalDate date ->
                                        node.put(
                                                name,
                                                date.atStartOfDay(ZoneOffset.UTC)
                                                        .toInstant()
                                                        .toEpochMilli());
                                case Hit parent -> node.set(name, json(parent, versionPath));
                                case null, default -> {}
                            }
                        });
        return node;
    }
}
