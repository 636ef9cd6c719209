package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that go, for good or for a while. */
class DeletionsTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    private static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private String id = "";
    private Cursor cursor = new Cursor("");

    @BeforeEach
    void readOnce() throws AdapterException {
        id = salesforce.org.create("Account", T).id();
        salesforce.org.create("Account", T);
        cursor = Walk.from(source(), NAMES, null).end();
        salesforce.org.now = salesforce.org.now.plus(Duration.ofMinutes(5));
    }

    private Source source() {
        return salesforce.open(salesforce.settings()).source();
    }

    private FakeOrg.Row row() {
        return salesforce.org.rows("Account").getFirst();
    }

    @Test
    void whatIsDeletedPastTheRecycleBinIsToldInTheNextCycle() throws AdapterException {
        Instant at = salesforce.org.now.minusSeconds(90);
        salesforce.org.purge("Account", id, at);
        assertThat(Walk.from(source(), NAMES, cursor).records())
                .containsExactly(new RawRecord(id, null, at, true, java.util.Map.of()));
    }

    @Test
    void whatLiesInTheRecycleBinIsToldOnceWithAllItHeld() throws AdapterException {
        row().values.put("Name", "Acme");
        row().values.put("IsDeleted", true);
        row().values.put("SystemModstamp", salesforce.org.now.minusSeconds(90));
        assertThat(Walk.from(source(), NAMES, cursor).records())
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.deleted()).isTrue();
                            assertThat(record.fields()).containsEntry("Name", "Acme");
                        });
    }

    @Test
    void whatIsRestoredWithinTheCycleIsNotGone() throws AdapterException {
        salesforce.org.purged.put(id, salesforce.org.now.minusSeconds(90));
        row().values.put("SystemModstamp", salesforce.org.now.minusSeconds(60));
        assertThat(Walk.from(source(), NAMES, cursor).records())
                .singleElement()
                .satisfies(record -> assertThat(record.deleted()).isFalse());
    }

    @Test
    void whoWasAwayForLongerThanTheVendorRemembersBeginsAnew() {
        salesforce.org.now = salesforce.org.now.plus(Duration.ofDays(16));
        assertThat(failure().code()).isEqualTo("deletions_forgotten");
        assertThat(failure().category()).isEqualTo(Category.EXPIRED_CURSOR);
    }

    @Test
    void aLogThatWasCutMeanwhileBeginsAnew() {
        salesforce.org.remembersSince = salesforce.org.now.minusSeconds(1);
        assertThat(failure().code()).isEqualTo("deletions_forgotten");
    }

    @Test
    void moreDeletionsThanTheVendorListsBeginAnew() {
        salesforce.instead =
                call ->
                        call.url().contains("/deleted/")
                                ? salesforce.json(
                                        400,
                                        FakeRest.error(400, "EXCEEDED_ID_LIMIT", "too many").body())
                                : null;
        assertThat(failure().code()).isEqualTo("deletions_forgotten");
    }

    @Test
    void anObjectThatIsNotReplicatedIsNotAskedFor() throws AdapterException {
        salesforce.org.notReplicateable.add("Account");
        Walk.from(source(), NAMES, cursor);
        assertThat(salesforce.calls).noneMatch(call -> call.url().contains("/deleted/"));
    }

    private AdapterException failure() {
        return catchThrowableOfType(AdapterException.class, () -> source().read(NAMES, cursor));
    }

    @Test
    void aSweepFindsWhatNoQueryShowsAndNothingElse() throws AdapterException {
        salesforce.org.purge("Account", id, salesforce.org.now.minus(Duration.ofDays(40)));
        String kept = row().id();
        row().values.put("IsDeleted", true);
        assertThat(source().gone(NAMES, Set.of(id, kept)))
                .as("what lies in the recycle bin comes as a row")
                .containsExactly(id);
    }

    @Test
    void aSweepOfManyWalksOverAllAndAsksAgainForWhatChangedMeanwhile() throws AdapterException {
        var known = new TreeSet<String>();
        salesforce.org.rows("Account").forEach(each -> known.add(each.id()));
        for (int i = 0; i < 2_100; i++) {
            known.add(salesforce.org.create("Account", T).id());
        }
        String changing = salesforce.org.create("Account", T).id();
        known.add(changing);
        salesforce.org.purge("Account", id, salesforce.org.now.minus(Duration.ofDays(40)));
        // While a transaction is open, no walk goes further than its start.
        salesforce.org.openSince = salesforce.org.now.minus(Duration.ofMinutes(3));
        Objects.requireNonNull(salesforce.org.row("Account", changing))
                .values
                .put("SystemModstamp", salesforce.org.now.minus(Duration.ofMinutes(2)));
        assertThat(source().gone(NAMES, known)).containsExactly(id);
    }
}
