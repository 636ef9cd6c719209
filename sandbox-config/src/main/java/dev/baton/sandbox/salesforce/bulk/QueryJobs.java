package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.ReplyContent;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.rest.Route;
import dev.baton.sandbox.salesforce.soql.Extract;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** jobs/query: queries that answer with files, page by page. */
final class QueryJobs {
    /** Records of a page when the client does not say; the vendor's own choice varies. */
    static final int PAGE = 50_000;

    private static final int MAX_JOBS = 10_000;
    private static final int MAX_PAGE = 250_000;
    private static final int RESULT_PAGES_SINCE = 58;
    private static final int PAGES_AT_ONCE = 5;
    private static final Set<String> COMPOUND = Set.of("address", "location");

    private final Org org;
    private final SoqlEngine engine;
    private final Supplier<String> ids;
    private final JobFate.Giver fates;
    private int page = PAGE;
    private long created;
    private long resultBytes;
    private final Jobs<QueryJob> jobs = new Jobs<>();

    QueryJobs(Org org, Supplier<String> ids, JobFate.Giver fates) {
        this.org = org;
        this.engine = new SoqlEngine(org);
        this.ids = ids;
        this.fates = fates;
    }

    long created() {
        return created;
    }

    long resultBytes() {
        return resultBytes;
    }

    void pageRecords(int records) {
        page = records;
    }

    Jobs<QueryJob> jobs() {
        return jobs;
    }

    SandboxReply create(Route route) {
        ObjectNode body = Json.parse(route.request().body());
        String operation = body.path("operation").asText("");
        if (!operation.equals("query") && !operation.equals("queryAll")) {
            throw ApiException.badRequest(
                    "INVALIDJOB", "InvalidJob : operation must be query or queryAll");
        }
        if (!body.hasNonNull("query")) {
            throw ApiException.badRequest("INVALIDJOB", "InvalidJob : query must be specified");
        }
        CsvDialect dialect = CsvDialect.of(body);
        if (created >= MAX_JOBS) {
            throw ApiException.badRequest(
                    "LIMIT_EXCEEDED",
                    "Max bulk v2 query jobs (10000) per 24 hrs has been reached (" + created + ")");
        }
        Extract extract = extract(body.path("query").asText(), operation.equals("queryAll"));
        var heading =
                new Job.Heading(
                        ids.get(),
                        operation,
                        extract.object().name(),
                        org.userId(),
                        org.view().now(),
                        route.version(),
                        dialect);
        JobFate fate = fates.of(true, operation, extract.object().name());
        ResultFile answer = file(extract, dialect);
        var job = new QueryJob(heading, fate, answer, extract.divisible());
        created++;
        resultBytes += answer.length();
        jobs.add(job);
        return Json.reply(200, job.created());
    }

    /** A query that cannot be run is refused at once, under one code whatever is wrong with it. */
    private Extract extract(String soql, boolean deletedToo) {
        Extract extract;
        try {
            extract = engine.extract(soql, deletedToo);
        } catch (ApiException e) {
            throw ApiException.badRequest("API_ERROR", e.text());
        }
        if (extract.object().name().equals("UserRecordAccess")) {
            throw ApiException.badRequest(
                    "INVALIDENTITY",
                    "Entity '" + extract.object().name() + "' is not supported by the Bulk API.");
        }
        if (extract.types().stream().anyMatch(COMPOUND::contains)) {
            throw ApiException.badRequest(
                    "API_ERROR", "Selecting compound data not supported in Bulk Query");
        }
        return extract;
    }

    private static ResultFile file(Extract extract, CsvDialect dialect) {
        var text = new CsvText(dialect);
        var file = new ResultFile(text.row(extract.header()));
        extract.forEach(row -> file.add(text.row(row)));
        file.complete();
        return file;
    }

    SandboxReply delete(Route route) {
        QueryJob job = jobs.get(route.segment(2));
        if (!job.state().terminal()) {
            throw notTerminated();
        }
        jobs.remove(job);
        return SandboxReply.empty(204);
    }

    static ApiException notTerminated() {
        return ApiException.badRequest(
                "API_ERROR",
                "Error encountered when deleting the job because the job is not terminated");
    }

    SandboxReply results(Route route) {
        QueryJob job = sameVersion(route);
        ResultFile file = job.results();
        String locator = route.request().parameter("locator");
        int from = locator == null || locator.isEmpty() ? 0 : Locator.position(locator);
        if (from > 0 && from >= file.rows()) {
            throw ApiException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        int count = maxRecords(route.request().parameter("maxRecords"));
        int to = (int) Math.min(file.rows(), (long) from + count);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/csv");
        headers.put("sforce-locator", to < file.rows() ? Locator.of(to) : "null");
        headers.put("sforce-numberofrecords", String.valueOf(to - from));
        ReplyContent rows = file.page(from, count);
        if (acceptsGzip(route.request().header("accept-encoding"))) {
            headers.put("content-encoding", "gzip");
            rows = new GzipContent(rows);
        }
        return new SandboxReply(200, headers, rows, "", false);
    }

    private int maxRecords(@Nullable String wanted) {
        if (wanted == null) {
            return page;
        }
        if (!wanted.matches("\\d{1,9}") || Integer.parseInt(wanted) == 0) {
            throw ApiException.badRequest(
                    "API_ERROR", "maxRecords must be a whole number above 0, not " + wanted);
        }
        return Math.min(MAX_PAGE, Integer.parseInt(wanted));
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }

    /** Up to five places to read from at once, and where to ask for more of them. */
    SandboxReply resultPages(Route route) {
        if (route.version() < RESULT_PAGES_SINCE) {
            throw ApiException.notFound();
        }
        QueryJob job = sameVersion(route);
        int rows = job.results().rows();
        String locator = route.request().parameter("locator");
        int from = locator == null ? 0 : Locator.position(locator);
        String url = route.versionPath() + "/jobs/query/" + job.id();
        ObjectNode body = Json.object();
        ArrayNode pages = body.putArray("resultPages");
        int pagesLeft = PAGES_AT_ONCE;
        do {
            pages.addObject().put("resultUrl", url + "/results?locator=" + Locator.of(from));
            from += page;
            pagesLeft--;
        } while (from < rows && pagesLeft > 0);
        if (from < rows) {
            body.put("nextRecordsUrl", url + "/resultpages?locator=" + Locator.of(from));
        }
        body.put("done", from >= rows);
        return Json.reply(200, body);
    }

    /** Results are read with the version that the job was created with. */
    private QueryJob sameVersion(Route route) {
        QueryJob job = jobs.get(route.segment(2));
        if (job.heading().version() != route.version()) {
            throw new ApiException(
                    409,
                    "INVALIDVERSION",
                    "The job was created with v"
                            + job.heading().version()
                            + ".0; fetch its results with the same version");
        }
        return job;
    }
}
