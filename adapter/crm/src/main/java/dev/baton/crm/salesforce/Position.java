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
    /** In place of a locator; none has this shape. */
    String FIRST_PART = "(first)";

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
     * Within the answer of a query job.
     *
     * @param version of the API that the job was made with; no other may ask for it
     * @param job its id
     * @param locator of the part of the answer, null for the first
     * @param row rows of the part that were read
     * @param span from when on a walk has to follow
     */
    record Exporting(String version, String job, @Nullable String locator, long row, Span span)
            implements Position {

        /** At another row of the same part. */
        Exporting at(long passed) {
            return new Exporting(version, job, locator, passed, span);
        }

        /** At the beginning of the part behind it. */
        Exporting behind(String next) {
            return new Exporting(version, job, next, 0, span);
        }
    }

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
            case Exporting(
                            String version,
                            String job,
                            String locator,
                            long row,
                            Span(Instant cap, Instant begun)) ->
                    new Cursor(
                            String.join(
                                    " ",
                                    "1 bulk",
                                    version,
                                    job,
                                    locator == null ? FIRST_PART : locator,
                                    String.valueOf(row),
                                    cap.toString(),
                                    begun.toString()));
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
            if (words.length == 8 && isKind(words, "bulk") && Soql.RecordId.isId(words[3])) {
                return exporting(words);
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            throw expired(e);
        }
        throw expired(null);
    }

    private static Exporting exporting(String[] words) throws AdapterException {
        boolean first = words[4].equals(FIRST_PART);
        if (!first && !BulkApi.isLocator(words[4])) {
            throw expired(null);
        }
        var span = new Span(Instant.parse(words[6]), Instant.parse(words[7]));
        return new Exporting(
                words[2], words[3], first ? null : words[4], Long.parseLong(words[5]), span);
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
