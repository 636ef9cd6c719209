package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.Replication;
import dev.baton.sandbox.salesforce.rest.Replication.Changed;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.soap.SoapWriter.Content;
import dev.baton.sandbox.salesforce.write.Recycling;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.xml.Element;
import java.util.List;

/** The calls about what was deleted and what changed, and merge. */
final class BinCalls {
    private final SoapRows rows;
    private final Recycling recycling;
    private final Replication replication;

    BinCalls(Org org, SoapRows rows, Replication replication) {
        this.rows = rows;
        this.recycling = new Recycling(org);
        this.replication = replication;
    }

    List<RowResult> undelete(Element call) {
        return recycling.undelete(ids(call));
    }

    List<RowResult> emptyRecycleBin(Element call) {
        return recycling.purge(ids(call));
    }

    private static List<String> ids(Element call) {
        List<String> ids = call.texts("ids");
        SoapRows.requireAtMost(200, ids.size());
        return ids;
    }

    Content updated(Element call) {
        Changed changed = replication.updated(object(call), start(call), end(call));
        return out -> {
            out.start("result");
            for (Replication.Stamped record : changed.records()) {
                out.element("ids", record.id());
            }
            out.element("latestDateCovered", changed.covered());
            out.end();
        };
    }

    Content deleted(Element call) {
        Changed changed = replication.deleted(object(call), start(call), end(call));
        return out -> {
            out.start("result");
            for (Replication.Stamped record : changed.records()) {
                out.start("deletedRecords");
                out.element("deletedDate", record.at());
                out.element("id", record.id());
                out.end();
            }
            out.element("earliestDateAvailable", changed.earliest());
            out.element("latestDateCovered", changed.covered());
            out.end();
        };
    }

    private ObjectType object(Element call) {
        return rows.object(call.text("sObjectType").orElse(""));
    }

    private static String start(Element call) {
        return call.text("startDate").orElse("");
    }

    private static String end(Element call) {
        return call.text("endDate").orElse("");
    }

    Content merge(Element call) {
        List<Element> requests = call.all("request");
        SoapRows.requireAtMost(200, requests.size());
        List<Recycling.Merged> merged =
                requests.stream()
                        .map(
                                request ->
                                        recycling.merge(
                                                rows.row(
                                                        request.child("masterRecord")
                                                                .orElse(
                                                                        Element.empty(
                                                                                "masterRecord"))),
                                                request.texts("recordToMergeIds")))
                        .toList();
        return out -> {
            for (Recycling.Merged each : merged) {
                out.start("result");
                switch (each.result()) {
                    case RowResult.Saved saved -> {
                        out.element("id", saved.id());
                        for (String id : each.merged()) {
                            out.element("mergedRecordIds", id);
                        }
                        out.element("success", true);
                        for (String id : each.related()) {
                            out.element("updatedRelatedIds", id);
                        }
                    }
                    case RowResult.Failed failed -> {
                        for (RowError error : failed.errors()) {
                            SoapApi.write(out, error);
                        }
                        out.element("id", failed.id());
                        out.element("success", false);
                    }
                }
                out.end();
            }
        };
    }
}
