package dev.baton.bench.org;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Text on its way to a client, as bytes. Made by hand, so that the server takes as little as it can
 * of the machine that it shares with what is measured.
 */
final class JsonBytes {
    private static final int SECONDS_A_DAY = 86_400;

    private byte[] bytes = new byte[1 << 20];
    private int length;

    /** Days in the order they were asked for last: rows of one page lie close together. */
    private long day = Long.MIN_VALUE;

    private byte[] dayText = new byte[0];

    /** Text that needs no escaping. */
    JsonBytes text(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    JsonBytes raw(byte[] more) {
        return raw(more, 0, more.length);
    }

    JsonBytes raw(byte[] more, int from, int count) {
        room(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
        return this;
    }

    JsonBytes number(long value) {
        return text(Long.toString(value));
    }

    /** A whole number of so many digits, zeros in front. */
    JsonBytes digits(long value, int count) {
        room(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** {@code 2025-12-20T07:05:09}, without a zone. */
    JsonBytes moment(long epochSecond) {
        int second = (int) Math.floorMod(epochSecond, (long) SECONDS_A_DAY);
        return day(Math.floorDiv(epochSecond, (long) SECONDS_A_DAY))
                .text("T")
                .digits(second / 3600, 2)
                .text(":")
                .digits(second / 60 % 60, 2)
                .text(":")
                .digits(second % 60, 2);
    }

    JsonBytes day(long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            dayText =
                    Instant.ofEpochSecond(epochDay * SECONDS_A_DAY)
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString()
                            .getBytes(StandardCharsets.US_ASCII);
        }
        return raw(dayText);
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
