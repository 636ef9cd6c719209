package dev.baton.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says what a database file was when it was closed cleanly: its size and SHA-256, signed with a key
 * that is not in the folder. While somebody may write there is none; so where it is missing, the
 * last writer did not come to its end.
 */
final class Seal {
    private static final int CHUNK = 1 << 20;

    private final Path database;
    private final SideFile file;

    Seal(Path database) {
        this.database = database;
        this.file = new SideFile(database, ".seal");
    }

    boolean exists() {
        return Files.exists(file.path());
    }

    /** Reads the whole database file. */
    boolean holds(StateKeys keys) throws IOException {
        String sealed = file.read().orElse("");
        return MessageDigest.isEqual(bytes(sealed), bytes(text(keys)));
    }

    void set(StateKeys keys) throws IOException {
        file.write(text(keys));
    }

    void remove() throws IOException {
        file.delete();
    }

    private String text(StateKeys keys) throws IOException {
        long size = Files.size(database);
        byte[] digest = digest();
        byte[] mac =
                LedgerChain.mac(keys.seal())
                        .doFinal(Canonical.of("seal", keys.state(), size, digest));
        HexFormat hex = HexFormat.of();
        return "baton seal 1\nsize "
                + size
                + "\nsha256 "
                + hex.formatHex(digest)
                + "\nhmac-sha256 "
                + hex.formatHex(mac)
                + "\n";
    }

    private byte[] digest() throws IOException {
        MessageDigest sha256 = sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new DigestInputStream(Files.newInputStream(database), sha256)) {
            int read = 0;
            while (read >= 0) {
                read = in.read(chunk);
            }
        }
        return sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
