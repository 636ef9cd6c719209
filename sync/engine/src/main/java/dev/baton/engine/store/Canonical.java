package dev.baton.engine.store;

import java.io.ByteArrayOutputStream;
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

    private Canonical() {}

    /**
     * The bytes of a row.
     *
     * @param columns null, String, Long, Integer or byte[]
     */
    static byte[] of(@Nullable Object... columns) {
        var out = new ByteArrayOutputStream(128);
        for (Object column : columns) {
            switch (column) {
                case null -> out.write(NONE);
                case String text -> write(out, TEXT, text.getBytes(StandardCharsets.UTF_8));
                case Long number -> write(out, NUMBER, bytes(number));
                case Integer number -> write(out, NUMBER, bytes(number.longValue()));
                case byte[] bytes -> write(out, BYTES, bytes);
                default ->
                        throw new IllegalArgumentException(
                                "No canonical form for " + column.getClass().getName());
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte kind, byte[] bytes) {
        out.write(kind);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
