package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lists of records, by id: with {@code page[…]} by cursor, else by offset.
 * https://developer.zendesk.com/api-reference/introduction/pagination/
 */
final class RecordList {
    private static final int PAGE_CAP = 100;

    /** By offset nothing behind this row is served. */
    private static final int OFFSET_CAP = 10_000;

    private static final Pattern CURSOR = Pattern.compile("\\{\"o\":\"id\",\"v\":(\\d{1,18})}");

    private final SandboxRequest request;
    private final String name;
    private final String url;

    /**
     * @param url of the list, without query
     */
    RecordList(SandboxRequest request, String name, String url) {
        this.request = request;
        this.name = name;
        this.url = url;
    }

    SandboxReply answer(List<Version> matching, Function<Version, ObjectNode> body) {
        List<Version> all =
                matching.stream().sorted(Comparator.comparingLong(Version::id)).toList();
        boolean byCursor =
                request.parameter("page[size]") != null
                        || request.parameter("page[after]") != null
                        || request.parameter("page[before]") != null;
        return byCursor ? byCursor(all, body) : byOffset(all, body);
    }

    private SandboxReply byCursor(List<Version> all, Function<Version, ObjectNode> body) {
        OptionalLong size = number("page[size]", PAGE_CAP);
        if (size.isEmpty() || size.getAsLong() < 1 || size.getAsLong() > PAGE_CAP) {
            return ZendeskErrors.invalidPage("page[size] must be between 1 and 100");
        }
        OptionalLong after = place("page[after]", 0);
        OptionalLong before = place("page[before]", Long.MAX_VALUE);
        if (after.isEmpty() || before.isEmpty()) {
            return ZendeskErrors.invalidPage("page[after] or page[before] is not valid");
        }
        List<Version> open =
                all.stream()
                        .filter(
                                row ->
                                        row.id() > after.getAsLong()
                                                && row.id() < before.getAsLong())
                        .toList();
        int limit = (int) Math.min(size.getAsLong(), open.size());
        boolean backwards = request.parameter("page[before]") != null;
        List<Version> rows =
                backwards ? open.subList(open.size() - limit, open.size()) : open.subList(0, limit);
        return cursorPage(rows, open.size() > limit, size.getAsLong(), body);
    }

    private SandboxReply cursorPage(
            List<Version> rows, boolean hasMore, long size, Function<Version, ObjectNode> body) {
        ObjectNode answer = rows(rows, body);
        String first = rows.isEmpty() ? null : cursor(rows.getFirst());
        String last = rows.isEmpty() ? null : cursor(rows.getLast());
        answer.putObject("meta")
                .put("has_more", hasMore)
                .put("after_cursor", last)
                .put("before_cursor", first);
        answer.putObject("links")
                .put("prev", first == null ? null : link("page[before]", first, size))
                .put("next", last == null ? null : link("page[after]", last, size));
        return Json.reply(200, answer);
    }

    private SandboxReply byOffset(List<Version> all, Function<Version, ObjectNode> body) {
        OptionalLong page = number("page", 1);
        OptionalLong size = number("per_page", PAGE_CAP);
        if (page.isEmpty() || size.isEmpty() || page.getAsLong() < 1 || size.getAsLong() < 1) {
            return ZendeskErrors.invalidPage("page and per_page must be positive integers");
        }
        long limit = Math.min(size.getAsLong(), PAGE_CAP);
        long from = (page.getAsLong() - 1) * limit;
        if (from >= OFFSET_CAP) {
            return ZendeskErrors.invalidPage(
                    "offset pagination ends at row " + OFFSET_CAP + "; use page[size]");
        }
        List<Version> rows = all.stream().skip(from).limit(limit).toList();
        ObjectNode answer = rows(rows, body);
        boolean more = from + rows.size() < all.size();
        answer.put("next_page", more ? offsetLink(page.getAsLong() + 1, limit) : null);
        answer.put(
                "previous_page",
                page.getAsLong() > 1 ? offsetLink(page.getAsLong() - 1, limit) : null);
        return Json.reply(200, answer.put("count", all.size()));
    }

    private ObjectNode rows(List<Version> rows, Function<Version, ObjectNode> body) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode array = answer.putArray(name);
        rows.forEach(row -> array.add(body.apply(row)));
        return answer;
    }

    /** A parameter of digits, the default where it is missing, nothing where it is neither. */
    private OptionalLong number(String parameter, long byDefault) {
        String text = request.parameter(parameter);
        if (text == null) {
            return OptionalLong.of(byDefault);
        }
        return text.matches("\\d{1,9}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    private OptionalLong place(String parameter, long byDefault) {
        String text = request.parameter(parameter);
        return text == null ? OptionalLong.of(byDefault) : id(text);
    }

    private static OptionalLong id(String cursor) {
        try {
            byte[] plain = Base64.getDecoder().decode(cursor);
            Matcher match = CURSOR.matcher(new String(plain, StandardCharsets.US_ASCII));
            return match.matches()
                    ? OptionalLong.of(Long.parseLong(match.group(1)))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static String cursor(Version row) {
        byte[] plain =
                ("{\"o\":\"id\",\"v\":" + row.id() + "}").getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(plain);
    }

    private String link(String place, String cursor, long size) {
        return url
                + "?"
                + filters()
                + encoded(place)
                + "="
                + encoded(cursor)
                + "&"
                + encoded("page[size]")
                + "="
                + size;
    }

    private String offsetLink(long page, long size) {
        return url + "?" + filters() + "page=" + page + "&per_page=" + size;
    }

    /** Everything that was asked for except the page, so that the next one is of the same list. */
    private String filters() {
        var kept = new StringBuilder();
        for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
            boolean paging = entry.getKey().startsWith("page") || entry.getKey().equals("per_page");
            Optional<String> value = entry.getValue().stream().findFirst();
            if (!paging && value.isPresent()) {
                kept.append(encoded(entry.getKey()))
                        .append('=')
                        .append(encoded(value.get()))
                        .append('&');
            }
        }
        return kept.toString();
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
    }
}
