package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.rest.Multipart;
import dev.baton.sandbox.salesforce.rest.Route;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** jobs/ingest: data that is uploaded as CSV and written row by row. */
final class IngestJobs {
    /** The vendor counts after Base64, which makes 100 MB of these. */
    private static final int MAX_UPLOAD = 150_000_000;

    /** Of a job and its data in one request. */
    private static final int MAX_MULTIPART = 100_000;

    private final Org org;
    private final Targets targets;
    private final Writer writer;
    private final Supplier<String> ids;
    private final JobFate.Giver fates;
    private final Jobs<IngestJob> jobs = new Jobs<>();

    IngestJobs(Org org, Writer writer, Supplier<String> ids, JobFate.Giver fates) {
        this.org = org;
        this.targets = new Targets(org);
        this.writer = writer;
        this.ids = ids;
        this.fates = fates;
    }

    Jobs<IngestJob> jobs() {
        return jobs;
    }

    long batches() {
        return jobs.all().stream().mapToLong(IngestJob::batches).sum();
    }

    SandboxReply create(Route route) {
        SandboxRequest request = route.request();
        String type = request.header("content-type");
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            Multipart parts = Multipart.of(type, request.body(), "INVALIDJOB");
            byte[] content = parts.required("content");
            if (content.length > MAX_MULTIPART) {
                throw ApiException.badRequest(
                        "INVALIDJOB",
                        "InvalidJob : a job with its data must not exceed 100000 characters");
            }
            IngestJob job = create(route, Json.parse(parts.required("job")));
            job.upload(content);
            job.close(org.view().now());
            return Json.reply(200, job.created());
        }
        return Json.reply(200, create(route, Json.parse(request.body())).created());
    }

    private IngestJob create(Route route, ObjectNode body) {
        IngestOperation operation = IngestOperation.of(body.path("operation").asText(""));
        Target target =
                targets.of(
                        operation,
                        body.path("object").asText(""),
                        body.path("externalIdFieldName").asText(""));
        String object = target.object().name();
        var heading =
                new Job.Heading(
                        ids.get(),
                        operation.word(),
                        object,
                        org.userId(),
                        org.view().now(),
                        route.version(),
                        CsvDialect.of(body));
        var job =
                new IngestJob(
                        heading, fates.of(false, operation.word(), object), org, writer, target);
        jobs.add(job);
        return job;
    }

    private static ApiException invalidJob(String message) {
        return ApiException.badRequest("INVALIDJOB", message);
    }

    SandboxReply change(Route route) {
        IngestJob job = jobs.get(route.segment(2));
        String wanted = Json.parse(route.request().body()).path("state").asText("");
        switch (wanted) {
            case "UploadComplete" -> job.close(org.view().now());
            case "Aborted" -> job.abort(org.view().now());
            default ->
                    throw invalidJob(
                            "InvalidJob : the state of a job can only become UploadComplete or Aborted");
        }
        return Json.reply(200, job.brief());
    }

    SandboxReply delete(Route route) {
        IngestJob job = jobs.get(route.segment(2));
        if (!job.state().terminal() && job.state() != JobState.UPLOAD_COMPLETE) {
            throw QueryJobs.notTerminated();
        }
        jobs.remove(job);
        return SandboxReply.empty(204);
    }

    /** The upload and the three files of results. */
    SandboxReply data(Route route) {
        IngestJob job = jobs.get(route.segment(2));
        String method = route.request().method();
        if (route.segment(3).equals("batches")) {
            if (!method.equals("PUT")) {
                throw BulkApi.notAllowed(method);
            }
            return upload(job, route.request());
        }
        if (!method.equals("GET")) {
            throw BulkApi.notAllowed(method);
        }
        ResultFile file = job.file(route.segment(3));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/csv");
        headers.put("sforce-numberofrecords", String.valueOf(file.rows()));
        return new SandboxReply(200, headers, file.page(0, file.rows()), "", false);
    }

    private static SandboxReply upload(IngestJob job, SandboxRequest request) {
        requireCsv(request.header("content-type"));
        if (request.body().length > MAX_UPLOAD) {
            throw new ApiException(
                    413,
                    "REQUEST_ENTITY_TOO_LARGE",
                    "The data of a job must not exceed 150 MB; split it over several jobs");
        }
        job.upload(request.body());
        return SandboxReply.empty(201);
    }

    private static void requireCsv(@Nullable String type) {
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            throw new ApiException(
                    415, "UNSUPPORTED_MEDIA_TYPE", "The data of a job is text/csv, not " + type);
        }
    }
}
