package dev.baton.core.handoff;

import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.Seen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which deals are handed over, and since when.
 *
 * @param when what deals have to meet
 * @param by the field that tells when they came to meet it
 * @param since deals that met it before this day are nobody's handoff, so that an org with a past
 *     does not get all of it at once
 */
public record Opening(Predicate when, String by, LocalDate since) {

    /**
     * Since when a deal is to be handed over: from the instant at which it met the condition and
     * was known, whichever came later. Nothing when it is not to be.
     */
    public Optional<Instant> opened(Seen deal, ZoneId zone) {
        Instant at = deal.moment(by);
        Instant created = deal.moment(Seen.CREATED_AT);
        Instant opened = created != null && at != null && created.isAfter(at) ? created : at;
        return opened != null
                        && when.test(deal) == Answer.YES
                        && !LocalDate.ofInstant(opened, zone).isBefore(since)
                ? Optional.of(opened)
                : Optional.empty();
    }
}
