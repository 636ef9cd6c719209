package dev.baton.helpdesk.zendesk;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to go on in a stream; what a {@link Cursor} holds. Epoch times are in seconds. */
sealed interface Position {

    /** At the very first record. */
    record Start() implements Position {}

    /** Behind this cursor of the vendor's. */
    record After(String token) implements Position {}

    /** At the records of this second. */
    record Since(long second) implements Position {}

    /**
     * In the middle of a listing.
     *
     * @param since where the listing began
     * @param newest the newest record seen in it so far
     * @param page the vendor's cursor within it
     */
    record Within(long since, long newest, String page) implements Position {}

    /** Three numbers and a vendor's cursor at most: free of secrets. */
    default Cursor cursor() {
        return new Cursor(
                switch (this) {
                    case Start() -> "start";
                    case After(String token) -> "after:" + token;
                    case Since(long second) -> "since:" + second;
                    case Within(long since, long newest, String page) ->
                            "within:" + since + ":" + newest + ":" + page;
                });
    }

    /** Whether {@link #of} reads what {@link #cursor()} writes: vendors' cursors are theirs. */
    default boolean canBeKept() {
        return Written.FORM.matcher(cursor().value()).matches();
    }

    /**
     * Reads what {@link #cursor()} wrote.
     *
     * @throws AdapterException EXPIRED_CURSOR when it is none of ours
     */
    static Position of(Cursor cursor) throws AdapterException {
        Matcher written = Written.FORM.matcher(cursor.value());
        if (!written.matches()) {
            throw unknown();
        }
        if (written.group("after") != null) {
            return new After(written.group("after"));
        }
        if (written.group("second") != null) {
            return new Since(Long.parseLong(written.group("second")));
        }
        if (written.group("page") != null) {
            long since = Long.parseLong(written.group("since"));
            long newest = Long.parseLong(written.group("newest"));
            return new Within(since, newest, written.group("page"));
        }
        return new Start();
    }

    static AdapterException unknown() {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                "unknown_cursor",
                "the stored cursor is not one of this stream's; it is read anew",
                null);
    }

    /** The form of a written position. */
    final class Written {
        private static final Pattern FORM =
                Pattern.compile(
                        "start|after:(?<after>.{1,2000})|since:(?<second>\\d{1,12})"
                                + "|within:(?<since>\\d{1,12}):(?<newest>\\d{1,12})"
                                + ":(?<page>.{1,2000})");

        private Written() {}
    }
}
