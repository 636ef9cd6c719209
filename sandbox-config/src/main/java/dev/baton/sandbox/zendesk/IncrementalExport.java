package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v2/incremental/…}: what changed since, cursor-based or time-based.
 * https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/
 */
final class IncrementalExport {
    static final String ROOT = "/api/v2/incremental/";

    private static final int PAGE_CAP = 1_000;

    private final Account account;
    private final Bodies bodies;
    private final SandboxRequest request;
    private final Set<String> include;

    IncrementalExport(Account account, SandboxRequest request) {
        this.account = account;
        this.bodies = account.bodies();
        this.request = request;
        String asked = request.parameter("include");
        this.include =
                asked == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(asked.split(",", -1)));
    }

    /**
     * @param path without {@code .json}
     */
    SandboxReply answer(String path) {
        return switch (path.substring(ROOT.length())) {
            case "tickets/cursor" -> byCursor("tickets", tickets(), this::ticket, this::sideload);
            case "users/cursor" ->
                    byCursor(
                            "users",
                            account.users().current(),
                            bodies::user,
                            IncrementalExport::nothing);
            case "tickets" -> byTime("tickets", tickets(), this::ticket, this::sideload);
            case "users" ->
                    byTime(
                            "users",
                            account.users().current(),
                            bodies::user,
                            IncrementalExport::nothing);
            case "organizations" ->
                    byTime(
                            "organizations",
                            account.organizations().current(),
                            bodies::exportedOrganization,
                            IncrementalExport::nothing);
            case "ticket_metric_events" ->
                    byTime(
                            "ticket_metric_events",
                            account.data().events(),
                            bodies::event,
                            IncrementalExport::nothing);
            default -> ZendeskErrors.invalidEndpoint();
        };
    }

    private List<Version> tickets() {
        List<Version> all = account.tickets().current();
        return "true".equals(request.parameter("exclude_deleted"))
                ? all.stream().filter(ticket -> !isDeleted(ticket)).toList()
                : all;
    }

    static boolean isDeleted(Version ticket) {
        return ticket.body().path("status").asText().equals("deleted");
    }

    private ObjectNode ticket(Version version) {
        return bodies.exportedTicket(version, include.contains("metric_sets"));
    }

    /** What a page carries besides its rows. */
    @FunctionalInterface
    private interface Sideload<T> {
        void add(ObjectNode answer, List<T> rows);
    }

    private static <T> void nothing(ObjectNode answer, List<T> rows) {
        // this export has no sideloads
    }

    private void sideload(ObjectNode answer, List<Version> rows) {
        if (include.contains("users")) {
            ArrayNode users = answer.putArray("users");
            referenced(
                            rows,
                            List.of("requester_id", "submitter_id", "assignee_id"),
                            account.users())
                    .forEach(user -> users.add(bodies.user(user)));
        }
        if (include.contains("organizations")) {
            ArrayNode organizations = answer.putArray("organizations");
            referenced(rows, List.of("organization_id"), account.organizations())
                    .forEach(organization -> organizations.add(bodies.organization(organization)));
        }
    }

    private static Set<Version> referenced(
            List<Version> rows, List<String> fields, Timeline.Snapshot among) {
        var found = new LinkedHashSet<Version>();
        for (Version row : rows) {
            for (String field : fields) {
                Version other = among.byId().get(row.body().path(field).asLong());
                if (other != null) {
                    found.add(other);
                }
            }
        }
        return found;
    }

    private <T extends Ordered> SandboxReply byCursor(
            String name, List<T> all, Function<T, ObjectNode> body, Sideload<T> sideload) {
        String cursorText = request.parameter("cursor");
        String start = request.parameter("start_time");
        SandboxReply refusal = refusal(cursorText, start);
        if (refusal != null) {
            return refusal;
        }
        // Refused above unless exactly one of the two is there and readable.
        ExportCursor cursor =
                cursorText == null
                        ? ExportCursor.before(number(start).orElseThrow())
                        : ExportCursor.read(cursorText).orElseThrow();
        ExportPage<T> page = ExportPage.after(cursor, all, limit(), account.horizon());
        ObjectNode answer = rows(name, page, body);
        sideload.add(answer, page.rows());
        String next = page.next().text();
        answer.put("after_url", link(name + "/cursor", "cursor", next)).putNull("before_url");
        answer.put("after_cursor", next).putNull("before_cursor").put("end_of_stream", page.end());
        return Json.reply(200, answer);
    }

    private <T extends Ordered> SandboxReply byTime(
            String name, List<T> all, Function<T, ObjectNode> body, Sideload<T> sideload) {
        String start = request.parameter("start_time");
        SandboxReply refusal = refusal(null, start);
        if (refusal != null) {
            return refusal;
        }
        ExportPage<T> page =
                ExportPage.since(number(start).orElseThrow(), all, limit(), account.horizon());
        ObjectNode answer = rows(name, page, body);
        sideload.add(answer, page.rows());
        answer.put("count", page.rows().size());
        answer.put("next_page", link(name, "start_time", Long.toString(page.endTime())));
        answer.put("end_time", page.endTime());
        if (!name.equals("ticket_metric_events")) {
            // This one export says nothing about its end, in the specification's example too.
            answer.put("end_of_stream", page.end());
        }
        return Json.reply(200, answer);
    }

    private static <T extends Ordered> ObjectNode rows(
            String name, ExportPage<T> page, Function<T, ObjectNode> body) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode rows = answer.putArray(name);
        page.rows().forEach(row -> rows.add(body.apply(row)));
        return answer;
    }

    private @Nullable SandboxReply refusal(@Nullable String cursor, @Nullable String start) {
        String perPage = request.parameter("per_page");
        if (perPage != null && number(perPage).filter(size -> size > 0).isEmpty()) {
            return ZendeskErrors.invalidAttribute(
                    "per_page", "per_page must be a positive integer");
        }
        if (cursor != null) {
            return cursorRefusal(cursor, start);
        }
        Optional<Long> second = number(start);
        if (second.isEmpty()) {
            return ZendeskErrors.invalidAttribute(
                    "start_time", "start_time is required and must be an integer");
        }
        return second.get() > account.horizon() ? ZendeskErrors.startTimeTooRecent() : null;
    }

    private static @Nullable SandboxReply cursorRefusal(String cursor, @Nullable String start) {
        if (start != null) {
            return ZendeskErrors.invalidAttribute(
                    "start_time", "start_time and cursor exclude each other");
        }
        return ExportCursor.read(cursor).isEmpty()
                ? ZendeskErrors.invalidAttribute("cursor", "cursor is not valid")
                : null;
    }

    private int limit() {
        long asked = number(request.parameter("per_page")).orElse((long) PAGE_CAP);
        return (int) Math.min(PAGE_CAP, asked);
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,12}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /**
     * As recorded: the next link repeats page size and sideloads, in alphabetical order, and never
     * both cursor and start_time.
     */
    private String link(String path, String name, String value) {
        var link = new StringBuilder(account.url() + ROOT + path + ".json?");
        if (name.equals("cursor")) {
            append(link, name, value);
        }
        for (String kept : List.of("exclude_deleted", "include", "per_page")) {
            String given = request.parameter(kept);
            if (given != null) {
                append(link, kept, given);
            }
        }
        if (!name.equals("cursor")) {
            append(link, name, value);
        }
        return link.toString();
    }

    private static void append(StringBuilder link, String name, String value) {
        if (link.charAt(link.length() - 1) != '?') {
            link.append('&');
        }
        link.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
