package dev.baton.testkit;

/** The contract played on a source with a bug; its cases are called one by one. */
final class MemoryContract extends SourceContract {
    private final Bug bug;

    MemoryContract(Bug bug) {
        this.bug = bug;
    }

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new MemoryWorld(pageSize, bug);
    }
}
