package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.SandboxRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real exports, where the folder of -Dbaton.evaluation has them. */
final class SalesforceEvaluationTest {
    private static final Path DIR =
            Path.of(System.getProperty("baton.evaluation", ""), "data", "olist");

    @BeforeEach
    void needsData() {
        boolean there =
                !System.getProperty("baton.evaluation", "").isEmpty() && DIR.toFile().isDirectory();
        if (!there) {
            System.out.println("SKIPPED SalesforceEvaluationTest: give -Dbaton.evaluation=DIR");
        }
        Assumptions.assumeTrue(there);
    }

    @Test
    void aMarketplaceIsServedAsItWas() throws IOException {
        for (String instant :
                List.of("2017-06-01T00:00:00Z", "2018-03-01T00:00:00Z", "2019-01-01T00:00:00Z")) {
            SandboxClock clock = new SandboxClock(Instant.parse(instant));
            SalesforceVendor vendor =
                    SalesforceVendor.open(List.of(DIR), TestOrg.packageDir(), clock, TestOrg.URL);
            for (String object : List.of("Account", "Opportunity")) {
                assertThat(vendor.records(object))
                        .as(object + instant)
                        .hasSize(existing(object, instant));
            }
            assertThat(
                            vendor.records("Opportunity").stream()
                                    .filter(o -> Boolean.TRUE.equals(o.get("IsWon"))))
                    .hasSize(won(instant));
        }
    }

    private static int existing(String object, String instant) throws IOException {
        return (int)
                rows(object).stream()
                        .filter(row -> !later(row.getField("CreatedDate"), instant))
                        .count();
    }

    private static int won(String instant) throws IOException {
        return (int)
                rows("Opportunity").stream()
                        .filter(row -> !later(row.getField("CreatedDate"), instant))
                        .filter(row -> row.getField("IsWon").equals("true"))
                        .filter(
                                row ->
                                        !later(row.getField("Won_At__c"), instant)
                                                && !later(row.getField("CloseDate"), instant))
                        .count();
    }

    /** Compares as text, independent of the code under test. */
    private static boolean later(String value, String instant) {
        int length = value.length() > 10 ? 19 : 10;
        return value.substring(0, length).compareTo(instant.substring(0, length)) > 0;
    }

    private static List<NamedCsvRecord> rows(String object) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(DIR.resolve("salesforce").resolve(object + ".csv"))) {
            return rows.stream().toList();
        }
    }

    @Test
    void everySellerIsPagedThroughOnce() {
        SalesforceVendor vendor =
                SalesforceVendor.open(
                        List.of(DIR),
                        TestOrg.packageDir(),
                        new SandboxClock(Instant.parse("2019-01-01T00:00:00Z")),
                        TestOrg.URL);
        String token =
                TestOrg.json(
                                vendor.handle(
                                        new SandboxRequest(
                                                "POST",
                                                "/services/oauth2/token",
                                                Map.of(),
                                                Map.of(),
                                                "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .US_ASCII))))
                        .path("access_token")
                        .asText();
        String soql =
                "SELECT Id, Name, Owner.Name, Customer_Since__c FROM Account ORDER BY SystemModstamp, Id";
        JsonNode first =
                get(vendor, token, "/services/data/v65.0/query", Map.of("q", List.of(soql)));
        JsonNode second = get(vendor, token, first.path("nextRecordsUrl").asText(), Map.of());

        assertThat(first.path("totalSize").asInt()).isEqualTo(2444);
        assertThat(first.path("records")).hasSize(2000);
        assertThat(second.path("records")).hasSize(444);
        assertThat(second.path("done").asBoolean()).isTrue();
    }

    private static JsonNode get(
            SalesforceVendor vendor, String token, String path, Map<String, List<String>> query) {
        return TestOrg.json(
                vendor.handle(
                        new SandboxRequest(
                                "GET",
                                path,
                                query,
                                Map.of("authorization", "Bearer " + token),
                                new byte[0])));
    }
}
