package dev.baton.helpdesk.zendesk;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.util.EnumSet;
import java.util.Set;

final class OrganizationsContractTest extends SourceContract {

    /** The export withholds the last minute, and begins with the last second once more. */
    private static final Set<Capability> WITHOUT =
            EnumSet.of(Capability.LATE_ROWS, Capability.QUIET_POLL, Capability.READS_BY_ID);

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new ZendeskFake("organizations", pageSize);
    }

    @Override
    public boolean has(Capability capability) {
        return !WITHOUT.contains(capability);
    }
}
