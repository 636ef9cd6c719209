package dev.baton.simulation.vendor;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The helpdesk: organisations and tickets, its incremental exports, its sign-in. Exports withhold
 * the last minute.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/">Incremental
 *     exports</a>
 */
public final class Desk {
    public static final String URL = "https://acme.zendesk.com";
    private static final Duration WITHHELD = Duration.ofMinutes(1);

    private final VirtualTime time;
    private final Runnable changed;
    private final SortedMap<Long, Organization> organizations = new TreeMap<>();
    private final SortedMap<Long, Ticket> tickets = new TreeMap<>();
    private String token = "desk-1";
    private int tokens = 1;
    private int era;
    private long ids;

    /**
     * An organisation.
     *
     * @param changed epoch seconds
     */
    public record Organization(
            long id, @Nullable String externalId, long created, long changed, boolean deleted) {}

    /**
     * A ticket.
     *
     * @param changed epoch seconds
     */
    public record Ticket(
            long id, @Nullable Long organization, String status, long created, long changed) {
        public boolean open() {
            return !status.equals("solved") && !status.equals("closed") && !deleted();
        }

        public boolean deleted() {
            return status.equals("deleted");
        }
    }

    /**
     * An empty helpdesk.
     *
     * @param changed told after every change
     */
    public Desk(VirtualTime time, Runnable changed) {
        this.time = time;
        this.changed = changed;
    }

    public SortedMap<Long, Ticket> tickets() {
        return tickets;
    }

    public SortedMap<Long, Organization> organizations() {
        return organizations;
    }

    public long organization(String externalId) {
        long id = ++ids;
        long now = now();
        organizations.put(id, new Organization(id, externalId, now, now, false));
        changed.run();
        return id;
    }

    /** Says that an organisation is another customer, or none when null. */
    public void reassign(long organization, @Nullable String externalId) {
        Organization was = organizations.get(organization);
        if (was != null) {
            organizations.put(
                    was.id(),
                    new Organization(was.id(), externalId, was.created(), now(), was.deleted()));
            changed.run();
        }
    }

    public void ticket(@Nullable Long organization) {
        long id = ++ids;
        tickets.put(id, new Ticket(id, organization, "open", now(), now()));
        changed.run();
    }

    public void move(long ticket, String status, @Nullable Long organization) {
        Ticket was = tickets.get(ticket);
        if (was != null) {
            tickets.put(was.id(), new Ticket(was.id(), organization, status, was.created(), now()));
            changed.run();
        }
    }

    public void endSession() {
        token = "desk-" + ++tokens;
    }

    /** The cursors given out so far are no longer known. */
    public void forgetCursors() {
        era++;
    }

    /** The cursor behind all that an export shows now. */
    public String cursorOfNow() {
        return "e" + era + "-" + until() + "-" + ids;
    }

    private long now() {
        return time.now().getEpochSecond();
    }

    /** Answers. */
    public Reply handle(URI uri, @Nullable String authorization) {
        String path = uri.getPath();
        if (path.equals("/oauth/tokens")) {
            return Reply.json(
                    200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"}");
        }
        if (!("Bearer " + token).equals(authorization)) {
            return Reply.json(401, "{\"error\":\"invalid_token\"}");
        }
        return switch (path) {
            case "/api/v2/users/me" -> Reply.json(200, "{\"user\":{\"id\":1,\"role\":\"admin\"}}");
            case "/api/v2/incremental/organizations" -> organizations(parameters(uri));
            case "/api/v2/incremental/tickets/cursor" -> tickets(parameters(uri));
            default -> Reply.json(404, "{\"error\":\"RecordNotFound\"}");
        };
    }

    private static Map<String, String> parameters(URI uri) {
        var parameters = new HashMap<String, String>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int is = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, is),
                    URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private long until() {
        return time.now().minus(WITHHELD).truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
    }

    /**
     * Time-based: the next page begins with the second that this one ended in; only a page of a
     * single second takes all of it, even over the limit, and moves on.
     */
    private Reply organizations(Map<String, String> parameters) {
        long from = Long.parseLong(parameters.getOrDefault("start_time", "0"));
        int size = Integer.parseInt(parameters.getOrDefault("per_page", "1000"));
        if (from > until()) {
            return Reply.json(400, "{\"error\":\"StartTimeTooRecent\"}");
        }
        List<Organization> due =
                organizations.values().stream()
                        .filter(each -> each.changed() >= from && each.changed() <= until())
                        .sorted(
                                Comparator.comparingLong(Organization::changed)
                                        .thenComparingLong(Organization::id))
                        .toList();
        int to = Math.min(size, due.size());
        long end = to == 0 ? from : due.get(to - 1).changed();
        if (to > 0 && due.getFirst().changed() == end) {
            while (to < due.size() && due.get(to).changed() == end) {
                to++;
            }
            end = Math.min(end + 1, until());
        }
        String about =
                "\"count\":%d,\"end_time\":%d,\"end_of_stream\":%s"
                        .formatted(to, end, to == due.size());
        return Reply.json(200, body("organizations", due.subList(0, to), Desk::json, about));
    }

    private Reply tickets(Map<String, String> parameters) {
        String cursor = parameters.get("cursor");
        int size = Integer.parseInt(parameters.getOrDefault("per_page", "1000"));
        String[] at = cursor == null ? new String[] {"", "0", "0"} : cursor.split("-", -1);
        if (cursor != null && !at[0].equals("e" + era)) {
            return Reply.json(400, "{\"error\":\"InvalidPaginationParameter\"}");
        }
        long second = Long.parseLong(at[1]);
        long id = Long.parseLong(at[2]);
        List<Ticket> due =
                tickets.values().stream()
                        .filter(each -> each.changed() <= until())
                        .filter(
                                each ->
                                        each.changed() > second
                                                || (each.changed() == second && each.id() > id))
                        .sorted(
                                Comparator.comparingLong(Ticket::changed)
                                        .thenComparingLong(Ticket::id))
                        .toList();
        List<Ticket> page = due.subList(0, Math.min(size, due.size()));
        String after =
                page.isEmpty()
                        ? "e" + era + "-" + second + "-" + id
                        : "e" + era + "-" + page.getLast().changed() + "-" + page.getLast().id();
        String about =
                "\"after_cursor\":\"%s\",\"end_of_stream\":%s"
                        .formatted(after, page.size() == due.size());
        return Reply.json(200, body("tickets", page, Desk::json, about));
    }

    private static <T> String body(
            String name, List<T> rows, Function<T, String> json, String about) {
        var texts = new ArrayList<String>();
        rows.forEach(row -> texts.add(json.apply(row)));
        return "{\"" + name + "\":[" + String.join(",", texts) + "]," + about + "}";
    }

    private static String json(Organization each) {
        return "{\"id\":%d,\"external_id\":%s,\"created_at\":\"%s\",\"updated_at\":\"%s\",\"deleted_at\":%s}"
                .formatted(
                        each.id(),
                        Texts.json(each.externalId()),
                        moment(each.created()),
                        moment(each.changed()),
                        each.deleted() ? "\"" + moment(each.changed()) + "\"" : "null");
    }

    private static String json(Ticket each) {
        return "{\"id\":%d,\"organization_id\":%s,\"status\":\"%s\",\"priority\":null,\"created_at\":\"%s\",\"generated_timestamp\":%d}"
                .formatted(
                        each.id(),
                        each.organization(),
                        each.status(),
                        moment(each.created()),
                        each.changed());
    }

    private static String moment(long second) {
        return java.time.Instant.ofEpochSecond(second).toString();
    }
}
