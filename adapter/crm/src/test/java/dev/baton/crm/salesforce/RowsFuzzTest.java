package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.http.Exchange;
import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.RawRecord;
import dev.baton.port.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever bytes come in place of a page of rows: records, reports of bad rows, or a refusal. */
class RowsFuzzTest {
    private static final Selection SELECTION =
            new Selection(
                    new ObjectSchema("Account", true, true, List.of()),
                    List.of(
                            column("string", "Name"),
                            column("double", "AnnualRevenue"),
                            column("int", "NumberOfEmployees"),
                            column("date", "Baton_Changed_On__c"),
                            column("datetime", "Seen_At__c"),
                            column("boolean", "Active__c"),
                            column("address", "BillingAddress"),
                            column("string", "Owner", "Name")),
                    "SystemModstamp",
                    true,
                    true,
                    true,
                    null);

    private static Selection.Column column(String type, String... names) {
        return new Selection.Column(List.of(names), List.of(names), type);
    }

    @FuzzTest
    void aPageIsReadReportedOrRefused(byte[] body) {
        Exchange exchange = call -> answer(body);
        var settings = SalesforceSettings.of(FakeSalesforce.URL, "id", new Secret("secret"));
        var rest = new SalesforceRest(settings, exchange, exchange);
        var query =
                new Soql.Query(
                        new Name("Account"),
                        SELECTION.select(),
                        new Soql.All(List.of()),
                        List.of(),
                        2000);
        try {
            List<com.fasterxml.jackson.databind.JsonNode> rows = rest.query(query, true).records();
            RowReader reader = RowReader.read(SELECTION, rows);
            assertThat(reader.records().size() + reader.unreadable().size())
                    .as("no row is dropped")
                    .isEqualTo(rows.size());
            reader.records().forEach(RowsFuzzTest::isSound);
        } catch (AdapterException refused) {
            assertThat(refused.category()).isEqualTo(Category.UNAVAILABLE);
        }
    }

    private static void isSound(RawRecord record) {
        assertThat(Soql.RecordId.isId(record.id())).isTrue();
        // The stamp becomes the next query's literal.
        String literal = new Soql.Moment(record.modifiedAt()).text();
        assertThat(literal).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        record.fields().values().forEach(RowsFuzzTest::isFinite);
    }

    private static void isFinite(@Nullable Object value) {
        switch (value) {
            case Double number -> assertThat(number).isFinite();
            case List<?> list -> list.forEach(RowsFuzzTest::isFinite);
            case Map<?, ?> map -> map.values().forEach(RowsFuzzTest::isFinite);
            case null, default -> {}
        }
    }

    private static HttpAnswer answer(byte[] body) {
        Map<String, String> headers =
                Map.of(
                        "content-type", "application/json;charset=UTF-8",
                        "date", "Sun, 29 Mar 2026 01:30:00 GMT");
        return new HttpAnswer(200, headers, body, Instant.EPOCH);
    }
}
