package dev.baton.helpdesk.zendesk;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.util.EnumSet;
import java.util.Set;

final class SatisfactionRatingsContractTest extends SourceContract {

    /** Each cycle looks back a little; a changed rating is a new record, and none is deleted. */
    private static final Set<Capability> WITHOUT =
            EnumSet.of(
                    Capability.QUIET_POLL,
                    Capability.MODIFICATIONS,
                    Capability.TOMBSTONES,
                    Capability.READS_BY_ID);

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new ZendeskFake("satisfaction_ratings", pageSize);
    }

    @Override
    public boolean has(Capability capability) {
        return !WITHOUT.contains(capability);
    }
}
