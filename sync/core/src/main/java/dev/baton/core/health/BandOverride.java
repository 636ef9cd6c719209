package dev.baton.core.health;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The band that a person set in place of the model's. People write it, and nobody else (invariant
 * 4); the model's own stays beside it.
 *
 * @param until the last day on which it is shown
 */
public record BandOverride(Band band, LocalDate until) {

    /**
     * The one that counts at an instant, if any. As the formula on the account tells it: without a
     * day of its own it never counts. What was written into the account later says nothing of then.
     *
     * @param day the instant's, where the account's people are
     */
    public static Optional<BandOverride> of(CanonicalRecord account, Instant asOf, LocalDate day) {
        return account.modifiedAt().isAfter(asOf) ? Optional.empty() : of(account, day);
    }

    private static Optional<BandOverride> of(CanonicalRecord account, LocalDate day) {
        return Band.titled(account.text("override_band"))
                .flatMap(
                        band ->
                                account.fields().get("override_until") instanceof Value.Day until
                                                && !until.day().isBefore(day)
                                        ? Optional.of(new BandOverride(band, until.day()))
                                        : Optional.empty());
    }
}
