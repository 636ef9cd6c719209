package dev.baton.port;

import java.util.Optional;

/** Remembers, over crashes, the one job of a {@link MassWriter} that may still be under way. */
public interface JobRecord {

    /** The job that was opened last and has not come to rest as far as we know. */
    Optional<String> open();

    /**
     * Keeps a job, before anything of it is uploaded.
     *
     * @param job the vendor's id of it
     */
    void opened(String job);

    /** It has come to rest. */
    void closed();
}
