package dev.baton.helpdesk.zendesk;

import dev.baton.http.HttpAnswer;
import dev.baton.http.ServerClock;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Finding;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for all that would keep streams from being read, before a first run does: names, the role
 * of our user, and each stream by one call for a single row.
 */
record ZendeskCheck(ZendeskApi api) {

    /** Exports refuse a start within the last minute. */
    private static final Duration AGO = Duration.ofMinutes(5);

    List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        var findings = new ArrayList<Finding>();
        Map<ZendeskStream, List<String>> streams = named(requests, findings);
        HttpAnswer me = api.me();
        ZendeskUser user = ZendeskUser.of(me);
        for (Map.Entry<ZendeskStream, List<String>> stream : streams.entrySet()) {
            findings.addAll(unknownFields(stream.getKey(), stream.getValue()));
            if (stream.getKey().isExport() && !user.isAdmin()) {
                findings.add(notAdmin(stream.getKey()));
            } else {
                findings.addAll(unreachable(stream.getKey(), ServerClock.of(me)));
            }
        }
        return List.copyOf(findings);
    }

    private static Map<ZendeskStream, List<String>> named(
            List<StreamRequest> requests, List<Finding> findings) {
        var streams = new LinkedHashMap<ZendeskStream, List<String>>();
        for (StreamRequest request : requests) {
            ZendeskStream.named(request.stream())
                    .ifPresentOrElse(
                            stream -> fieldsOf(stream, streams).addAll(request.fields()),
                            () -> findings.add(unknownStream(request.stream())));
        }
        return streams;
    }

    private static List<String> fieldsOf(
            ZendeskStream stream, Map<ZendeskStream, List<String>> streams) {
        return streams.computeIfAbsent(stream, unused -> new ArrayList<>());
    }

    private static Finding unknownStream(String name) {
        return Finding.error(
                "zendesk." + name,
                "there is no such stream",
                suggestion(name, ZendeskStream.names()));
    }

    /** A warning only: Zendesk adds fields without telling, and plans differ. */
    private static List<Finding> unknownFields(ZendeskStream stream, List<String> paths) {
        return paths.stream()
                .map(path -> path.split("\\.", 2)[0])
                .distinct()
                .filter(name -> !stream.fields().contains(name))
                .map(
                        name ->
                                Finding.warning(
                                        "zendesk." + stream.streamName() + "." + name,
                                        "the vendor's reference knows no such field",
                                        suggestion(name, stream.fields())))
                .toList();
    }

    private static String suggestion(String word, List<String> known) {
        return NearestWord.to(word, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("choose one of " + String.join(", ", known));
    }

    private static Finding notAdmin(ZendeskStream stream) {
        return Finding.error(
                "zendesk." + stream.streamName(),
                "our user is no admin, and exports are for admins alone",
                "let an admin create the OAuth client, or give its user the role of admin");
    }

    private List<Finding> unreachable(ZendeskStream stream, Instant now) throws AdapterException {
        var query =
                List.of(
                        Map.entry("start_time", Long.toString(now.minus(AGO).getEpochSecond())),
                        Map.entry(stream.isExport() ? "per_page" : "page[size]", "1"));
        try {
            new PageReader(stream, List.of()).read(api.page(stream, query, false));
            return List.of();
        } catch (AdapterException e) {
            return switch (e.category()) {
                case PERMISSION, BAD_REQUEST -> List.of(refused(stream, e));
                case CREDENTIALS, UNAVAILABLE, THROTTLED, BUDGET, EXPIRED_CURSOR, OUTCOME_UNKNOWN ->
                        throw e;
            };
        }
    }

    private static Finding refused(ZendeskStream stream, AdapterException e) {
        return Finding.error(
                "zendesk." + stream.streamName(),
                e.category() == Category.PERMISSION
                        ? "Zendesk does not allow us to read this stream"
                        : "Zendesk does not serve this stream in this account",
                String.valueOf(e.getMessage()));
    }
}
