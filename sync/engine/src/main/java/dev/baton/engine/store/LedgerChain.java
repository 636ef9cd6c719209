package dev.baton.engine.store;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Chains ledger lines: a line's digest is HMAC-SHA-256 over the digest before it and all of its
 * columns. Who lacks the key can neither change a line nor take one out of the middle unseen.
 */
final class LedgerChain {
    private final Mac mac;
    private final String state;

    /**
     * A chain to go on with; for one thread.
     *
     * @param keys its first link names the state, so that no other state's ledger fits
     */
    LedgerChain(StateKeys keys) {
        this.mac = mac(keys.chain());
        this.state = keys.state();
    }

    static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HMAC-SHA-256", e);
        }
    }

    /** What the first line follows. */
    byte[] first() {
        return mac.doFinal(Canonical.of("ledger", state));
    }

    byte[] after(byte[] before, LedgerEntry entry) {
        return mac.doFinal(
                Canonical.of(
                        before,
                        entry.seq(),
                        Micros.of(entry.at()),
                        entry.run(),
                        entry.connection(),
                        entry.object(),
                        entry.record(),
                        entry.field(),
                        entry.before(),
                        entry.after(),
                        entry.mappings(),
                        entry.model(),
                        entry.evidence(),
                        entry.event()));
    }
}
