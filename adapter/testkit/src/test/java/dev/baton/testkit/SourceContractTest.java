package dev.baton.testkit;

/** A sound source passes every case. */
final class SourceContractTest extends SourceContract {

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new MemoryWorld(pageSize, Bug.NONE);
    }

    @Override
    public boolean has(Capability capability) {
        // Its rows are all there at once.
        return capability != Capability.LATE_ROWS;
    }
}
