package dev.baton.sandbox.zendesk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an export: everything up to it has been seen. On the wire an opaque string, in the
 * shape seen recorded.
 */
record ExportCursor(long second, long id) {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,12})\\.0\\|\\|(\\d{1,18})\\|");

    /** Before the first row of a second: ids start at 1. */
    static ExportCursor before(long second) {
        return new ExportCursor(second, 0);
    }

    static ExportCursor at(Ordered row) {
        return new ExportCursor(row.second(), row.id());
    }

    static Optional<ExportCursor> read(String text) {
        String plain;
        try {
            plain = new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher match = PLAIN.matcher(plain);
        return match.matches()
                ? Optional.of(
                        new ExportCursor(
                                Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
                : Optional.empty();
    }

    String text() {
        byte[] plain = (second + ".0||" + id + "|").getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(plain);
    }

    boolean precedes(Ordered row) {
        return row.second() > second || (row.second() == second && row.id() > id);
    }
}
