package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.describe.Describe;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.rest.Replication;
import dev.baton.sandbox.salesforce.rest.RestApi;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.Cursors;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.soap.SoapWriter.Content;
import dev.baton.sandbox.salesforce.soql.Hit;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.sosl.SearchEngine;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowInput;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import dev.baton.sandbox.salesforce.xml.Element;
import dev.baton.sandbox.salesforce.xml.XmlReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The Partner SOAP API; login() is not offered from version 65 on. */
public final class SoapApi {
    private static final Pattern PATH = Pattern.compile("/services/Soap/u/(\\d{1,3})\\.0(?:/.*)?");
    private static final Pattern PLACE = Pattern.compile("ERROR at Row:(\\d+):Column:(\\d+)");
    private static final Set<String> WRITES =
            Set.of("create", "update", "upsert", "delete", "undelete", "emptyRecycleBin", "merge");
    private static final int MAX_RETRIEVED = 2000;
    private static final int MAX_DESCRIBED = 100;

    private final Org org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final Cursors cursors;
    private final SoqlEngine engine;
    private final SearchEngine searches;
    private final Describe describe;
    private final Writer writer;
    private final SoapRows rows;
    private final BinCalls bin;
    private String instanceUrl = "";

    public SoapApi(
            Org org,
            Sessions sessions,
            ApiUsage usage,
            Cursors cursors,
            Replication replication,
            Writer writer) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
        this.cursors = cursors;
        this.engine = new SoqlEngine(org);
        this.searches = new SearchEngine(org);
        this.describe = new Describe(org);
        this.writer = writer;
        this.rows = new SoapRows(org);
        this.bin = new BinCalls(org, rows, replication);
    }

    /** Where the org is reached, for the answer to a login; no slash at the end. */
    public void instanceUrl(String url) {
        instanceUrl = url;
    }

    /** Answers, faults included. */
    public SandboxReply handle(SandboxRequest request) {
        String operation = "";
        try {
            Element envelope = XmlReader.read(request.body());
            Element call = SoapReader.call(envelope);
            operation = call.name();
            return authorised(request, envelope, call).as(operation, WRITES.contains(operation));
        } catch (ApiException e) {
            return fault(e).as(operation, WRITES.contains(operation));
        }
    }

    private SandboxReply authorised(SandboxRequest request, Element envelope, Element call) {
        Matcher path = PATH.matcher(request.path());
        int version = path.matches() ? Integer.parseInt(path.group(1)) : 0;
        if (version < RestApi.OLDEST || version > RestApi.NEWEST) {
            throw ApiException.badRequest(
                    "UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
        Element header = envelope.child("Header").orElse(Element.empty("Header"));
        if (call.name().equals("login") && version <= Login.NEWEST) {
            return new Login(org, sessions).answer(call, usage, instanceUrl, version);
        }
        org.actFor(SoapReader.user(envelope, sessions));
        usage.count();
        return dispatch(header, call);
    }

    private static Optional<String> option(Element header, String name, String part) {
        return header.child(name).flatMap(found -> found.text(part));
    }

    private SandboxReply dispatch(Element header, Element call) {
        boolean allOrNone =
                option(header, "AllOrNoneHeader", "allOrNone").map("true"::equals).orElse(false);
        return switch (call.name()) {
            case "query", "queryAll" -> query(header, call);
            case "queryMore" -> page(call, cursors.next(call.text("queryLocator").orElse("")));
            case "search" -> search(call);
            case "retrieve" -> retrieve(call);
            case "update" -> saved(call, writer.update(rows.rows(call), allOrNone));
            case "create" -> saved(call, writer.create(rows.rows(call), allOrNone));
            case "upsert" -> upsert(call, allOrNone);
            case "delete" -> delete(call);
            case "undelete" -> saved(call, bin.undelete(call));
            case "emptyRecycleBin" -> saved(call, bin.emptyRecycleBin(call));
            case "merge" -> answer(call, bin.merge(call));
            case "getUpdated" -> answer(call, bin.updated(call));
            case "getDeleted" -> answer(call, bin.deleted(call));
            case "logout" -> logout(header, call);
            case "describeSObject" -> describe(call, 1);
            case "describeSObjects" -> describe(call, MAX_DESCRIBED);
            case "describeGlobal" -> describeGlobal(call);
            case "getUserInfo" -> answer(call, UserInfo.of(org, sessions));
            case "getServerTimestamp" ->
                    answer(call, result(out -> out.element("timestamp", org.view().now())));
            default ->
                    SoapWriter.clientFault(
                            "No operation available for request {urn:partner.soap.sforce.com}"
                                    + call.name());
        };
    }

    private SandboxReply answer(Element call, Content content) {
        return SoapWriter.response(call.name(), usage, content);
    }

    private static Content result(Content content) {
        return out -> {
            out.start("result");
            content.write(out);
            out.end();
        };
    }

    private SandboxReply logout(Element header, Element call) {
        option(header, "SessionHeader", "sessionId").ifPresent(sessions::revoke);
        return answer(call, out -> {});
    }

    private SandboxReply query(Element header, Element call) {
        Integer batch =
                option(header, "QueryOptions", "batchSize")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .orElse(null);
        String soql = call.text("queryString").orElse("");
        return page(call, cursors.first(engine.run(soql, call.name().equals("queryAll")), batch));
    }

    private SandboxReply page(Element call, Cursors.Page page) {
        return answer(
                call,
                out ->
                        out.typed(
                                "result",
                                "QueryResult",
                                result -> {
                                    result.element("done", page.locator() == null);
                                    result.element("queryLocator", page.locator());
                                    for (Hit hit : page.hits()) {
                                        result.record("records", hit);
                                    }
                                    result.element("size", page.total());
                                }));
    }

    private SandboxReply search(Element call) {
        List<Hit> found = searches.run(call.text("searchString").orElse(""));
        return answer(
                call,
                result(
                        out -> {
                            for (Hit hit : found) {
                                out.start("searchRecords");
                                out.record("record", hit);
                                out.end();
                            }
                        }));
    }

    private SandboxReply retrieve(Element call) {
        ObjectType type = rows.object(call.text("sObjectType").orElse(""));
        List<Field> fields =
                List.of(call.text("fieldList").orElse("").split(",", -1)).stream()
                        .map(name -> rows.field(type, name.strip()))
                        .toList();
        List<String> ids = call.texts("ids");
        SoapRows.requireAtMost(MAX_RETRIEVED, ids.size());
        return answer(
                call,
                out -> {
                    for (String id : ids) {
                        out.record("result", retrieved(type, id, fields));
                    }
                });
    }

    private @Nullable Hit retrieved(ObjectType type, String id, List<Field> fields) {
        Optional<Row> row =
                org.find(id)
                        .filter(found -> found.type().name().equals(type.name()))
                        .filter(found -> !org.view().deleted(found))
                        .filter(org.sharing()::readable);
        return row.map(found -> SoqlEngine.hit(org.record(found), fields)).orElse(null);
    }

    private SandboxReply upsert(Element call, boolean allOrNone) {
        List<RowInput> sent = rows.rows(call);
        Field key = rows.key(sent, call.text("externalIDFieldName").orElse(""));
        return results(call, writer.upsert(key, sent, allOrNone), true);
    }

    private SandboxReply delete(Element call) {
        List<String> ids = call.texts("ids");
        SoapRows.requireAtMost(200, ids.size());
        return saved(call, writer.delete(ids));
    }

    private SandboxReply saved(Element call, List<RowResult> results) {
        return results(call, results, false);
    }

    private SandboxReply results(Element call, List<RowResult> results, boolean upsert) {
        return answer(
                call,
                out -> {
                    for (RowResult row : results) {
                        out.start("result");
                        write(out, row, upsert);
                        out.end();
                    }
                });
    }

    private static void write(SoapWriter out, RowResult result, boolean upsert)
            throws XMLStreamException {
        switch (result) {
            case RowResult.Saved saved -> {
                if (upsert) {
                    out.element("created", saved.created());
                }
                out.element("id", saved.id());
                out.element("success", true);
            }
            case RowResult.Failed failed -> {
                if (upsert) {
                    out.element("created", false);
                }
                for (RowError error : failed.errors()) {
                    write(out, error);
                }
                out.element("id", null);
                out.element("success", false);
            }
        }
    }

    static void write(SoapWriter out, RowError error) throws XMLStreamException {
        out.start("errors");
        for (String field : error.fields()) {
            out.element("fields", field);
        }
        out.element("message", error.message());
        out.element("statusCode", error.statusCode());
        out.end();
    }

    private SandboxReply describe(Element call, int limit) {
        List<String> names = call.texts("sObjectType");
        SoapRows.requireAtMost(limit, names.size());
        List<ObjectType> types = names.stream().map(rows::object).toList();
        return answer(
                call,
                out -> {
                    for (ObjectType type : types) {
                        result(inner -> inner.tree(describe.object(type))).write(out);
                    }
                });
    }

    private SandboxReply describeGlobal(Element call) {
        return answer(
                call,
                result(
                        out -> {
                            out.element("encoding", "UTF-8");
                            out.element("maxBatchSize", 200);
                            for (ObjectType type : org.schema().all()) {
                                if (org.access().object(type).read()) {
                                    out.start("sobjects");
                                    out.tree(describe.summary(type));
                                    out.end();
                                }
                            }
                        }));
    }

    /** A refusal in the words of SOAP. */
    public static SandboxReply fault(ApiException e) {
        if (e.code().equals("XML_PARSER_ERROR")) {
            return SoapWriter.clientFault(e.text());
        }
        Matcher place = PLACE.matcher(e.text());
        int[] at =
                place.find()
                        ? new int[] {
                            Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))
                        }
                        : new int[] {-1, -1};
        return switch (e.code()) {
            case "INVALID_FIELD" -> SoapWriter.fault("InvalidFieldFault", e.code(), e.text(), at);
            case "INVALID_TYPE" -> SoapWriter.fault("InvalidSObjectFault", e.code(), e.text(), at);
            case "MALFORMED_QUERY" ->
                    SoapWriter.fault("MalformedQueryFault", e.code(), e.text(), at);
            case "MALFORMED_SEARCH" ->
                    SoapWriter.fault("MalformedSearchFault", e.code(), e.text(), at);
            case "INVALID_LOGIN" -> SoapWriter.fault("LoginFault", e.code(), e.text(), null);
            case "INVALID_QUERY_LOCATOR" ->
                    SoapWriter.fault("InvalidQueryLocatorFault", e.code(), e.text(), null);
            default -> SoapWriter.fault("UnexpectedErrorFault", e.code(), e.text(), null);
        };
    }
}
