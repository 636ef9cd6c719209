package dev.baton.bench.org;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one shape of query that is answered: rows of an object in the order of (SystemModstamp, Id),
 * from a moment or behind a row on, so many at most.
 *
 * @param since SystemModstamp is not before it; null for all
 * @param behind only rows after this one; null for none
 */
record Soql(String object, @Nullable Instant since, @Nullable String behind, int limit) {
    private static final Pattern FROM = Pattern.compile(" FROM (\\w+)");
    private static final Pattern SINCE = Pattern.compile("SystemModstamp >= ([0-9T:.\\-]+Z)");
    private static final Pattern BEHIND = Pattern.compile("Id > '(\\w{18})'");
    private static final Pattern LIMIT = Pattern.compile(" LIMIT (\\d{1,4})$");

    static Soql parse(String text) {
        String since = found(SINCE, text);
        String object = found(FROM, text);
        String limit = found(LIMIT, text);
        if (object == null || limit == null) {
            throw new IllegalArgumentException("not a query that pages through an object");
        }
        return new Soql(
                object,
                since == null ? null : Instant.parse(since),
                found(BEHIND, text),
                Integer.parseInt(limit));
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
