package dev.baton.helpdesk.zendesk;

import dev.baton.port.AdapterException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Satisfaction ratings: an ordinary listing with a start. A changed rating is a new record with a
 * new creation time, so that the newest one seen says where the next cycle begins.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/">Zendesk:
 *     satisfaction ratings</a>
 */
record RatingListing() implements Paging {

    /** Each cycle looks back so many seconds: this listing does not hold back the last minute. */
    static final long OVERLAP = 120;

    /** The vendor's most on cursor-paginated listings. */
    private static final int MOST_ROWS = 100;

    private static final Pattern AFTER =
            Pattern.compile("[?&](?:page\\[after]|page%5[Bb]after%5[Dd])=([^&#]{1,2000})");

    @Override
    public Position start() {
        return new Position.Since(1);
    }

    @Override
    public List<Map.Entry<String, String>> query(Position at, int size) throws AdapterException {
        var query = new ArrayList<Map.Entry<String, String>>();
        query.add(Map.entry("score", "received"));
        query.add(Map.entry("start_time", Long.toString(since(at))));
        query.add(Map.entry("page[size]", Integer.toString(Math.min(size, MOST_ROWS))));
        if (at instanceof Position.Within(long since, long newest, String page)) {
            query.add(Map.entry("page[after]", page));
        }
        return query;
    }

    private static long since(Position at) throws AdapterException {
        return switch (at) {
            case Position.Since(long second) -> second;
            case Position.Within(long since, long newest, String page) -> since;
            case Position.Start start -> throw Position.unknown();
            case Position.After after -> throw Position.unknown();
        };
    }

    @Override
    public Step after(Position at, Listing listing, int size) throws AdapterException {
        long since = since(at);
        long newest = listing.newest(newestBefore(at));
        if (!goesOn(listing.about())) {
            return Paging.step(new Position.Since(Math.max(since, newest - OVERLAP)), true);
        }
        Position next = new Position.Within(since, newest, pageAfter(listing.about()));
        if (pageOf(next).equals(pageOf(at))) {
            throw Paging.stuck("the listing names the same page again; try again later");
        }
        return Paging.step(next, false);
    }

    private static long newestBefore(Position at) {
        return at instanceof Position.Within(long since, long newest, String page) ? newest : 0;
    }

    private static String pageOf(Position at) {
        return at instanceof Position.Within(long since, long newest, String page) ? page : "";
    }

    private static boolean goesOn(Listing.About about) {
        return about.hasMore() == null ? about.nextLink() != null : about.hasMore();
    }

    private static String pageAfter(Listing.About about) throws AdapterException {
        String page = Objects.requireNonNullElse(about.afterCursor(), linked(about.nextLink()));
        if (page.isEmpty()) {
            throw Paging.stuck("the listing says that it goes on, but not where; try again later");
        }
        return page;
    }

    private static String linked(@Nullable String link) {
        if (link == null) {
            return "";
        }
        Matcher after = AFTER.matcher(link);
        try {
            return after.find() ? URLDecoder.decode(after.group(1), StandardCharsets.UTF_8) : "";
        } catch (IllegalArgumentException noEscapes) {
            return "";
        }
    }
}
