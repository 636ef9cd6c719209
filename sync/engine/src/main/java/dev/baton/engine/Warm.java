package dev.baton.engine;

import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;

/**
 * What a round leaves in memory for the next one of the same process, so that that one can look at
 * the accounts alone of which something changed. What a process that dies forgets of it, a look at
 * all accounts brings back.
 */
public final class Warm {
    private final Directory directory;
    private final Run run;
    private final int accounts;
    private final int unknown;
    private final boolean isCrowded;

    /**
     * @param run the round's
     * @param accounts how many there are that are judged
     * @param unknown how many of them have no score
     * @param isCrowded whether causes wait for a person to have room for a task
     */
    Warm(Directory directory, Run run, int accounts, int unknown, boolean isCrowded) {
        this.directory = directory;
        this.run = run;
        this.accounts = accounts;
        this.unknown = unknown;
        this.isCrowded = isCrowded;
    }

    /** Whether nobody has run anything on that state since. */
    boolean isLast(StateStore store) {
        return store.lastRun(null).filter(last -> last.id().equals(run.id())).isPresent();
    }

    /** Whether the same mapping and model are used, with nothing left out that was not then. */
    boolean isBy(Run later) {
        return later.mappings().equals(run.mappings());
    }

    Directory directory() {
        return directory;
    }

    int accounts() {
        return accounts;
    }

    int unknown() {
        return unknown;
    }

    boolean isCrowded() {
        return isCrowded;
    }
}
