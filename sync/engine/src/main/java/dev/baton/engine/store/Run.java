package dev.baton.engine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sync.
 *
 * @param id sortable, unique
 * @param knownAt the CRM server's clock at the pull
 * @param mappings digest of the mapping folder it used; its text is kept under that digest
 * @param model version of the health model
 * @param planHash null until a plan was made
 * @param state how far it got
 */
public record Run(
        String id,
        Instant asOf,
        Instant knownAt,
        String mappings,
        String model,
        @Nullable String planHash,
        State state,
        int written,
        int failed) {

    /** How a run stands. */
    public enum State {
        RUNNING,
        /** Its plan was shown and not carried out. */
        PLANNED,
        DONE,
        /** Something was parked, refused or cut. */
        PARTIAL,
        /** A guard stopped it before any write. */
        STOPPED,
        FAILED
    }

    /** The same run in another state. */
    public Run in(State next) {
        return new Run(id, asOf, knownAt, mappings, model, planHash, next, written, failed);
    }

    /** The same run, of what was true at another instant. */
    public Run at(Instant instant) {
        return new Run(id, instant, knownAt, mappings, model, planHash, state, written, failed);
    }

    /**
     * The same run with another mapping.
     *
     * @param digest of the mapping folder, under which its text is kept
     */
    public Run with(String digest) {
        return new Run(id, asOf, knownAt, digest, model, planHash, state, written, failed);
    }

    /** The same run with its plan. */
    public Run planned(String hash) {
        return new Run(id, asOf, knownAt, mappings, model, hash, state, written, failed);
    }

    /** The same run at its end. */
    public Run ended(State next, int recordsWritten, int recordsFailed) {
        return new Run(
                id, asOf, knownAt, mappings, model, planHash, next, recordsWritten, recordsFailed);
    }
}
