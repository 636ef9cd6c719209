package dev.baton.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often which call was made, in the order first seen. Bounded, so that a load run cannot fill
 * the heap.
 */
final class RequestLog {
    /** What the path of a call reads once so many distinct ones are known. */
    static final String REST = "{rest}";

    private static final int DISTINCT_CAP = 10_000;
    // The only paths with a cursor in them; everywhere else it is in the query, which is not
    // logged.
    private static final Pattern LOCATOR =
            Pattern.compile("(/services/data/v[0-9.]+/(?:query|queryAll))/[^/]+");
    private static final Pattern OLD_JOB =
            Pattern.compile("(/services/async/[0-9.]+/job)/[^/]+(?:(/batch)/[^/]+)?");
    private static final Pattern JOB =
            Pattern.compile("(/services/data/v[0-9.]+/jobs/(?:query|ingest))/[^/]+");

    private final Map<Call, Long> counts = new LinkedHashMap<>();

    /**
     * One kind of call.
     *
     * @param path without query, query locators replaced by {@code {locator}}, ids of bulk jobs by
     *     {@code {job}}
     * @param operation the SOAP operation, "" for plain REST
     * @param write whether it can change records
     */
    record Call(String method, String path, String operation, boolean write) {}

    /** How often a call was made, at least 1. */
    record Count(Call call, long count) {}

    synchronized void add(SandboxRequest request, SandboxReply reply) {
        String path = LOCATOR.matcher(request.path()).replaceAll("$1/{locator}");
        path = JOB.matcher(path).replaceAll("$1/{job}");
        path = OLD_JOB.matcher(path).replaceAll(RequestLog::withoutIds);
        var call = new Call(request.method(), path, reply.operation(), reply.write());
        boolean room = counts.size() < DISTINCT_CAP || counts.containsKey(call);
        counts.merge(
                room ? call : new Call(request.method(), REST, reply.operation(), reply.write()),
                1L,
                Long::sum);
    }

    /** Of a path of Bulk API 1.0; what leads to one of several results has that one's id. */
    private static String withoutIds(MatchResult path) {
        String job = path.group(1) + "/{job}";
        return Matcher.quoteReplacement(
                path.group(2) == null ? job : job + path.group(2) + "/{batch}");
    }

    synchronized List<Count> counts() {
        var all = new ArrayList<Count>(counts.size());
        counts.forEach((call, count) -> all.add(new Count(call, count)));
        return all;
    }
}
