package dev.baton.sandbox.demo.company;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the helpdesk's export: organisations, users, every version of every ticket, and ratings.
 * Tickets are numbered in the order they came in.
 */
final class Helpdesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a customer of medium size in a week, were its health 0. */
    private static final double TICKETS_A_WEEK = 0.17;

    /** With what it is about, as agents label it. */
    private record Topic(String subject, String label) {}

    private static final List<Topic> TOPICS =
            List.of(
                    new Topic("Export stops half way", "defect_export"),
                    new Topic("Cannot sign in", "complaint_sign_in"),
                    new Topic("Report shows wrong totals", "defect_totals"),
                    new Topic("Import rejects our file", "defect_import"),
                    new Topic("Page loads slowly", "complaint_slow"),
                    new Topic("Question about permissions", "request_permissions"),
                    new Topic("Notification arrives twice", "defect_notifications"),
                    new Topic("Invoice address", "request_invoice"));

    /** What Sync does to some: they notice when they move data in or out. */
    private static final String SYNC_LOSES_DATA = "defect_sync_loses_data";

    private static final Set<String> MOVES_DATA = Set.of("defect_export", "defect_import");

    private final Weeks weeks;
    private final Staff staff;
    private final List<Ticket> tickets = new ArrayList<>();
    private final StringBuilder organizations = new StringBuilder();
    private final StringBuilder users = new StringBuilder();

    Helpdesk(Weeks weeks, Staff staff) {
        this.weeks = weeks;
        this.staff = staff;
        staff.agents().forEach(agent -> user(agent, "Agent " + agent, null, null, Staff.HIRED));
    }

    void customer(Customer customer, Chance chance) {
        Instant since = customer.since(weeks).atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean known = !customer.has(Dirt.NO_ORGANISATION);
        if (known) {
            organization(customer, since);
        }
        for (Person person : customer.people()) {
            Instant from = weeks.begin(person.from()).atStartOfDay(ZoneOffset.UTC).toInstant();
            user(
                    person.user(),
                    person.firstName() + " " + person.lastName(),
                    person.email(customer.domain()),
                    known ? (long) customer.number() : null,
                    from.isBefore(since) ? since : from);
        }
        tickets(customer, chance);
    }

    /** An organisation of nobody: a trial that was never in the CRM. */
    void stray(int number, String name, Instant since) {
        ObjectNode body = organization(number, name, since);
        body.putNull("external_id").putArray("domain_names").add(Names.domain(name));
        line(organizations, body);
    }

    private void organization(Customer customer, Instant since) {
        boolean nameless =
                customer.has(Dirt.ORGANISATION_WITHOUT_KEY)
                        || customer.has(Dirt.ORGANISATION_ASTRAY);
        ObjectNode body = organization(customer.number(), customer.name(), since);
        String key =
                customer.has(Dirt.KEY_IN_OTHER_CASE)
                        ? customer.key().toLowerCase(Locale.ROOT)
                        : customer.key();
        body.put("external_id", nameless ? null : key);
        body.putArray("domain_names")
                .add(
                        customer.has(Dirt.ORGANISATION_ASTRAY)
                                ? "mail." + customer.domain()
                                : customer.domain());
        line(organizations, body);
    }

    private static ObjectNode organization(int number, String name, Instant since) {
        return JSON.createObjectNode()
                .put("id", number)
                .put("name", name)
                .put("created_at", since.toString())
                .put("updated_at", since.toString());
    }

    private void user(
            long id, String name, @Nullable String email, @Nullable Long of, Instant since) {
        line(
                users,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("name", name)
                        .put("email", email)
                        .put("role", of == null && email == null ? "agent" : "end-user")
                        .put("organization_id", of)
                        .put("created_at", since.toString())
                        .put("updated_at", since.toString()));
    }

    private void tickets(Customer customer, Chance chance) {
        Life life = customer.life();
        double nature = chance.around(TICKETS_A_WEEK * customer.segment().size(), 0.4);
        for (int week = Weeks.FIRST; week <= Weeks.LAST; week++) {
            double health = life.health().support().at(week);
            if (life.covers(week)) {
                int count = chance.events(nature * StrictMath.exp(-0.6 * health));
                for (int i = 0; i < count; i++) {
                    tickets.add(ticket(customer, week, health, chance));
                }
            }
        }
    }

    private Ticket ticket(Customer customer, int week, double health, Chance chance) {
        Person requester = customer.someone(week, chance);
        long agent = chance.oneOf(staff.agents());
        Topic topic = chance.oneOf(TOPICS);
        boolean losesData =
                customer.purchase().losesData(week) && MOVES_DATA.contains(topic.label());
        return Ticket.draw(
                customer,
                requester,
                agent,
                topic.subject(),
                losesData ? SYNC_LOSES_DATA : topic.label(),
                weeks.workingMoment(week, chance),
                health,
                chance);
    }

    List<Export.File> files() {
        tickets.sort(Comparator.comparing(Ticket::created));
        return List.of(
                new Export.File("zendesk/organizations.jsonl", organizations.toString()),
                new Export.File("zendesk/users.jsonl", users.toString()),
                new Export.File("zendesk/timeline.jsonl", timeline()),
                new Export.File("zendesk/satisfaction_ratings.jsonl", ratings()));
    }

    /** In the order the vendor exports it, that of generated_timestamp. */
    private String timeline() {
        record Dated(long id, Ticket ticket, Ticket.Version version) {}
        var all = new ArrayList<Dated>();
        for (int i = 0; i < tickets.size(); i++) {
            Ticket ticket = tickets.get(i);
            for (Ticket.Version version : ticket.versions()) {
                all.add(new Dated(i + 1L, ticket, version));
            }
        }
        all.sort(Comparator.comparing(each -> each.version().at()));
        var text = new StringBuilder();
        all.forEach(each -> line(text, ticket(each.id(), each.ticket(), each.version())));
        return text.toString();
    }

    private static ObjectNode ticket(long id, Ticket ticket, Ticket.Version version) {
        Customer customer = ticket.customer();
        ObjectNode body =
                JSON.createObjectNode()
                        .put("id", id)
                        .put("subject", ticket.topic())
                        .put("status", version.status())
                        .put("type", "problem")
                        .put("priority", ticket.priority().name().toLowerCase(Locale.ROOT))
                        .put("requester_id", ticket.requester().user())
                        .put("assignee_id", ticket.agent());
        body.put(
                "organization_id",
                customer.has(Dirt.NO_ORGANISATION) ? null : (Integer) customer.number());
        body.putArray("tags")
                .add(ticket.label())
                .add(version.late() ? "reply_late" : "reply_in_time");
        body.put("created_at", ticket.created().toString());
        body.put("updated_at", version.at().toString());
        body.put("generated_timestamp", version.at().getEpochSecond());
        body.set("metric_set", metrics(ticket, version.metrics()));
        return body;
    }

    private static ObjectNode metrics(Ticket ticket, Ticket.Metrics metrics) {
        Instant solved = metrics.solved();
        ObjectNode body =
                JSON.createObjectNode()
                        .put("reopens", metrics.reopens())
                        .put("replies", metrics.replies())
                        .put("solved_at", solved == null ? null : solved.toString());
        body.putObject("reply_time_in_minutes")
                .put("calendar", metrics.replied())
                .putNull("business");
        Long full = solved == null ? null : Duration.between(ticket.created(), solved).toMinutes();
        body.putObject("full_resolution_time_in_minutes").put("calendar", full).putNull("business");
        return body;
    }

    private String ratings() {
        var text = new StringBuilder();
        long id = 0;
        for (int i = 0; i < tickets.size(); i++) {
            Ticket ticket = tickets.get(i);
            Ticket.Rating rating = ticket.rating();
            if (rating != null) {
                line(text, rating(++id, i + 1L, ticket, rating));
            }
        }
        return text.toString();
    }

    private static ObjectNode rating(long id, long ticketId, Ticket ticket, Ticket.Rating rating) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("ticket_id", ticketId)
                .put("requester_id", ticket.requester().user())
                .put("assignee_id", ticket.agent())
                .put("score", rating.good() ? "good" : "bad")
                .put("created_at", rating.at().toString())
                .put("updated_at", rating.at().toString());
    }

    private static void line(StringBuilder text, ObjectNode body) {
        try {
            text.append(JSON.writeValueAsString(body)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to print", e);
        }
    }
}
