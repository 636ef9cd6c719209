package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream stands: between two walks, or within one. As a cursor it is one line of words,
 * beginning with its version; it names no host and holds nothing of a record but an id.
 */
sealed interface Position {

    /**
     * Between walks.
     *
     * @param from where the next walk begins, inclusive; null for the very first record
     */
    record Waiting(@Nullable Instant from) implements Position {}

    /**
     * Within a walk.
     *
     * @param stamp of the last row that was read
     * @param id of the last row that was read
     * @param span of the walk
     */
    record Walking(Instant stamp, String id, Span span) implements Position {}

    /**
     * What a walk covers.
     *
     * @param cap up to where it goes, inclusive; fixed when it began
     * @param begun when it began, by the org's clock; later than the cap while a transaction is
     *     open
     */
    record Span(Instant cap, Instant begun) {}

    default Cursor cursor() {
        return switch (this) {
            case Waiting(Instant from) -> new Cursor("1 wait" + (from == null ? "" : " " + from));
            case Walking(Instant stamp, String id, Span(Instant cap, Instant begun)) ->
                    new Cursor("1 walk " + stamp + " " + id + " " + cap + " " + begun);
        };
    }

    /**
     * Reads a cursor back.
     *
     * @throws AdapterException EXPIRED_CURSOR when it is not one of ours: the stream is begun anew
     */
    static Position of(@Nullable Cursor cursor) throws AdapterException {
        if (cursor == null) {
            return new Waiting(null);
        }
        String[] words = cursor.value().split(" ", -1);
        try {
            if (words.length == 2 && isKind(words, "wait")) {
                return new Waiting(null);
            }
            if (words.length == 3 && isKind(words, "wait")) {
                return new Waiting(Instant.parse(words[2]));
            }
            if (words.length == 6 && isKind(words, "walk") && Soql.RecordId.isId(words[3])) {
                var span = new Span(Instant.parse(words[4]), Instant.parse(words[5]));
                return new Walking(Instant.parse(words[2]), words[3], span);
            }
        } catch (DateTimeParseException e) {
            throw expired(e);
        }
        throw expired(null);
    }

    private static boolean isKind(String[] words, String kind) {
        return words[0].equals("1") && words[1].equals(kind);
    }

    private static AdapterException expired(@Nullable Exception cause) {
        return new AdapterException(
                Category.EXPIRED_CURSOR,
                "cursor_unknown",
                "the stored cursor is not of this version; the stream is read from its beginning",
                cause == null ? null : Redacted.of(cause));
    }
}
