package dev.baton.engine.store;

import dev.baton.simulation.store.MemoryStateStore;
import java.sql.SQLException;

/**
 * The memory store keeps the contract of the databases, in their package because the contract is
 * theirs alone; left out is what only a database has: other processes and statements past the
 * store.
 */
class MemoryStateStoreTest implements LandingContract, JournalContract, RunContract, ModelContract {
    private final StateStore store = new MemoryStateStore();

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public int seeds() {
        return 200;
    }

    @Override
    public void execute(String sql) {
        throw new UnsupportedOperationException("memory has no statements");
    }

    @Override
    public void theLedgerIsNeitherChangedNorCut(String sql) {
        // No test: nobody can reach the ledger but through the store.
    }

    @Override
    public void aRefusedLedgerLineLeavesNoIntent() throws SQLException {
        // No test: nothing refuses a line here.
    }
}
