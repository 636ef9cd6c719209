package dev.baton.core.play;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task of ours as the CRM holds it.
 *
 * @param account the account it is about now; another one than its key says, where the accounts
 *     were merged since
 * @param open neither closed nor deleted
 * @param owner a user's id, null when the CRM does not tell
 * @param text as we wrote it; null when a person changed it since or nobody knows
 * @param outcome a person's word on it, null for none
 * @param snoozedUntil null for no wish
 * @param closedOn null while it is open, or where nobody tells
 */
public record HeldTask(
        TaskKey key,
        String account,
        boolean open,
        @Nullable String owner,
        @Nullable String text,
        @Nullable String outcome,
        @Nullable LocalDate snoozedUntil,
        @Nullable LocalDate closedOn) {
    /** Days that a "Wrong alarm" keeps the play silent on the account. */
    static final int MUTED_DAYS = 90;

    private static final String WRONG_ALARM = "Wrong alarm";

    /** Whether a person asked for silence that still lasts. */
    public boolean mutes(LocalDate today) {
        boolean snoozed = snoozedUntil != null && today.isBefore(snoozedUntil);
        return snoozed || (WRONG_ALARM.equals(outcome) && !mutedUntil(today).isBefore(today));
    }

    private LocalDate mutedUntil(LocalDate today) {
        return closedOn == null ? today : closedOn.plusDays(MUTED_DAYS);
    }
}
