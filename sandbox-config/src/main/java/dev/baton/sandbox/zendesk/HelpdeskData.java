package dev.baton.sandbox.zendesk;

import dev.baton.sandbox.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exports of a helpdesk, loaded and checked.
 *
 * @param events all there will ever be, in export order
 */
record HelpdeskData(
        Timeline tickets,
        Timeline organizations,
        Timeline users,
        Timeline ratings,
        List<MetricEvent> events) {

    /**
     * Reads {@code zendesk/} of every folder; missing files are fine.
     *
     * @throws DataException for the first line that cannot be served, or an id that comes twice
     */
    static HelpdeskData load(List<Path> dataDirs) {
        var tickets = new LinkedHashMap<Long, List<Row>>();
        var versions = new ArrayList<Version>();
        for (Path directory : dataDirs) {
            loadTickets(directory, tickets, versions);
        }
        return new HelpdeskData(
                new Timeline(versions),
                plain(dataDirs, "organizations.jsonl"),
                plain(dataDirs, "users.jsonl"),
                plain(dataDirs, "satisfaction_ratings.jsonl"),
                events(tickets));
    }

    private static List<MetricEvent> events(Map<Long, List<Row>> tickets) {
        return tickets.values().stream()
                .flatMap(rows -> MetricEvents.of(rows).stream())
                .sorted(Ordered.EXPORT_ORDER)
                .toList();
    }

    /**
     * A folder's timeline makes its plain tickets superfluous: the last version of each is the
     * ticket.
     */
    private static void loadTickets(
            Path directory, Map<Long, List<Row>> tickets, List<Version> versions) {
        Path timeline = file(directory, "timeline.jsonl");
        if (!Files.exists(timeline)) {
            for (Row row : Row.of(file(directory, "tickets.jsonl"))) {
                claim(tickets, row.id(), List.of(row));
                versions.addAll(unfolded(row, new TicketHindsight()));
            }
            return;
        }
        var here = new LinkedHashMap<Long, List<Row>>();
        for (Row row : Row.of(timeline)) {
            here.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row);
        }
        here.forEach(
                (id, rows) -> {
                    rows.sort(Comparator.comparingLong(HelpdeskData::generated));
                    claim(tickets, id, rows);
                    versions.addAll(unfolded(rows));
                });
    }

    private static List<Version> unfolded(List<Row> history) {
        var hindsight = new TicketHindsight();
        var versions = new ArrayList<Version>();
        for (int i = 0; i < history.size(); i++) {
            Row row = history.get(i);
            long until = i + 1 < history.size() ? generated(history.get(i + 1)) : Long.MAX_VALUE;
            // Of two versions in the same second only the last was ever seen.
            versions.addAll(hindsight.unfold(row.id(), row.body(), generated(row), until));
        }
        return versions;
    }

    private static Timeline plain(List<Path> dataDirs, String name) {
        var seen = new LinkedHashMap<Long, List<Row>>();
        var versions = new ArrayList<Version>();
        for (Path directory : dataDirs) {
            for (Row row : Row.of(file(directory, name))) {
                claim(seen, row.id(), List.of(row));
                versions.addAll(unfolded(row, new Hindsight()));
            }
        }
        return new Timeline(versions);
    }

    /**
     * A row with no history: it exists from its creation, and its own generated_timestamp is the
     * least the last may be.
     */
    private static List<Version> unfolded(Row row, Hindsight hindsight) {
        long from = Hindsight.ceiling(row.createdAt());
        Long generated = row.generatedTimestamp();
        var versions =
                new ArrayList<>(hindsight.unfold(row.id(), row.body(), from, Long.MAX_VALUE));
        Version last = versions.getLast();
        if (generated != null && generated > last.second()) {
            versions.add(new Version(last.id(), generated, last.body()));
        }
        return versions;
    }

    private static void claim(Map<Long, List<Row>> owners, long id, List<Row> rows) {
        List<Row> owner = owners.putIfAbsent(id, rows);
        if (owner != null) {
            Row first = owner.getFirst();
            throw rows.getFirst()
                    .broken(
                            "id "
                                    + id
                                    + " is already taken by "
                                    + first.file()
                                    + ":"
                                    + first.line()
                                    + "; keep one of the two");
        }
    }

    private static long generated(Row row) {
        Long generated = row.generatedTimestamp();
        if (generated == null) {
            throw row.broken(
                    "has no generated_timestamp; a timeline is ordered by it, in epoch seconds");
        }
        return generated;
    }

    private static Path file(Path directory, String name) {
        return directory.resolve("zendesk").resolve(name);
    }
}
