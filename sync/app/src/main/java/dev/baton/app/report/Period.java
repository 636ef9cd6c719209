package dev.baton.app.report;

import java.time.Instant;

/**
 * The time that a report looks at.
 *
 * @param renewal what a renewal's kind contains, letter case aside
 */
public record Period(Instant since, Instant asOf, String renewal) {
    public Period {
        if (!since.isBefore(asOf)) {
            throw new IllegalArgumentException("a period has a length");
        }
    }

    /** Whether an account was a customer at some time of it, as far as anybody says. */
    boolean saw(History history) {
        History.Departure departure = history.departure();
        return departure == null
                ? history.customer()
                : !departure.at().isBefore(since) && !departure.at().isAfter(asOf);
    }
}
