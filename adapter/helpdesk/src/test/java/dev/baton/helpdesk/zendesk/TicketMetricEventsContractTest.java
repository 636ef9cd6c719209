package dev.baton.helpdesk.zendesk;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.util.EnumSet;
import java.util.Set;

final class TicketMetricEventsContractTest extends SourceContract {

    /** As for all time-based exports; and an event happens once. */
    private static final Set<Capability> WITHOUT =
            EnumSet.of(
                    Capability.LATE_ROWS,
                    Capability.QUIET_POLL,
                    Capability.MODIFICATIONS,
                    Capability.TOMBSTONES,
                    Capability.READS_BY_ID);

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new ZendeskFake("ticket_metric_events", pageSize);
    }

    @Override
    public boolean has(Capability capability) {
        return !WITHOUT.contains(capability);
    }
}
