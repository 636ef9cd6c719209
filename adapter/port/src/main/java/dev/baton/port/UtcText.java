package dev.baton.port;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Instants as systems nearly always write them: {@code 2025-12-16T13:05:30Z}, with up to nine
 * digits of a second, {@code Z} or {@code +0000}. Every row of every page has two or three of them,
 * and the JDK's formatters take ten times as long as this.
 */
public final class UtcText {
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int MOST_DIGITS = 9;

    private UtcText() {}

    /**
     * The instant; null when the text is of any other shape, which need not mean that it is wrong:
     * ask a real parser then.
     */
    public static @Nullable Instant parse(String text) {
        int zone = zone(text);
        if (zone < 0 || !isShaped(text)) {
            return null;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            long day =
                    LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                            .toEpochDay();
            return Instant.ofEpochSecond(
                    ((day * 24 + hour) * 60 + minute) * 60 + second, nanos(text, zone));
        } catch (DateTimeException e) {
            return null; // no such day
        }
    }

    /** Where the zone begins, behind nothing or a point and digits; -1 for anything else. */
    private static int zone(String text) {
        int at = SHAPE.length();
        if (text.length() <= at) {
            return -1;
        }
        if (text.charAt(at) == '.') {
            int first = at + 1;
            at = first;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == first || at - first > MOST_DIGITS) {
                return -1;
            }
        }
        String zone = text.substring(at);
        return zone.equals("Z") || zone.equals("+0000") ? at : -1;
    }

    private static boolean isShaped(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            char is = text.charAt(i);
            if (wanted == '0' ? !isDigit(is) : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static int nanos(String text, int zone) {
        int first = SHAPE.length() + 1;
        if (zone < first) {
            return 0;
        }
        int nanos = number(text, first, zone);
        for (int digits = zone - first; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }
}
