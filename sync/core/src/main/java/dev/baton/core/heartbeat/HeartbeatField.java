package dev.baton.core.heartbeat;

import java.util.Locale;
import java.util.Optional;

/** What the row of a day tells; {@code outputs.yaml} says in which field. */
public enum HeartbeatField {
    /** The instant for which the scores of the last run hold. */
    AS_OF,
    /** The CRM's clock at the last run. */
    LAST_RUN_AT,
    /** The model's version. */
    MODEL,
    /** Accounts with a score at the last run. */
    ACCOUNTS_SCORED,
    /** Accounts about which too little was known at the last run. */
    ACCOUNTS_UNKNOWN,
    /** Records created or changed, over the day's runs that told. */
    RECORDS_WRITTEN,
    /** Records that the org refused, over the day's runs that told. */
    RECORDS_FAILED,
    /** Records that are set aside with a reason. */
    RECORDS_QUARANTINED,
    /** The head of the ledger's chain, 64 hexadecimal digits. */
    LEDGER_HEAD;

    /** The name used in mappings: {@code last_run_at}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Without its ledger's head a row cannot tell an old state that was put back. */
    public boolean required() {
        return this == LEDGER_HEAD;
    }

    /** Whether a day's runs add up in it. */
    boolean adds() {
        return this == RECORDS_WRITTEN || this == RECORDS_FAILED;
    }

    public static Optional<HeartbeatField> named(String word) {
        for (HeartbeatField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
