package dev.baton.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Columns as bytes, for digests: each one begins with its kind and length, so that no two different
 * rows have the same bytes.
 */
final class Canonical {
    private static final byte NONE = 0;
    private static final byte TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte BYTES = 3;

    private static final byte[] NOTHING = {};

    private Canonical() {}

    /**
     * The bytes of a row.
     *
     * @param columns null, String, Long, Integer or byte[]
     */
    static byte[] of(@Nullable Object... columns) {
        byte[][] contents = new byte[columns.length][];
        int length = 0;
        for (int i = 0; i < columns.length; i++) {
            contents[i] = content(columns[i]);
            length += columns[i] == null ? 1 : 1 + Integer.BYTES + contents[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int i = 0; i < columns.length; i++) {
            out.put(kind(columns[i]));
            if (columns[i] != null) {
                out.putInt(contents[i].length).put(contents[i]);
            }
        }
        return out.array();
    }

    private static byte[] content(@Nullable Object column) {
        return switch (column) {
            case null -> NOTHING;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Long number -> bytes(number);
            case Integer number -> bytes(number);
            case byte[] bytes -> bytes;
            default ->
                    throw new IllegalArgumentException(
                            "No canonical form for " + column.getClass().getName());
        };
    }

    private static byte kind(@Nullable Object column) {
        return switch (column) {
            case null -> NONE;
            case String text -> TEXT;
            case byte[] bytes -> BYTES;
            default -> NUMBER;
        };
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
