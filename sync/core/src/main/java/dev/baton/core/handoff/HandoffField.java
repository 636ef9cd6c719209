package dev.baton.core.handoff;

import java.util.Locale;
import java.util.Optional;

/** What a handoff in the CRM tells; {@code outputs.yaml} says in which field. */
public enum HandoffField {
    OPPORTUNITY,
    ACCOUNT,
    /** The user who sold; empty where the mapping gives no user's id. */
    SALES_OWNER,
    /** The user who looks after the customer from now on. */
    OWNER,
    /** A {@link HandoffStatus#title()}. */
    STATUS,
    /** A person's word: Accept or Return. Never written. */
    DECISION,
    /** Why a person returned it. Never written. */
    RETURN_REASON,
    /** People's text; filled where it is empty. */
    GOALS,
    PAINS,
    SOLD,
    NON_STANDARD_TERMS,
    /** People's, and never written. */
    SUCCESS_METRIC,
    FIRST_VALUE_DEFINITION,
    BASELINE,
    TARGET,
    TARGET_ON,
    /** Share of the items for which there is evidence, 0..100, whole. */
    COMPLETENESS,
    /** How many there are. */
    OPEN_GAPS,
    /** A line each, with who can close it; empty when there is none. */
    GAPS,
    OPENED_ON,
    /** The day by which customer success is to decide; empty in a draft. */
    ACCEPT_DUE,
    /** The day on which Baton first saw it accepted. */
    ACCEPTED_ON,
    KICKOFF_ON,
    FIRST_VALUE_ON;

    /** The name used in mappings: {@code opened_on}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is people's, and only read. */
    public boolean readOnly() {
        return switch (this) {
            case DECISION,
                    RETURN_REASON,
                    SUCCESS_METRIC,
                    FIRST_VALUE_DEFINITION,
                    BASELINE,
                    TARGET,
                    TARGET_ON ->
                    true;
            case OPPORTUNITY,
                    ACCOUNT,
                    SALES_OWNER,
                    OWNER,
                    STATUS,
                    GOALS,
                    PAINS,
                    SOLD,
                    NON_STANDARD_TERMS,
                    COMPLETENESS,
                    OPEN_GAPS,
                    GAPS,
                    OPENED_ON,
                    ACCEPT_DUE,
                    ACCEPTED_ON,
                    KICKOFF_ON,
                    FIRST_VALUE_ON ->
                    false;
        };
    }

    /** Whether it is people's, and Baton may fill an empty one, never a filled one. */
    public boolean fillable() {
        return this == GOALS || this == PAINS || this == SOLD || this == NON_STANDARD_TERMS;
    }

    /** Whether people write in it. */
    public boolean human() {
        return readOnly() || fillable();
    }

    /** Whether a handoff makes no sense without it. */
    public boolean required() {
        return this == OPPORTUNITY || this == ACCOUNT || this == STATUS;
    }

    public static Optional<HandoffField> named(String word) {
        for (HandoffField field : values()) {
            if (field.word().equals(word)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
