package dev.baton.engine.store;

import dev.baton.port.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key of an installation, kept outside the state. It encrypts nothing itself: every use has
 * a key of its own, derived by HKDF-SHA-256 (RFC 5869) from the use's label, so that one use tells
 * nothing of another.
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key that a text holds.
     *
     * @param text 64 hexadecimal digits
     * @throws IllegalArgumentException if it is anything else; the message does not quote it
     */
    public static MasterKey of(Secret text) {
        String digits = text.reveal().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException(
                    "expected a key of " + 2 * BYTES + " hexadecimal digits");
        }
        return new MasterKey(HEX.parseHex(digits));
    }

    /** A new one that nobody else has. */
    public static MasterKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** As {@link #of} reads it, in small letters. */
    public Secret text() {
        return new Secret(HEX.formatHex(bytes));
    }

    /** Tells keys apart without telling anything about them; 16 hexadecimal digits. */
    public String id() {
        return HEX.formatHex(derived("key id"), 0, ID_BYTES);
    }

    /** Its id only. */
    @Override
    public String toString() {
        return "key " + id();
    }

    /** The key of one use. */
    SecretKey derived(String label, String algorithm) {
        return new SecretKeySpec(derived(label), algorithm);
    }

    private byte[] derived(String label) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(bytes)
                                    .thenExpand(Canonical.of("baton", label), BYTES));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java 25 has HKDF-SHA256", e);
        }
    }
}
