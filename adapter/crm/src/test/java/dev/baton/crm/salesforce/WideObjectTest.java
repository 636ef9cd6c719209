package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Walk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Objects with more mapped fields than one address holds. */
class WideObjectTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    private static final int FIELDS = 700;

    private final FakeSalesforce salesforce = new FakeSalesforce();

    private static String field(int number) {
        return "A_rather_long_name_of_a_field_" + number + "__c";
    }

    private StreamRequest wide() {
        var fields = new ArrayList<>(List.of("Owner.Name"));
        for (int n = 0; n < FIELDS; n++) {
            salesforce.org.fields("Account").add(new FakeOrg.Field(field(n), "string"));
            fields.add(field(n));
        }
        fields.add("Owner.Id");
        return new StreamRequest("Account", fields);
    }

    private void accounts(int count) {
        FakeOrg.Row owner = salesforce.org.create("User", T);
        owner.values.put("Name", "Jane");
        for (int n = 0; n < count; n++) {
            FakeOrg.Row row = salesforce.org.create("Account", T.plusSeconds(n / 3));
            row.values.put("OwnerId", owner.id());
            fill(row, "first");
        }
    }

    private static void fill(FakeOrg.Row row, String text) {
        row.values.put(field(0), text);
        row.values.put(field(FIELDS - 1), text);
    }

    private Source source(int pageSize) {
        return salesforce.open(salesforce.settings().withPageSize(pageSize)).source();
    }

    /** Does something right before the nth query is answered. */
    private void beforeQuery(IntConsumer action) {
        var queries = new AtomicInteger();
        salesforce.instead =
                call -> {
                    if (isQuery(call)) {
                        action.accept(queries.incrementAndGet());
                    }
                    return null;
                };
    }

    private static boolean isQuery(HttpCall call) {
        return URI.create(call.url()).getPath().contains("/query");
    }

    @Test
    void everyFieldOfEveryRowComesInOneRecord() throws AdapterException {
        accounts(25);
        StreamRequest request = wide();
        Walk walk = Walk.from(source(10), request, null);
        assertThat(walk.records()).hasSize(25);
        for (RawRecord record : walk.records()) {
            assertThat(record.fields()).hasSize(FIELDS + 1);
            assertThat(record.fields())
                    .containsEntry(field(0), "first")
                    .containsEntry(field(FIELDS - 1), "first");
            assertThat(record.fields().get("Owner"))
                    .isEqualTo(java.util.Map.of("Name", "Jane", "Id", FakeOrg.id("User", 1)));
        }
    }

    @Test
    void everyAddressFitsAndEveryPartHasTheKey() throws AdapterException {
        accounts(5);
        Walk.from(source(10), wide(), null);
        assertThat(salesforce.rest.queries)
                .hasSizeGreaterThan(2)
                .allSatisfy(query -> assertThat(query).startsWith("SELECT Id,SystemModstamp,"));
        assertThat(salesforce.calls)
                .allSatisfy(call -> assertThat(call.url().length()).isLessThanOrEqualTo(13_500));
    }

    @Test
    void checkFindsNothingWrongWithManyFields() throws AdapterException {
        assertThat(source(10).check(List.of(wide()))).isEmpty();
    }

    @Test
    void aRowThatChangesBetweenTwoPartsIsReadAgainAndNeverMixed() throws AdapterException {
        accounts(6);
        StreamRequest request = wide();
        FakeOrg.Row row = salesforce.org.rows("Account").get(2);
        beforeQuery(
                query -> {
                    if (query == 2) {
                        fill(row, "second");
                        row.values.put("SystemModstamp", salesforce.org.now);
                    }
                });
        Page page = source(10).read(request, null);
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.records())
                .hasSize(6)
                .filteredOn(record -> record.id().equals(row.id()))
                .singleElement()
                .satisfies(
                        record ->
                                assertThat(record.fields())
                                        .containsEntry(field(0), "second")
                                        .containsEntry(field(FIELDS - 1), "second"));
    }

    @Test
    void aRowThatChangesBehindTheWindowsEndDoesNotMoveIt() throws AdapterException {
        accounts(9);
        StreamRequest request = wide();
        FakeOrg.Row row = salesforce.org.rows("Account").get(3);
        beforeQuery(
                query -> {
                    if (query == 2) {
                        row.values.put("SystemModstamp", salesforce.org.now);
                    }
                });
        Walk walk = Walk.from(source(4), request, null);
        assertThat(walk.newest()).hasSize(9);
    }

    @Test
    void aRowThatNeverRestsIsParked() throws AdapterException {
        accounts(3);
        StreamRequest request = wide();
        FakeOrg.Row row = salesforce.org.rows("Account").get(1);
        beforeQuery(query -> row.values.put("SystemModstamp", T.plus(Duration.ofMillis(query))));
        Page page = source(10).read(request, null);
        assertThat(page.records()).hasSize(2);
        assertThat(page.unreadable())
                .containsExactly(
                        new Page.Unreadable(row.id(), "it changed each time that it was read"));
    }

    @Test
    void aRowThatIsGoneBetweenTwoPartsIsNoRecord() throws AdapterException {
        accounts(3);
        StreamRequest request = wide();
        String id = salesforce.org.rows("Account").get(1).id();
        beforeQuery(
                query -> {
                    if (query == 2) {
                        salesforce.org.purge("Account", id, salesforce.org.now);
                    }
                });
        Page page = source(10).read(request, null);
        assertThat(page.records()).hasSize(2);
        assertThat(page.unreadable()).isEmpty();
    }
}
