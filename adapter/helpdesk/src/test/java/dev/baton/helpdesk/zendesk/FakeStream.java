package dev.baton.helpdesk.zendesk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the vendor pages a stream, after what its API was recorded to do: a time-based page is filled
 * up to the end of its last second, and ends at the next second while more follows.
 */
final class FakeStream {
    /** What the vendor serves at most. */
    static final int LIMIT = 1_000;

    private static final String ELSEWHERE = "https://elsewhere.example/next?page[after]=wrong&x=";
    private static final Comparator<FakeRow> IN_ORDER =
            Comparator.comparingLong(FakeRow::second).thenComparingLong(FakeRow::id);

    private final String name;
    private final Map<Long, FakeRow> rows = new TreeMap<>();
    private @Nullable FakeRow lastServed;

    FakeStream(String name) {
        this.name = name;
    }

    void put(FakeRow row) {
        rows.put(row.id(), row);
    }

    FakeRow row(String id) {
        return Objects.requireNonNull(rows.get(Long.valueOf(id)));
    }

    String path() {
        return switch (name) {
            case "tickets", "users" -> "/api/v2/incremental/" + name + "/cursor";
            case "satisfaction_ratings" -> "/api/v2/satisfaction_ratings";
            default -> "/api/v2/incremental/" + name;
        };
    }

    String labelField() {
        return switch (name) {
            case "tickets" -> "subject";
            case "users", "organizations" -> "name";
            case "ticket_metric_events" -> "metric";
            default -> "score";
        };
    }

    /** The answer to a query, or null where its cursor is none of ours. */
    @Nullable Map<String, @Nullable Object> page(
            Map<String, String> query, Instant now, boolean repeatsRow) {
        Map<String, @Nullable Object> page =
                switch (name) {
                    case "tickets", "users" -> byCursor(query, now);
                    case "satisfaction_ratings" -> byLinks(query, now);
                    default -> byTime(query, now);
                };
        return page == null ? null : served(page, repeatsRow);
    }

    private Map<String, @Nullable Object> served(
            Map<String, @Nullable Object> page, boolean repeatsRow) {
        var served = new ArrayList<FakeRow>();
        if (repeatsRow && lastServed != null) {
            served.add(lastServed);
        }
        for (Object row : (List<?>) Objects.requireNonNull(page.get(name))) {
            served.add((FakeRow) row);
            lastServed = (FakeRow) row;
        }
        page.put(name, served.stream().map(row -> row.json(name)).toList());
        return page;
    }

    private @Nullable Map<String, @Nullable Object> byCursor(
            Map<String, String> query, Instant now) {
        String cursor = query.get("cursor");
        List<FakeRow> rest =
                cursor == null
                        ? settled(now).filter(r -> r.second() >= start(query)).toList()
                        : behind(cursor, now);
        if (rest == null) {
            return null;
        }
        List<FakeRow> page = rest.subList(0, Math.min(size(query, "per_page"), rest.size()));
        String after = page.isEmpty() ? cursor : cursor(page.getLast());
        return FakeAnswers.object(
                name,
                page,
                "after_url",
                ELSEWHERE,
                "after_cursor",
                after,
                "before_url",
                null,
                "before_cursor",
                null,
                "end_of_stream",
                page.size() == rest.size());
    }

    private static String cursor(FakeRow row) {
        String plain = row.second() + ".0||" + row.id() + "|";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable List<FakeRow> behind(String cursor, Instant now) {
        String[] parts;
        try {
            byte[] plain = Base64.getDecoder().decode(cursor);
            parts = new String(plain, StandardCharsets.UTF_8).split("\\.0\\|\\||\\|");
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (parts.length != 2) {
            return null;
        }
        long second = Long.parseLong(parts[0]);
        long id = Long.parseLong(parts[1]);
        return settled(now)
                .filter(r -> r.second() > second || (r.second() == second && r.id() > id))
                .toList();
    }

    private Map<String, @Nullable Object> byTime(Map<String, String> query, Instant now) {
        List<FakeRow> rest = settled(now).filter(r -> r.second() >= start(query)).toList();
        int end = Math.min(size(query, "per_page"), rest.size());
        while (end < Math.min(LIMIT, rest.size()) && tied(rest, end)) {
            end++;
        }
        boolean more = end < rest.size();
        boolean cut = more && tied(rest, end);
        List<FakeRow> page = rest.subList(0, end);
        Long last = page.isEmpty() ? null : page.getLast().second();
        Long endTime = last == null || !more || cut ? last : Long.valueOf(last + 1);
        Map<String, @Nullable Object> answer =
                FakeAnswers.object(
                        name, page, "count", end, "end_time", endTime, "next_page", ELSEWHERE);
        if (name.equals("organizations")) {
            answer.put("end_of_stream", !more);
        }
        return answer;
    }

    private static boolean tied(List<FakeRow> rows, int at) {
        return at > 0 && rows.get(at).second() == rows.get(at - 1).second();
    }

    /** This listing shows a row at once, and only those created after its start. */
    private Map<String, @Nullable Object> byLinks(Map<String, String> query, Instant now) {
        long behind = Long.parseLong(query.getOrDefault("page[after]", "0"));
        List<FakeRow> rest =
                until(now)
                        .filter(row -> row.created().getEpochSecond() > start(query))
                        .sorted(Comparator.comparingLong(FakeRow::id))
                        .filter(row -> row.id() > behind)
                        .toList();
        List<FakeRow> page = rest.subList(0, Math.min(size(query, "page[size]"), rest.size()));
        boolean more = page.size() < rest.size();
        String after = page.isEmpty() ? null : Long.toString(page.getLast().id());
        return FakeAnswers.object(
                name,
                page,
                "meta",
                FakeAnswers.object("has_more", more, "after_cursor", after),
                "links",
                FakeAnswers.object("prev", null, "next", more ? ELSEWHERE : null));
    }

    /** Exports withhold the last minute. */
    private Stream<FakeRow> settled(Instant now) {
        return until(now.minusSeconds(60)).sorted(IN_ORDER);
    }

    private Stream<FakeRow> until(Instant now) {
        return rows.values().stream().filter(row -> !row.modified().isAfter(now));
    }

    private static long start(Map<String, String> query) {
        return Long.parseLong(query.getOrDefault("start_time", "0"));
    }

    private static int size(Map<String, String> query, String name) {
        return Integer.parseInt(query.getOrDefault(name, Integer.toString(LIMIT)));
    }
}
