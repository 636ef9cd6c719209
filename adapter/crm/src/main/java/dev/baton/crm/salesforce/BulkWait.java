package dev.baton.crm.salesforce;

import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WritePermit;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits for jobs that the vendor works off by itself: soon at first, then ever more seldom, for
 * each look is a call of the day's allowance.
 */
final class BulkWait {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final BulkApi api;
    private final Seams seams;

    BulkWait(BulkApi api, Seams seams) {
        this.api = api;
        this.seams = seams;
    }

    /**
     * Looks at a job until it is at rest.
     *
     * @param patience after that long the job is given back as it stands then
     * @param permit asked before every look, so that a lease lives on as long as the job; when it
     *     does not hold, this fails as UNAVAILABLE with the code {@code withdrawn}, and the job
     *     goes on
     */
    BulkJob rest(BulkApi.Kind kind, String id, Duration patience, WritePermit permit)
            throws AdapterException {
        Instant begun = seams.clock().instant();
        Duration pause = FIRST;
        while (true) {
            if (!permit.holds()) {
                throw new AdapterException(
                        Category.UNAVAILABLE,
                        "withdrawn",
                        "stopped while a job was under way; the next run goes on with it",
                        null);
            }
            BulkJob job = api.job(kind, id);
            Duration spent = Duration.between(begun, seams.clock().instant());
            if (job.state().atRest() || spent.plus(pause).compareTo(patience) > 0) {
                return job;
            }
            pause(pause);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    private void pause(Duration time) throws AdapterException {
        try {
            seams.waiting().pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "interrupted",
                    "stopped while a job was under way; the next run goes on with it",
                    null);
        }
    }
}
