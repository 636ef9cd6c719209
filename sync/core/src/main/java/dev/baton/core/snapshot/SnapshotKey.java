package dev.baton.core.snapshot;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The upsert key of a snapshot: an account has one a period (invariant 3).
 *
 * @param account 18 characters
 */
public record SnapshotKey(String account, Period period) {

    /** {@code 001…:W2026-05-03}, 30 characters. */
    public String text() {
        return account + ":" + period.grain().letter() + period.end();
    }

    /** Nothing when the text is no key of ours. */
    public static Optional<SnapshotKey> of(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon + 2 > text.length()) {
            return Optional.empty();
        }
        char letter = text.charAt(colon + 1);
        for (Grain grain : Grain.values()) {
            if (grain.letter() == letter) {
                return key(text.substring(0, colon), grain, text.substring(colon + 2));
            }
        }
        return Optional.empty();
    }

    private static Optional<SnapshotKey> key(String account, Grain grain, String day) {
        try {
            LocalDate end = LocalDate.parse(day);
            return grain.lastDay(end).equals(end)
                    ? Optional.of(new SnapshotKey(account, new Period(grain, end)))
                    : Optional.empty();
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
