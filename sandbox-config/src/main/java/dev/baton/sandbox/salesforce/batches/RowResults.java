package dev.baton.sandbox.salesforce.batches;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.bulk.CsvDialect;
import dev.baton.sandbox.salesforce.bulk.CsvText;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowResult;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes what became of a batch's rows, in the order they were sent. */
final class RowResults {
    private RowResults() {}

    static String text(DataFormat format, List<RowResult> results) {
        return switch (format) {
            case CSV -> csv(results);
            case XML -> Info.document("results", out -> xml(out, results));
            case JSON -> json(results);
        };
    }

    private static String csv(List<RowResult> results) {
        CsvText text = new CsvText(CsvDialect.PLAIN);
        StringBuilder csv =
                new StringBuilder(text.row(List.of("Id", "Success", "Created", "Error")));
        for (RowResult result : results) {
            csv.append(
                    switch (result) {
                        case RowResult.Saved saved ->
                                text.row(List.of(saved.id(), true, saved.created(), ""));
                        case RowResult.Failed failed ->
                                text.row(List.of("", false, false, errors(failed)));
                    });
        }
        return csv.toString();
    }

    private static String errors(RowResult.Failed failed) {
        return failed.errors().stream().map(RowError::line).collect(Collectors.joining("\n"));
    }

    private static void xml(XMLStreamWriter out, List<RowResult> results)
            throws XMLStreamException {
        for (RowResult result : results) {
            out.writeStartElement("result");
            switch (result) {
                case RowResult.Saved saved -> {
                    Info.element(out, "id", saved.id());
                    Info.element(out, "success", "true");
                    Info.element(out, "created", String.valueOf(saved.created()));
                }
                case RowResult.Failed failed -> {
                    for (RowError error : failed.errors()) {
                        xml(out, error);
                    }
                    Info.element(out, "success", "false");
                    Info.element(out, "created", "false");
                }
            }
            out.writeEndElement();
        }
    }

    private static void xml(XMLStreamWriter out, RowError error) throws XMLStreamException {
        out.writeStartElement("errors");
        for (String field : error.fields()) {
            Info.element(out, "fields", field);
        }
        Info.element(out, "message", error.message());
        Info.element(out, "statusCode", error.statusCode());
        out.writeEndElement();
    }

    private static String json(List<RowResult> results) {
        ArrayNode list = Json.array();
        for (RowResult result : results) {
            ObjectNode node = list.addObject();
            switch (result) {
                case RowResult.Saved saved -> {
                    node.put("success", true).put("created", saved.created()).put("id", saved.id());
                    node.putArray("errors");
                }
                case RowResult.Failed failed -> {
                    node.put("success", false).put("created", false).putNull("id");
                    ArrayNode errors = node.putArray("errors");
                    failed.errors().forEach(error -> errors.add(json(error)));
                }
            }
        }
        return list.toString();
    }

    private static ObjectNode json(RowError error) {
        ObjectNode node = Json.object();
        node.put("message", error.message()).put("statusCode", error.statusCode());
        error.fields().forEach(node.putArray("fields")::add);
        return node.putNull("extendedErrorDetails");
    }
}
