package dev.baton.helpdesk.zendesk;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.util.EnumSet;
import java.util.Set;

final class TicketsContractTest extends SourceContract {

    /** The export withholds the last minute, so that no row is shown late. */
    private static final Set<Capability> WITHOUT =
            EnumSet.of(Capability.LATE_ROWS, Capability.READS_BY_ID);

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new ZendeskFake("tickets", pageSize);
    }

    @Override
    public boolean has(Capability capability) {
        return !WITHOUT.contains(capability);
    }
}
