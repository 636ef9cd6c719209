package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sink reads before and after it writes. */
class SalesforceSinkReadingTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final Sink sink = salesforce.open(salesforce.settings()).sink();

    private String account(String name) {
        FakeOrg.Row row = salesforce.org.create("Account", T);
        row.values.put("Name", name);
        return row.id();
    }

    private Map<String, @Nullable Object> stored(String id) {
        return Objects.requireNonNull(salesforce.org.row("Account", id)).values;
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_UNAVAILABLE, UNAVAILABLE",
        "UNKNOWN_EXCEPTION, UNAVAILABLE",
        "REQUEST_LIMIT_EXCEEDED, THROTTLED",
        "INVALID_FIELD, BAD_REQUEST",
        "INVALID_ID_FIELD, BAD_REQUEST"
    })
    void aFaultThatNothingWasWrittenBeforeIsNoOpenOutcome(String code, Category category) {
        String id = account("a");
        salesforce.instead =
                call ->
                        call.url().contains("/Soap/")
                                ? salesforce.xml(500, FakePartner.fault(code, "canary"))
                                : null;
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> sink.retrieve("Account", List.of(id), List.of("Name")));
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure + "" + failure.getCause()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<result xsi:nil=\"true\"/><result xsi:nil=\"true\"/>",
                "<result xsi:type=\"sf:sObject\"><sf:type>Account</sf:type>"
                        + "<sf:Id>001000000000777AAA</sf:Id></result>",
                "<result xsi:type=\"sf:sObject\"><sf:type>Account</sf:type>"
                        + "<sf:Id xsi:nil=\"true\"/></result>"
            })
    void recordsOfOthersAreNotTakenForTheOnesAskedFor(String results) throws AdapterException {
        String id = account("a");
        sink.describe("Account");
        salesforce.instead = call -> salesforce.xml(200, retrieved(results));
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> sink.retrieve("Account", List.of(id), List.of("Name")));
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
    }

    private static String retrieved(String results) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\""
                + " xmlns:sf=\"urn:sobject.partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                + "<retrieveResponse>"
                + results
                + "</retrieveResponse></soapenv:Body></soapenv:Envelope>";
    }

    @Test
    void describeTellsWhatAPlanNeeds() throws AdapterException {
        ObjectDescription account = sink.describe("account");
        assertThat(account.name()).isEqualTo("Account");
        assertThat(account.field("baton_score__c").orElseThrow())
                .isEqualTo(
                        new ObjectDescription.Field(
                                "Baton_Score__c",
                                "double",
                                0,
                                18,
                                2,
                                true,
                                false,
                                false,
                                List.of(),
                                false));
        assertThat(account.field("Name").orElseThrow().length()).isEqualTo(255);
        assertThat(account.field("Name").orElseThrow().picklist()).containsExactly("Red");
        assertThat(account.field("NumberOfEmployees").orElseThrow().digits()).isEqualTo(8);
        assertThat(account.field("Id").orElseThrow().updateable()).isFalse();
        assertThat(account.field("Active__c").orElseThrow().type()).isEqualTo("boolean");
    }

    @Test
    void retrieveTypesWhatIsHeldAndKeepsTheCallersSpelling() throws AdapterException {
        String id = account("  Acme & <Söhne> ");
        stored(id).put("Baton_Score__c", "1.0E7");
        stored(id).put("NumberOfEmployees", "12.0");
        stored(id).put("Active__c", "true");
        stored(id).put("Baton_Changed_On__c", "2026-03-29");
        stored(id).put("Seen_At__c", "2026-03-29T01:30:00.000Z");
        var fields =
                List.of(
                        "name",
                        "Baton_Score__c",
                        "NumberOfEmployees",
                        "Active__c",
                        "Baton_Changed_On__c",
                        "Seen_At__c",
                        "AnnualRevenue");
        var held = Objects.requireNonNull(sink.retrieve("Account", List.of(id), fields).get(id));
        assertThat(held.keySet()).containsExactlyElementsOf(fields);
        assertThat(held)
                .containsEntry("name", "  Acme & <Söhne> ")
                .containsEntry("Active__c", true)
                .containsEntry("NumberOfEmployees", new BigDecimal("12"))
                .containsEntry("Baton_Changed_On__c", LocalDate.parse("2026-03-29"))
                .containsEntry("Seen_At__c", Instant.parse("2026-03-29T01:30:00Z"))
                .containsEntry("AnnualRevenue", null);
        assertThat(held).containsEntry("Baton_Score__c", new BigDecimal("10000000"));
    }

    @Test
    void aHeldValueThatIsNotOfItsTypeIsNotGuessed() {
        String id = account("Acme");
        stored(id).put("Baton_Score__c", "canary");
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> sink.retrieve("Account", List.of(id), List.of("Baton_Score__c")));
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(failure + "" + failure.getCause()).doesNotContain("canary");
    }

    @Test
    void aFieldThatIsHiddenIsNamed() {
        String id = account("Acme");
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () -> sink.retrieve("Account", List.of(id), List.of("Hidden__c")));
        assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("Account.Hidden__c");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 199, 200, 201, 450})
    void editRightsAreAskedInPortionsThatTheVendorTakes(int records) throws AdapterException {
        Random random = new Random(records);
        var ids = new ArrayList<String>();
        var locked = new ArrayList<String>();
        for (int n = 0; n < records; n++) {
            ids.add(account("a"));
            if (random.nextInt(5) == 0) {
                locked.add(ids.getLast());
            }
        }
        salesforce.org.readOnly.addAll(locked);
        locked.add(FakeOrg.id("Account", 888_888));
        ids.add(locked.getLast());
        assertThat(sink.withoutEditRight("Account", ids)).containsExactlyElementsOf(locked);
        assertThat(salesforce.rest.queries).hasSize(1 + records / 200);
        assertThat(salesforce.calls)
                .allSatisfy(call -> assertThat(call.url().length()).isLessThan(13_500));
    }

    @Test
    void checkSaysWhichFieldsCannotBeWritten() throws AdapterException {
        var writes = new LinkedHashMap<String, List<String>>();
        writes.put("Account", List.of("Baton_Score__c", "Baton_Scor__c", "CreatedDate"));
        writes.put("Nothing__c", List.of("Name"));
        List<Finding> findings = salesforce.open(salesforce.settings()).check(List.of(), writes);
        assertThat(findings)
                .extracting(Finding::where)
                .containsExactly(
                        "salesforce.Account.Baton_Scor__c",
                        "salesforce.Account.CreatedDate",
                        "salesforce.Nothing__c");
        assertThat(findings.getFirst().fix()).contains("did you mean Baton_Score__c");
        assertThat(findings.get(1).fix()).contains("permission set");
    }
}
