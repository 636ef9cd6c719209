package dev.baton.core.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 over texts, each with its length before it, so that no two lists of texts run together.
 */
public final class Digests {
    private Digests() {}

    /** 64 hexadecimal digits. */
    public static String of(List<String> texts) {
        return of(texts.stream());
    }

    /** The same of texts that need not be in memory at once. */
    static String of(Stream<String> texts) {
        MessageDigest digest = sha256();
        texts.forEachOrdered(
                text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
