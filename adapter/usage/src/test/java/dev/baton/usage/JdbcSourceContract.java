package dev.baton.usage;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import java.util.EnumSet;

/** What holds of every database. */
abstract class JdbcSourceContract extends SourceContract {

    /**
     * The wire is the driver's. A row that is gone says nothing; the last ten minutes come again
     * with every walk.
     */
    @Override
    public boolean has(Capability capability) {
        return !EnumSet.of(
                        Capability.REMOTE,
                        Capability.TOKENS,
                        Capability.THROTTLING,
                        Capability.TOMBSTONES,
                        Capability.REPEATED_ROWS,
                        Capability.QUIET_POLL,
                        Capability.READS_BY_ID)
                .contains(capability);
    }
}
