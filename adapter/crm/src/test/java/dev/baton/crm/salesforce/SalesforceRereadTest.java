package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesforceRereadTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    private static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final Source source = salesforce.open(salesforce.settings()).source();

    @Test
    void recordsAreReadByTheirIdsWhateverTheirStamp() throws AdapterException {
        String old = salesforce.org.create("Account", T.minusSeconds(1_000_000)).id();
        String other = salesforce.org.create("Account", T).id();

        Source.Reread again = source.reread(NAMES, List.of(old, "001000000099999AAA"));

        assertThat(again.records())
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.id()).isEqualTo(old);
                            assertThat(record.fields()).containsOnlyKeys("Name");
                        });
        assertThat(again.unreadable()).isEmpty();
        assertThat(source.reread(NAMES, List.of(other)).records()).hasSize(1);
    }

    @Test
    void whatIsNoIdNeverReachesTheOrg() throws AdapterException {
        int before = salesforce.dataRequests;
        assertThat(source.reread(NAMES, List.of("001*", "' OR Id != '")).records()).isEmpty();
        assertThat(salesforce.dataRequests - before).as("the describe alone").isLessThan(2);
    }

    @Test
    void aWholeBatchIsOneCall() throws AdapterException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < source.rereadBatch(); i++) {
            ids.add(salesforce.org.create("Account", T).id());
        }
        assertThat(source.reread(NAMES, ids).records()).hasSize(ids.size());
    }
}
