package dev.baton.sandbox.salesforce.soap;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.deploy.ComponentCalls;
import dev.baton.sandbox.salesforce.deploy.DeployJob;
import dev.baton.sandbox.salesforce.deploy.DeployOptions;
import dev.baton.sandbox.salesforce.deploy.DeployReport;
import dev.baton.sandbox.salesforce.deploy.Deployments;
import dev.baton.sandbox.salesforce.deploy.FileProperties;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.RestApi;
import dev.baton.sandbox.salesforce.retrieve.Retrievals;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.xml.Element;
import dev.baton.sandbox.salesforce.xml.XmlReader;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Metadata SOAP API: deployments, retrievals, single components and lists of them. */
public final class MetadataApi {
    private static final Pattern PATH = Pattern.compile("/services/Soap/m/(\\d{1,3})\\.0(?:/.*)?");
    private static final Set<String> WRITES =
            Set.of(
                    "deploy",
                    "cancelDeploy",
                    "createMetadata",
                    "updateMetadata",
                    "upsertMetadata",
                    "deleteMetadata");

    private final Org org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final Deployments deployments;
    private final Retrievals retrievals;
    private final SingleComponents components;

    public MetadataApi(Org org, Sessions sessions, ApiUsage usage, Deployments deployments) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
        this.deployments = deployments;
        this.retrievals = new Retrievals(org);
        this.components = new SingleComponents(org);
    }

    /** Answers, faults included. */
    public SandboxReply handle(SandboxRequest request) {
        String operation = "";
        try {
            Element envelope = XmlReader.read(request.body());
            Element call = SoapReader.call(envelope);
            operation = call.name();
            authorise(request, envelope);
            return dispatch(call).as(operation, WRITES.contains(operation));
        } catch (ApiException e) {
            return (e.code().equals("XML_PARSER_ERROR")
                            ? SoapWriter.clientFault(e.text())
                            : SoapWriter.metadataFault(e.code(), e.text()))
                    .as(operation, WRITES.contains(operation));
        }
    }

    private void authorise(SandboxRequest request, Element envelope) {
        Matcher path = PATH.matcher(request.path());
        int version = path.matches() ? Integer.parseInt(path.group(1)) : 0;
        if (version < RestApi.OLDEST || version > RestApi.NEWEST) {
            throw ApiException.badRequest(
                    "UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
        org.actFor(SoapReader.user(envelope, sessions));
        usage.count();
        Deployments.requireAdministrator(org);
    }

    private SandboxReply dispatch(Element call) {
        return switch (call.name()) {
            case "deploy" -> deploy(call);
            case "checkDeployStatus" -> {
                DeployJob job = deployments.find(call.text("asyncProcessId").orElse(""));
                boolean details = call.text("includeDetails").map("true"::equals).orElse(false);
                yield result(call, List.of(DeployReport.of(org, job, details)));
            }
            case "cancelDeploy" -> {
                DeployJob job = deployments.cancel(call.text("String").orElse(""));
                yield result(call, List.of(Map.of("done", job.done(), "id", job.id())));
            }
            case "describeMetadata" -> result(call, List.of(described()));
            case "listMetadata" -> list(call);
            case "retrieve" -> retrieve(call);
            case "checkRetrieveStatus" -> {
                boolean zip = !call.text("includeZip").map("false"::equals).orElse(false);
                yield result(
                        call,
                        List.of(retrievals.status(call.text("asyncProcessId").orElse(""), zip)));
            }
            case "checkStatus" ->
                    result(
                            call,
                            call.texts("asyncProcessId").stream().map(this::progress).toList());
            case "readMetadata" -> components.read(call);
            case "createMetadata" -> components.save(call, ComponentCalls.Wanted.NEW);
            case "updateMetadata" -> components.save(call, ComponentCalls.Wanted.THERE);
            case "upsertMetadata" -> components.save(call, ComponentCalls.Wanted.EITHER);
            case "deleteMetadata" -> components.delete(call);
            default ->
                    SoapWriter.clientFault(
                            "No operation available for request {http://soap.sforce.com/2006/04/metadata}"
                                    + call.name());
        };
    }

    private static SandboxReply result(
            Element call, List<? extends Map<String, ? extends @Nullable Object>> results) {
        return SoapWriter.metadataResponse(
                call.name(),
                out -> {
                    for (Map<String, ? extends @Nullable Object> each : results) {
                        out.start("result");
                        out.tree(each);
                        out.end();
                    }
                });
    }

    private SandboxReply deploy(Element call) {
        byte[] zip;
        try {
            zip = Base64.getMimeDecoder().decode(call.text("ZipFile").orElse(""));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("INVALID_TYPE", "ZipFile is no base64");
        }
        Element options = call.child("DeployOptions").orElse(Element.empty("DeployOptions"));
        DeployJob job =
                deployments.submit(
                        zip,
                        new DeployOptions(
                                flag(options, "checkOnly"),
                                flag(options, "rollbackOnError"),
                                flag(options, "ignoreWarnings"),
                                flag(options, "allowMissingFiles"),
                                flag(options, "autoUpdatePackage")));
        Map<String, @Nullable Object> queued = new LinkedHashMap<>();
        queued.put("done", false);
        queued.put("id", job.id());
        queued.put("state", "Queued");
        return result(call, List.of(queued));
    }

    private static boolean flag(Element options, String name) {
        return options.text(name).map("true"::equals).orElse(false);
    }

    private static Map<String, @Nullable Object> described() {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put(
                "metadataObjects",
                Arrays.stream(MetadataType.values())
                        .filter(type -> type.parent() == null)
                        .map(MetadataApi::described)
                        .toList());
        out.put("organizationNamespace", "");
        out.put("partialSaveAllowed", true);
        out.put("testRequired", false);
        return out;
    }

    private static Map<String, @Nullable Object> described(MetadataType type) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("childXmlNames", type.children().stream().map(MetadataType::apiName).toList());
        out.put("directoryName", type.directory());
        out.put("inFolder", type.inFolder());
        out.put("metaFile", false);
        out.put("suffix", type.suffix());
        out.put("xmlName", type.apiName());
        return out;
    }

    /** What older clients ask before they fetch the result of either kind. */
    private Map<String, @Nullable Object> progress(String id) {
        boolean done =
                id.startsWith(Retrievals.PREFIX)
                        ? retrievals.done(id)
                        : deployments.find(id).done();
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("done", done);
        out.put("id", id);
        out.put("state", done ? "Completed" : "InProgress");
        return out;
    }

    private SandboxReply retrieve(Element call) {
        // The WSDL's name, and the one that jsforce and the official CLI send.
        Element request =
                call.child("retrieveRequest")
                        .or(() -> call.child("request"))
                        .orElse(Element.empty("retrieveRequest"));
        Map<String, @Nullable Object> queued = new LinkedHashMap<>();
        queued.put("done", false);
        queued.put("id", retrievals.submit(request));
        queued.put("state", "Queued");
        return result(call, List.of(queued));
    }

    private SandboxReply list(Element call) {
        List<Map<String, @Nullable Object>> found =
                call.all("queries").stream()
                        .map(query -> query.text("type").orElse(""))
                        .flatMap(type -> FileProperties.of(org, type).stream())
                        .toList();
        return result(call, found);
    }
}
