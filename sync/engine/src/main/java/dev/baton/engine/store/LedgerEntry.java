package dev.baton.engine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: append-only, one a field.
 *
 * @param seq grows by one
 * @param at the CRM server's clock
 * @param before the old value as JSON, {@code null} as JSON null; null on outcome lines
 * @param after the new value as JSON; null on outcome lines
 * @param event {@code intent}, {@code accepted}, {@code refused CODE}, {@code read-back written},
 *     {@code read-back not written}, {@code withheld}; of what others did {@code merged into ID}
 */
public record LedgerEntry(
        long seq,
        Instant at,
        String run,
        String connection,
        String object,
        String record,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        String mappings,
        String model,
        String evidence,
        String event) {

    /**
     * The old value: text, whole or decimal number, truth or null; days and moments as text, as the
     * ledger has them for people.
     */
    public @Nullable Object oldValue() {
        return before == null ? null : Values.scalar(before);
    }

    /** The new value, as {@link #oldValue()}. */
    public @Nullable Object newValue() {
        return after == null ? null : Values.scalar(after);
    }
}
