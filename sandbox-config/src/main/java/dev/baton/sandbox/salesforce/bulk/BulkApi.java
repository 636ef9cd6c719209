package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.rest.Route;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything below {@code /services/data/vXX.0/jobs}. Guarded by the vendor's lock. */
public final class BulkApi {
    private final Org org;
    private final QueryJobs queries;
    private final IngestJobs ingests;
    private long jobs;
    private long batchesOfOldApi;

    /**
     * Both kinds of jobs.
     *
     * @param fates asked once for each job
     */
    public BulkApi(Org org, Writer writer, JobFate.Giver fates) {
        this.org = org;
        this.queries = new QueryJobs(org, this::nextId, fates);
        this.ingests = new IngestJobs(org, writer, this::nextId, fates);
    }

    /**
     * How many records a page of results has from now on when the client does not say.
     *
     * @param records null for as many as usual
     */
    public void pageRecords(@Nullable Integer records) {
        queries.pageRecords(records == null ? QueryJobs.PAGE : records);
    }

    /** Query jobs created so far; the vendor allows 10,000 in 24 hours. */
    public long queryJobs() {
        return queries.created();
    }

    /** Batches of this API and of 1.0 so far; the vendor allows 15,000 in 24 hours. */
    public long batches() {
        return ingests.batches() + batchesOfOldApi;
    }

    /** Counts a batch of Bulk API 1.0, which shares the allowance. */
    public void countBatch() {
        batchesOfOldApi++;
    }

    /** What the results of query jobs weigh, rounded down. */
    public long resultMegabytes() {
        return queries.resultBytes() >> 20;
    }

    private String nextId() {
        return Jobs.id(++jobs);
    }

    /** Answers, or throws the vendor's refusal. */
    public SandboxReply handle(Route route) {
        if (route.segments().size() < 2) {
            throw ApiException.notFound();
        }
        return switch (route.segment(1)) {
            case "query" -> query(route);
            case "ingest" -> ingest(route);
            default -> throw ApiException.notFound();
        };
    }

    private SandboxReply query(Route route) {
        String method = route.request().method();
        return switch (route.segments().size()) {
            case 2 ->
                    switch (method) {
                        case "POST" -> queries.create(route);
                        case "GET" -> list(route, queries.jobs());
                        default -> throw notAllowed(method);
                    };
            case 3 ->
                    switch (method) {
                        case "GET" -> told(queries.jobs().get(route.segment(2)));
                        case "PATCH" -> abort(route, queries.jobs().get(route.segment(2)));
                        case "DELETE" -> queries.delete(route);
                        default -> throw notAllowed(method);
                    };
            case 4 -> results(route);
            default -> throw ApiException.notFound();
        };
    }

    private SandboxReply results(Route route) {
        if (!route.request().method().equals("GET")) {
            throw notAllowed(route.request().method());
        }
        return switch (route.segment(3).toLowerCase(Locale.ROOT)) {
            case "results" -> queries.results(route);
            case "resultpages" -> queries.resultPages(route);
            default -> throw ApiException.notFound();
        };
    }

    private SandboxReply ingest(Route route) {
        String method = route.request().method();
        return switch (route.segments().size()) {
            case 2 ->
                    switch (method) {
                        case "POST" -> ingests.create(route);
                        case "GET" -> list(route, ingests.jobs());
                        default -> throw notAllowed(method);
                    };
            case 3 ->
                    switch (method) {
                        case "GET" -> told(ingests.jobs().get(route.segment(2)));
                        case "PATCH" -> ingests.change(route);
                        case "DELETE" -> ingests.delete(route);
                        default -> throw notAllowed(method);
                    };
            case 4 -> ingests.data(route);
            default -> throw ApiException.notFound();
        };
    }

    private static SandboxReply list(Route route, Jobs<?> all) {
        return Json.reply(
                200,
                all.list(
                        route.versionPath() + "/jobs/" + route.segment(1),
                        route.request().parameter("jobType"),
                        route.request().parameter("queryLocator")));
    }

    /** Asking is what moves a job on. */
    private SandboxReply told(Job job) {
        job.poll(org.view().now());
        return Json.reply(200, job.full());
    }

    private SandboxReply abort(Route route, Job job) {
        ObjectNode body = Json.parse(route.request().body());
        if (!body.path("state").asText("").equals(JobState.ABORTED.word())) {
            throw ApiException.badRequest(
                    "INVALIDJOB", "InvalidJob : the state of a query job can only become Aborted");
        }
        job.abort(org.view().now());
        return Json.reply(200, job.brief());
    }

    static ApiException notAllowed(String method) {
        return new ApiException(
                405, "METHOD_NOT_ALLOWED", "HTTP Method '" + method + "' not allowed");
    }
}
