package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import dev.baton.port.WriteResult.Accepted;
import dev.baton.port.WriteResult.Refused;
import dev.baton.testkit.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceSinkTest {
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

    private static WriteRequest write(String id, String field, @Nullable Object value) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put(field, value);
        return new WriteRequest(id, fields);
    }

    private AdapterException failure(String id) {
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                sink.update(
                                        "Account",
                                        List.of(write(id, "Name", "canary-name")),
                                        WritePermit.ALWAYS));
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("canary");
        }
        return failure;
    }

    /** What the org answers to updates, after having carried them out. */
    private void answerUpdates(Function<HttpCall, HttpAnswer> answer) {
        salesforce.instead =
                call ->
                        call.url().contains("/Soap/") && !call.repeatable()
                                ? answer.apply(call)
                                : null;
    }

    private long updates() {
        return salesforce.calls.stream()
                .filter(call -> call.url().contains("/Soap/") && !call.repeatable())
                .count();
    }

    @Test
    void eachTypeGoesOverTheWireAsItsOwn() throws AdapterException {
        String id = account("old");
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("Name", "new");
        fields.put("Baton_Score__c", new BigDecimal("1E+2"));
        fields.put("Active__c", true);
        fields.put("Baton_Changed_On__c", LocalDate.parse("2026-03-29"));
        fields.put("Seen_At__c", Instant.parse("2026-03-29T01:30:00.125Z"));
        fields.put("AnnualRevenue", null);
        stored(id).put("AnnualRevenue", 5.0);
        assertThat(
                        sink.update(
                                "Account",
                                List.of(new WriteRequest(id, fields)),
                                WritePermit.ALWAYS))
                .containsExactly(new Accepted(id));
        assertThat(salesforce.partner.types)
                .containsExactly(
                        "Name=xsd:string",
                        "Baton_Score__c=xsd:decimal",
                        "Active__c=xsd:boolean",
                        "Baton_Changed_On__c=xsd:date",
                        "Seen_At__c=xsd:dateTime");
        assertThat(stored(id))
                .containsEntry("Baton_Score__c", "100")
                .containsEntry("Active__c", "true")
                .containsEntry("Baton_Changed_On__c", "2026-03-29")
                .containsEntry("Seen_At__c", "2026-03-29T01:30:00.125Z")
                .containsEntry("AnnualRevenue", null);
        assertThat(salesforce.partner.allOrNone).isFalse();
    }

    @Test
    void anEmptyTextEmptiesTheField() throws AdapterException {
        String id = account("old");
        sink.update("Account", List.of(write(id, "Name", "")), WritePermit.ALWAYS);
        assertThat(stored(id)).containsEntry("Name", null);
    }

    @Test
    void everyPatternOfEightRefusalsIsToldRight() throws AdapterException {
        var ids = new ArrayList<String>();
        for (int n = 0; n < 8; n++) {
            ids.add(account("old"));
        }
        var batch = ids.stream().map(id -> write(id, "Name", "new")).toList();
        for (int pattern = 0; pattern < 256; pattern++) {
            salesforce.partner.refusals.clear();
            for (int n = 0; n < 8; n++) {
                if ((pattern >> n & 1) == 1) {
                    salesforce.partner.refusals.put(
                            ids.get(n), refusal("FIELD_CUSTOM_VALIDATION_EXCEPTION"));
                }
            }
            List<WriteResult> results = sink.update("Account", batch, WritePermit.ALWAYS);
            for (int n = 0; n < 8; n++) {
                assertThat(results.get(n).id()).isEqualTo(ids.get(n));
                assertThat(results.get(n) instanceof Refused)
                        .as("pattern %d at %d", pattern, n)
                        .isEqualTo((pattern >> n & 1) == 1);
            }
        }
    }

    private static FakePartner.Refusal refusal(String code) {
        return new FakePartner.Refusal(
                code, "canary: rule said no to canary@acme.example", List.of("Name"));
    }

    @Test
    void aRefusalNamesCodeAndFieldsButNotWhatTheRuleSaid() throws AdapterException {
        String id = account("old");
        salesforce.partner.refusals.put(id, refusal("INSUFFICIENT_ACCESS_OR_READONLY"));
        assertThat(sink.update("Account", List.of(write(id, "Name", "new")), WritePermit.ALWAYS))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
                            assertThat(refused.fields()).containsExactly("Name");
                            assertThat(refused.hint()).contains("sharing rule");
                            assertThat(refused.retryable()).isFalse();
                            assertThat(refused.toString()).doesNotContain("canary");
                        });
    }

    @Test
    void aTextThatXmlCannotCarryIsRefusedAndTheRestIsWritten() throws AdapterException {
        var ids = List.of(account("a"), account("b"), account("c"), account("d"));
        var texts = List.of("fine\n\tü🙂", "bell\u0007", "half a pair \ud83d", "fine, too");
        var batch = new ArrayList<WriteRequest>();
        for (int n = 0; n < 4; n++) {
            batch.add(write(ids.get(n), "Name", texts.get(n)));
        }
        List<WriteResult> results = sink.update("Account", batch, WritePermit.ALWAYS);
        assertThat(results)
                .extracting(r -> r instanceof Refused refused ? refused.code() : "accepted")
                .containsExactly("accepted", "control_character", "control_character", "accepted");
        assertThat(results).extracting(WriteResult::id).containsExactlyElementsOf(ids);
        assertThat(stored(ids.get(1))).containsEntry("Name", "b");
        assertThat(stored(ids.get(3))).containsEntry("Name", "fine, too");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<result><id>%s</id><success>true</success></result>"
                        + "<result><id>%s</id><success>true</success></result>",
                "<result><id>001000000000777AAA</id><success>true</success></result>",
                "<result><id xsi:nil=\"true\"/><success>true</success></result>",
                "<result><id>canary</id><success>true</success></result>",
                "<surprise/>"
            })
    void resultsOfOtherRecordsLeaveTheOutcomeOpen(String results) throws AdapterException {
        String id = account("old");
        answerUpdates(
                call -> salesforce.xml(200, envelope("updateResponse", results.replace("%s", id))));
        assertThat(failure(id).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(updates()).isEqualTo(1);
    }

    private static String envelope(String response, String content) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns=\"urn:partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><"
                + response
                + ">"
                + content
                + "</"
                + response
                + "></soapenv:Body></soapenv:Envelope>";
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/html",
        "200, application/json",
        "500, text/html",
        "502, text/html",
        "503, text/html",
        "504, text/html",
        "500, application/json"
    })
    void whatIsNoAnswerLeavesTheOutcomeOpen(int status, String type) {
        String id = account("old");
        answerUpdates(call -> salesforce.answer(status, type, "canary", Map.of()));
        var failure = failure(id);
        assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(failure.code()).isIn("http_" + status, "html_answer");
        assertThat(updates()).isEqualTo(1);
    }

    static Stream<String> hostileXml() {
        return Stream.of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"canary\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
                envelope("updateResponse", "<result><id>&canary;</id></result>"),
                "<a",
                "canary",
                "");
    }

    @ParameterizedTest
    @MethodSource("hostileXml")
    void hostileXmlIsNeitherReadNorRepeated(String xml) {
        String id = account("old");
        answerUpdates(call -> salesforce.xml(200, xml));
        assertThat(failure(id).category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(updates()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_FIELD, BAD_REQUEST",
        "INVALID_TYPE, BAD_REQUEST",
        "EXCEEDED_ID_LIMIT, BAD_REQUEST",
        "UNSUPPORTED_API_VERSION, BAD_REQUEST",
        "REQUEST_LIMIT_EXCEEDED, THROTTLED",
        "API_CURRENTLY_DISABLED, PERMISSION",
        "INSUFFICIENT_ACCESS, PERMISSION",
        "SERVER_UNAVAILABLE, OUTCOME_UNKNOWN",
        "UNKNOWN_EXCEPTION, OUTCOME_UNKNOWN"
    })
    void aFaultSaysWhetherAnythingWasDone(String code, Category category) {
        String id = account("old");
        answerUpdates(call -> salesforce.xml(500, FakePartner.fault(code, "canary")));
        var failure = failure(id);
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(updates()).isEqualTo(1);
    }

    /** force-wsc knows the codes of its own version alone; what it cannot read decides nothing. */
    @Test
    void aFaultOfAnotherVersionLeavesTheOutcomeOpen() {
        String id = account("old");
        answerUpdates(call -> salesforce.xml(500, FakePartner.fault("SOMETHING_NEW", "canary")));
        var failure = failure(id);
        assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(failure.code()).isEqualTo("unreadable_answer");
    }

    @Test
    void aSessionRefusedTwiceIsAWrongRightAndNoStorm() {
        String id = account("old");
        for (int n = 0; n < 100; n++) {
            salesforce.faults.add(new Fault.TokenExpired());
        }
        assertThat(failure(id).category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failure(id).category()).isEqualTo(Category.CREDENTIALS);
        assertThat(salesforce.tokenRequests).isEqualTo(2);
        assertThat(updates()).isEqualTo(2);
    }

    @Test
    void theSessionOfReadsAndWritesIsOne() throws AdapterException {
        String id = account("old");
        sink.describe("Account");
        sink.withoutEditRight("Account", List.of(id));
        sink.update("Account", List.of(write(id, "Name", "new")), WritePermit.ALWAYS);
        assertThat(salesforce.tokenRequests).isEqualTo(1);
        assertThat(sink.calls()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id", "id", "fieldsToNull", "Owner.Name", "Name'", ""})
    void whatIsNoFieldToWriteIsNeverSent(String field) {
        String id = account("a");
        assertThatThrownBy(
                        () ->
                                sink.update(
                                        "Account",
                                        List.of(write(id, field, "x")),
                                        WritePermit.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(salesforce.calls).isEmpty();
    }

    @Test
    void theSameFieldInTwoSpellingsIsNeverSent() {
        var request = new WriteRequest(account("a"), Map.of("Name", "x", "name", "y"));
        assertThatThrownBy(() -> sink.update("Account", List.of(request), WritePermit.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
