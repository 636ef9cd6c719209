package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.RestApi;
import dev.baton.sandbox.salesforce.session.ApiUsage;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.write.Writer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything below {@code /services/async}: Bulk API 1.0. Batches are worked on while a client asks
 * how they stand. Guarded by the vendor's lock.
 */
public final class BatchesApi {
    public static final String ROOT = "/services/async/";
    private static final Pattern PATH = Pattern.compile("/services/async/(\\d{1,3})\\.0/(.*)");

    private final Org org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final BatchJobs jobs;

    /**
     * The API of an org.
     *
     * @param counted hears of every batch that is begun
     */
    public BatchesApi(Org org, Sessions sessions, ApiUsage usage, Writer writer, Runnable counted) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
        this.jobs = new BatchJobs(org, writer, counted);
    }

    /** The session that a request carries, null without one. */
    public static @Nullable String token(SandboxRequest request) {
        String own = request.header("x-sfdc-session");
        return own == null ? RestApi.token(request) : own.strip();
    }

    /** A refusal in the words of this API. */
    public static SandboxReply error(SandboxRequest request, ApiException e) {
        String code =
                switch (e.code()) {
                    case "INVALID_SESSION_ID" -> "InvalidSessionId";
                    case "REQUEST_LIMIT_EXCEEDED" -> "ExceededQuota";
                    default -> "Unknown";
                };
        return error(new AsyncException(code, e.text()), wantsJson(request));
    }

    private static SandboxReply error(AsyncException e, boolean json) {
        // In this order: the vendor's own client reads it strictly.
        Map<String, String> values = new LinkedHashMap<>();
        values.put("exceptionCode", e.code());
        values.put("exceptionMessage", e.text());
        return Info.one(400, "error", values, json);
    }

    private static boolean wantsJson(SandboxRequest request) {
        return DataFormat.JSON.isNamedBy(request.header("content-type"))
                || DataFormat.JSON.isNamedBy(request.header("accept"));
    }

    /** Answers, errors included. */
    public SandboxReply handle(SandboxRequest request) {
        boolean json = wantsJson(request);
        boolean write = !request.method().equals("GET");
        try {
            return authorised(request, json).as("", write);
        } catch (AsyncException e) {
            return error(e, json).as("", write);
        } catch (ApiException e) {
            return error(request, e).as("", write);
        }
    }

    private SandboxReply authorised(SandboxRequest request, boolean json) {
        String user =
                sessions.user(token(request))
                        .orElseThrow(
                                () -> new AsyncException("InvalidSessionId", "Invalid session id"));
        org.actFor(user);
        usage.count();
        Matcher path = PATH.matcher(request.path());
        int version = path.matches() ? Integer.parseInt(path.group(1)) : 0;
        if (!RestApi.serves(version)) {
            throw new AsyncException("InvalidVersion", "Invalid API version: " + request.path());
        }
        List<String> segments =
                Arrays.stream(path.group(2).split("/", -1))
                        .filter(part -> !part.isEmpty())
                        .toList();
        if (segments.isEmpty() || !segments.getFirst().equals("job") || segments.size() > 6) {
            throw noSuch(request);
        }
        return answer(request, version, segments, json);
    }

    private SandboxReply answer(
            SandboxRequest request, int version, List<String> segments, boolean json) {
        if (segments.size() == 1) {
            requirePost(request);
            return jobs.create(request, version, json);
        }
        return below(jobs.get(segments.get(1)), request, segments);
    }

    /** A job of JSON is told of in JSON whatever the request says. */
    private SandboxReply below(BatchJob job, SandboxRequest request, List<String> segments) {
        boolean post = request.method().equals("POST");
        boolean json = wantsJson(request) || job.heading().format() == DataFormat.JSON;
        if (segments.size() == 2) {
            return post ? jobs.end(job, request, json) : jobs.status(job, json);
        }
        if (!segments.get(2).equals("batch")) {
            throw noSuch(request);
        }
        if (segments.size() == 3) {
            return post ? jobs.add(job, request, json) : jobs.list(job, json);
        }
        Batch batch = job.batch(segments.get(3));
        if (segments.size() == 4) {
            return jobs.status(job, batch, json);
        }
        return switch (segments.get(4)) {
            case "request" -> jobs.request(job, batch);
            case "result" -> jobs.result(job, batch, segments.size() == 6 ? segments.get(5) : null);
            default -> throw noSuch(request);
        };
    }

    private static void requirePost(SandboxRequest request) {
        if (!request.method().equals("POST")) {
            throw new AsyncException("InvalidJob", "A job is created with POST");
        }
    }

    private static AsyncException noSuch(SandboxRequest request) {
        return new AsyncException("InvalidUrl", "Destination URL not reset: " + request.path());
    }
}
