package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.Forecast;
import dev.baton.port.MassReader;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What very many records hold, by query jobs; and what writing them takes. */
class BulkReaderTest {
    private final FakeSalesforce fake = new FakeSalesforce();

    private static String account(int number) {
        return FakeOrg.id("Account", number);
    }

    private void held(String header, String... rows) {
        fake.bulk.parts = List.of(header + "\n" + String.join("", rows));
    }

    private Map<String, Map<String, @Nullable Object>> look(List<String> ids) throws Exception {
        var seen = new TreeMap<String, Map<String, @Nullable Object>>();
        var told = new ArrayList<String>();
        fake.open(fake.settings())
                .sink()
                .massReader()
                .orElseThrow()
                .read(
                        "Account",
                        ids,
                        List.of("Name", "NumberOfEmployees"),
                        WritePermit.ALWAYS,
                        some -> {
                            told.addAll(some.ids());
                            seen.putAll(some.holds());
                        });
        assertThat(told).as("each once").containsExactlyInAnyOrderElementsOf(ids);
        return seen;
    }

    private static String held(String id, String name, String employees) {
        return "\"" + id + "\"," + name + "," + employees + "\n";
    }

    @Test
    void aJobLooksAtTheRowsBetweenTheFirstAndTheLastAndLeavesOutThoseOfOthers() throws Exception {
        held(
                "\"Id\",\"Name\",\"NumberOfEmployees\"",
                held(account(3), "\"c\"", "\"7.0\""),
                held(account(2), "\"of others\"", ""),
                held(account(1), "", ""));
        Map<String, Map<String, @Nullable Object>> seen = look(List.of(account(1), account(3)));
        assertThat(seen.keySet()).containsExactly(account(1), account(3));
        assertThat(seen.get(account(3)))
                .containsEntry("Name", "c")
                .containsEntry("NumberOfEmployees", new BigDecimal("7"));
        assertThat(seen.get(account(1))).containsEntry("Name", null);
        assertThat(fake.bulk.jobs.values().iterator().next().body)
                .contains("Id >= '" + account(1) + "' AND Id <= '" + account(3) + "'")
                .doesNotContain("ORDER BY");
    }

    @Test
    void whatAJobDidNotBringIsAskedForByIdAndWhatIsGoneIsLeftOut() throws Exception {
        FakeOrg.Row there = fake.org.create("Account", fake.org.now.minusSeconds(60));
        there.values.put("Name", "late");
        held("\"Id\",\"Name\",\"NumberOfEmployees\"");
        String gone = account(999);
        assertThat(look(List.of(there.id(), gone)).keySet()).containsExactly(there.id());
    }

    @Test
    void whereTheOrgTakesNoQueryJobRecordsAreLookedAtById() throws Exception {
        FakeOrg.Row there = fake.org.create("Account", fake.org.now.minusSeconds(60));
        fake.instead =
                call ->
                        call.url().endsWith("/jobs/query")
                                ? fake.json(
                                        400,
                                        FakeRest.error(400, "INVALIDENTITY", "not supported")
                                                .body())
                                : null;
        assertThat(look(List.of(there.id()))).containsOnlyKeys(there.id());
    }

    @Test
    void aJobLooksOnlyWhereItTakesHalfTheCallsAtMost() {
        MassReader reader = fake.open(fake.settings()).sink().massReader().orElseThrow();
        assertThat(reader.isWorth(20_000, 20_000)).isTrue();
        assertThat(reader.calls(20_000)).as("made, looked at twice, one part").isEqualTo(4);
        assertThat(reader.isWorth(20_000, 500_000)).as("ours lie far apart").isFalse();
        assertThat(reader.isWorth(9_999, 9_999)).isFalse();
    }

    @Test
    void theForecastOfAWriteTellsTheWayAndWhy() {
        Sink sink = fake.open(fake.settings()).sink();
        Forecast many = sink.forecast(50_000, 18, 5_000_000).orElseThrow();
        assertThat(many.way()).isEqualTo("Bulk API 2.0");
        assertThat(many.why()).isEqualTo("at least 10000 records");
        assertThat(many.calls()).isEqualTo(18);
        assertThat(sink.forecast(300, 2, 5_000).orElseThrow().way()).isEqualTo("Partner API");
    }
}
