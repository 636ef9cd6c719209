package dev.baton.core.play;

import java.util.Locale;
import java.util.Optional;

/** What a task in the CRM tells; {@code outputs.yaml} says in which field. */
public enum TaskField {
    /** The account it is about. */
    ACCOUNT,
    /** The user who is to do it. */
    OWNER,
    SUBJECT,
    /** The advice, the reasons, and at the end why it was closed. */
    TEXT,
    DUE_ON,
    STATUS,
    /** The play's name. */
    PLAY,
    /** What the account is worth. */
    VALUE,
    /** A person's word on it: Helped, No effect, Wrong alarm, Already known. Never written. */
    OUTCOME,
    /** A person's wish to hear no more of it until that day. Never written. */
    SNOOZE_UNTIL,
    /** When it was closed. Never written. */
    CLOSED_AT;

    /** The name used in mappings: {@code due_on}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is people's or the CRM's own, and only read. */
    public boolean readOnly() {
        return this == OUTCOME || this == SNOOZE_UNTIL || this == CLOSED_AT;
    }

    /** Whether a task makes no sense without it. */
    public boolean required() {
        return switch (this) {
            case ACCOUNT, OWNER, SUBJECT, STATUS -> true;
            case TEXT, DUE_ON, PLAY, VALUE, OUTCOME, SNOOZE_UNTIL, CLOSED_AT -> false;
        };
    }

    public static Optional<TaskField> named(String word) {
        for (TaskField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
