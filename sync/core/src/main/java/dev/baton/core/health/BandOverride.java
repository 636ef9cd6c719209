package dev.baton.core.health;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Value;
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
     * The one that counts on a day, if any. As the formula on the account tells it: without a day
     * of its own it never counts.
     */
    public static Optional<BandOverride> of(CanonicalRecord account, LocalDate day) {
        return Band.titled(account.text("override_band"))
                .flatMap(
                        band ->
                                account.fields().get("override_until") instanceof Value.Day until
                                                && !until.day().isBefore(day)
                                        ? Optional.of(new BandOverride(band, until.day()))
                                        : Optional.empty());
    }
}
