package dev.baton.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Closes a column's text and binds it to the other columns of its row: AES-256-GCM (NIST SP
 * 800-38D) with them as additional authenticated data. A flipped bit, or a text moved to another
 * row, does not open.
 *
 * <p>Stored as: one byte for this form, twelve of nonce, the encrypted text, sixteen of tag. The
 * nonce is random; a key is good for 2<sup>32</sup> of them, and every state has a key of its own.
 */
final class RowCipher {
    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 1 + NONCE + TAG_BITS / Byte.SIZE;

    /** Nonces drawn at once: one by one, drawing would cost as much as encrypting. */
    private static final int NONCES = 256;

    /** As PostgreSQL calls it. */
    private static final String DATA_CORRUPTED = "XX001";

    private static final ThreadLocal<Worker> WORKER = ThreadLocal.withInitial(Worker::new);

    private final SecretKey key;

    RowCipher(SecretKey key) {
        this.key = key;
    }

    /** What one thread uses again and again. */
    private static final class Worker {
        final Cipher cipher = cipher();
        final SecureRandom random = new SecureRandom();
        final byte[] nonces = new byte[NONCES * NONCE];
        int used = NONCES;

        byte[] nonce() {
            if (used == NONCES) {
                random.nextBytes(nonces);
                used = 0;
            }
            byte[] nonce = new byte[NONCE];
            System.arraycopy(nonces, NONCE * used++, nonce, 0, NONCE);
            return nonce;
        }

        private static Cipher cipher() {
            try {
                return Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every Java has AES-GCM", e);
            }
        }
    }

    /**
     * The closed text.
     *
     * @param row what it is bound to: the table's and column's name, then the row's other columns
     */
    byte[] close(String text, @Nullable Object... row) {
        Worker worker = WORKER.get();
        byte[] nonce = worker.nonce();
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            Cipher cipher = worker.cipher;
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(Canonical.of(row));
            ByteBuffer closed = ByteBuffer.allocate(1 + NONCE + cipher.getOutputSize(plain.length));
            closed.put(FORM).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), closed);
            return closed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses to encrypt", e);
        }
    }

    /**
     * The text again.
     *
     * @param row as it was closed with
     * @throws SQLException as for a damaged page, if it is not what was closed with this row
     */
    String open(byte[] closed, @Nullable Object... row) throws SQLException {
        if (closed == null || closed.length < SHORTEST || closed[0] != FORM) {
            throw damaged(row, null);
        }
        try {
            Cipher cipher = WORKER.get().cipher;
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, closed, 1, NONCE));
            cipher.updateAAD(Canonical.of(row));
            byte[] plain = cipher.doFinal(closed, 1 + NONCE, closed.length - 1 - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw damaged(row, e);
        }
    }

    private static SQLException damaged(
            @Nullable Object[] row, @Nullable GeneralSecurityException cause) {
        return new SQLException(
                "A row does not open: " + row[0],
                DATA_CORRUPTED,
                SQLiteErrorCode.SQLITE_CORRUPT.code,
                cause);
    }
}
