package dev.baton.sandbox.salesforce.session;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.soql.Answer;
import dev.baton.sandbox.salesforce.soql.Hit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that are read page by page, shared by both APIs. Keeps the most recently used ones. */
public final class Cursors {
    private static final int MIN_BATCH = 200;
    private static final int MAX_BATCH = 2000;
    private static final int KEPT = 500;

    private final Map<String, Cursor> cursors =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
                    return size() > KEPT;
                }
            };
    private long opened;

    private record Cursor(Answer answer, int batch) {}

    /**
     * One page.
     *
     * @param total the size of the whole answer
     * @param locator of the next page, null on the last
     */
    public record Page(List<Hit> hits, int total, @Nullable String locator) {}

    /**
     * The first page.
     *
     * @param batch wished for; 2,000 if null, and never outside 200..2,000
     */
    public Page first(Answer answer, @Nullable Integer batch) {
        int size = batch == null ? MAX_BATCH : Math.clamp(batch, MIN_BATCH, MAX_BATCH);
        if (answer.length() <= size) {
            return new Page(answer.page(0, size), answer.size(), null);
        }
        String id = String.format(Locale.ROOT, "0r8Bt%013d", ++opened);
        cursors.put(id, new Cursor(answer, size));
        return page(id, new Cursor(answer, size), 0);
    }

    /**
     * A later page.
     *
     * @throws ApiException INVALID_QUERY_LOCATOR for a locator that was never given or is forgotten
     */
    public Page next(String locator) {
        int dash = locator.lastIndexOf('-');
        Cursor cursor = dash < 0 ? null : cursors.get(locator.substring(0, dash));
        if (cursor == null || !locator.substring(dash + 1).matches("\\d{1,9}")) {
            throw invalid();
        }
        int from = Integer.parseInt(locator.substring(dash + 1));
        if (from >= cursor.answer().length()) {
            throw invalid();
        }
        return page(locator.substring(0, dash), cursor, from);
    }

    /** Forgets every answer, so that no locator given so far leads anywhere. */
    public void forgetAll() {
        cursors.clear();
    }

    private static Page page(String id, Cursor cursor, int from) {
        int next = from + cursor.batch();
        boolean last = next >= cursor.answer().length();
        return new Page(
                cursor.answer().page(from, cursor.batch()),
                cursor.answer().size(),
                last ? null : id + "-" + next);
    }

    private static ApiException invalid() {
        return ApiException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
}
