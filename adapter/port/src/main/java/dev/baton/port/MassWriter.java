package dev.baton.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes many records as jobs that the CRM works off by itself. A job is remembered before anything
 * of it is uploaded, so that whoever takes over after a crash brings it to rest instead of sending
 * its records again beside it.
 */
public interface MassWriter {

    /** Whether so many records of one object are better written this way, as the day stands. */
    boolean isWorth(long records);

    /** The most records one {@link #write} takes. */
    int most();

    /**
     * The most bytes of records, as {@link #bytes} counts them, that make one job. A {@link #write}
     * of more makes several.
     */
    long mostBytes();

    /** How much a request adds to a job, about. */
    long bytes(WriteRequest request);

    /** The calls that one job of so many records takes, about. */
    long calls(int records);

    /**
     * Updates records by Id or upserts them by a key of ours, and waits until the CRM has worked
     * off every one of them.
     *
     * @param key null to update by Id; as for {@link Sink#upsert} otherwise
     * @param batch at most {@link #most()}, each id once; may make its elements whenever they are
     *     asked for
     * @param permit as for {@link Sink#update}; also asked before every look at a job. When it is
     *     withdrawn then, the job goes on without us
     * @param job empty when this begins, and again when it ends well
     * @return one result a request, in the same order
     * @throws AdapterException OUTCOME_UNKNOWN when the CRM does not tell of some record what
     *     became of it, and works on none any more. With any other category some of the records may
     *     have been written, and a job may go on if {@code job} still holds one, to be brought to
     *     rest by {@link #settle}: what they hold is read back before anything is believed
     */
    List<WriteResult> write(
            String object,
            @Nullable String key,
            List<WriteRequest> batch,
            WritePermit permit,
            JobRecord job)
            throws AdapterException;

    /**
     * Brings the job of an earlier process to rest: what was not handed over as a whole is called
     * off, what was is awaited. Then no write of it can come any more, and the record is empty.
     * Does nothing when it is empty already.
     */
    void settle(JobRecord job) throws AdapterException;
}
