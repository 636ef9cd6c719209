package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.deploy.ComponentCalls;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.retrieve.ComponentSources;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.xml.Element;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** readMetadata and the calls that change single components at once. */
final class SingleComponents {
    private final ComponentSources sources;
    private final ComponentCalls calls;

    SingleComponents(Org org) {
        this.sources = new ComponentSources(org);
        this.calls = new ComponentCalls(org);
    }

    /** What each of the named components says; nil for one that the org does not have. */
    SandboxReply read(Element call) {
        String typeName = call.text("type").orElse("");
        MetadataType type =
                MetadataType.named(typeName)
                        .orElseThrow(
                                () ->
                                        ApiException.badRequest(
                                                "INVALID_TYPE", "Unknown type:" + typeName));
        List<String> names = call.texts("fullNames");
        requireFew(names.size());
        return SoapWriter.metadataResponse(
                call.name(),
                out -> {
                    out.start("result");
                    for (String name : names) {
                        record(out, type, name);
                    }
                    out.end();
                });
    }

    private void record(SoapWriter out, MetadataType type, String name) throws XMLStreamException {
        Optional<String> source = sources.whole(type, name);
        if (source.isEmpty()) {
            out.element("records", null);
            return;
        }
        MetadataXml xml = MetadataXml.holding(source.get());
        out.typed(
                "records",
                type.apiName(),
                record -> {
                    record.element("fullName", name);
                    for (MetadataXml child : xml.children()) {
                        if (!child.name().equals("fullName")) {
                            tree(record, child);
                        }
                    }
                });
    }

    private static void tree(SoapWriter out, MetadataXml xml) throws XMLStreamException {
        List<MetadataXml> children = xml.children();
        if (children.isEmpty()) {
            out.element(xml.name(), xml.ownText());
            return;
        }
        out.start(xml.name());
        for (MetadataXml child : children) {
            tree(out, child);
        }
        out.end();
    }

    SandboxReply save(Element call, ComponentCalls.Wanted wanted) {
        List<Element> sent = call.all("metadata");
        requireFew(sent.size());
        boolean upsert = wanted == ComponentCalls.Wanted.EITHER;
        return results(call, sent.stream().map(each -> calls.save(each, wanted)).toList(), upsert);
    }

    SandboxReply delete(Element call) {
        String type = call.text("type").orElse("");
        List<String> names = call.texts("fullNames");
        requireFew(names.size());
        return results(call, names.stream().map(name -> calls.delete(type, name)).toList(), false);
    }

    private static void requireFew(int components) {
        if (components > ComponentCalls.MAX_COMPONENTS) {
            throw ApiException.badRequest(
                    "LIMIT_EXCEEDED",
                    "Record limit exceeded. Number of records exceeds the limit: "
                            + ComponentCalls.MAX_COMPONENTS);
        }
    }

    private static SandboxReply results(
            Element call, List<ComponentCalls.Result> results, boolean upsert) {
        return SoapWriter.metadataResponse(
                call.name(),
                out -> {
                    for (ComponentCalls.Result result : results) {
                        out.start("result");
                        if (upsert) {
                            out.element("created", result.created());
                        }
                        error(out, result.error().orElse(null));
                        out.element("fullName", result.fullName());
                        out.element("success", result.error().isEmpty());
                        out.end();
                    }
                });
    }

    private static void error(SoapWriter out, @Nullable RowError error) throws XMLStreamException {
        if (error != null) {
            out.start("errors");
            out.element("message", error.message());
            out.element("statusCode", error.statusCode());
            out.end();
        }
    }
}
