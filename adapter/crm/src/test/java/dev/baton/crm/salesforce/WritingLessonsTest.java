package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import dev.baton.port.RawRecord;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteResult;
import dev.baton.testkit.Walk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lessons of those who wrote rows, and of those who read and wrote them as CSV. */
class WritingLessonsTest extends Lessons {

    @Test
    void lesson12_aTextWithBreaksCommasAndQuotesIsOneField() throws AdapterException {
        found(
                "\"Name\"",
                line(7001, "\"one\ntwo, \"\"three\"\"\r\nfour\"") + line(7002, "\"five\""));
        // The fake counts lines, not rows.
        HttpAnswer part =
                salesforce.answer(
                        200,
                        "text/csv",
                        salesforce.bulk.parts.getFirst(),
                        Map.of("sforce-locator", "null", "sforce-numberofrecords", "2"));
        var counting = salesforce.instead;
        salesforce.instead = call -> call.url().contains("/results") ? part : counting.apply(call);
        Map<String, RawRecord> read = Walk.from(source(2_000), NAMES, null).newest();
        assertThat(name(read, 7001)).isEqualTo("one\ntwo, \"three\"\r\nfour");
        assertThat(name(read, 7002)).isEqualTo("five");
    }

    private static Object name(Map<String, RawRecord> read, int number) {
        RawRecord record = read.get(FakeOrg.id("Account", number));
        return record == null ? "not read" : String.valueOf(record.fields().get("Name"));
    }

    @Test
    void lesson13_linesEndWithLfAndTheJobSaysSo() throws AdapterException {
        String id = account(T).id();
        mass().write(
                        "Account",
                        null,
                        List.of(write(id, "Name", "a name")),
                        WritePermit.ALWAYS,
                        job);
        assertThat(callsTo("/jobs/ingest").getFirst())
                .satisfies(call -> assertThat(body(call)).contains("\"lineEnding\":\"LF\""));
        assertThat(callsTo("/batches"))
                .singleElement()
                .satisfies(call -> assertThat(body(call)).contains("\n").doesNotContain("\r"));
    }

    @Test
    void lesson14_noCharacterIsCutAndNoNulIsCarried() throws AdapterException {
        String long1 = "€".repeat(10_000);
        String odd = "x".repeat(8_191) + "🙂" + "ü".repeat(8_192);
        found("\"Name\"", line(7001, "\"" + long1 + "\"") + line(7002, "\"" + odd + "\0!\""));
        Map<String, RawRecord> read = Walk.from(source(2_000), NAMES, null).newest();
        assertThat(name(read, 7001)).isEqualTo(long1);
        assertThat(name(read, 7002)).isEqualTo(odd + "!");
    }

    @Test
    void lesson15_nothingEmptiesAFieldAndTheTextThatLooksLikeItIsKept() throws AdapterException {
        FakeOrg.Row row = account(T);
        row.values.put("Name", "before");
        sink().update("Account", List.of(write(row.id(), "Name", null)), WritePermit.ALWAYS);
        assertThat(row.values).containsEntry("Name", null);
        row.values.put("Name", "before");
        mass().write(
                        "Account",
                        null,
                        List.of(write(row.id(), "Name", null)),
                        WritePermit.ALWAYS,
                        job);
        assertThat(body(callsTo("/batches").getFirst())).contains("#N/A");
        assertThat(stored(row.id()).values).containsEntry("Name", null);

        found("\"Name\"", line(7001, "\"#N/A\"") + line(7002, ""));
        Map<String, RawRecord> read = Walk.from(source(2_000), NAMES, null).newest();
        assertThat(name(read, 7001)).isEqualTo("#N/A");
        assertThat(name(read, 7002)).isEqualTo("null");
    }

    @Test
    void lesson17_aJobIsRememberedBeforeItsRowsGoAndOutlivesAPollThatFails()
            throws AdapterException {
        String id = account(T).id();
        salesforce.bulk.states = List.of("InProgress", "InProgress", "InProgress");
        var polls = new AtomicInteger();
        salesforce.instead =
                call -> {
                    if (call.url().endsWith("/batches")) {
                        assertThat(job.open).as("remembered before the upload").isNotNull();
                    }
                    boolean fails = isPoll(call) && polls.incrementAndGet() == 2;
                    return fails
                            ? salesforce.answer(503, "text/html", "<h1>busy</h1>", Map.of())
                            : null;
                };
        List<WriteResult> results =
                mass().write(
                                "Account",
                                null,
                                List.of(write(id, "Name", "a name")),
                                WritePermit.ALWAYS,
                                job);
        assertThat(results).containsExactly(new WriteResult.Accepted(id));
        assertThat(polls).hasValueGreaterThan(2);
        assertThat(salesforce.bulk.jobs).hasSize(1);
        assertThat(stored(id).updates).isEqualTo(1);
    }

    private static boolean isPoll(HttpCall call) {
        return call.method().equals("GET") && call.url().matches(".*/jobs/ingest/[A-Za-z0-9]{18}");
    }

    @Test
    void lesson18_aLockedRowIsRefusedAloneAndMayBeTriedAgain() throws AdapterException {
        List<String> ids = List.of(account(T).id(), account(T).id(), account(T).id());
        salesforce.partner.refusals.put(
                ids.get(1),
                new FakePartner.Refusal("UNABLE_TO_LOCK_ROW", "canary", List.of("Name")));
        List<WriteResult> results =
                sink().update(
                                "Account",
                                ids.stream().map(id -> write(id, "Name", "new")).toList(),
                                WritePermit.ALWAYS);
        assertThat(results.get(0)).isEqualTo(new WriteResult.Accepted(ids.get(0)));
        assertThat(results.get(2)).isEqualTo(new WriteResult.Accepted(ids.get(2)));
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.retryable()).isTrue());
    }

    @Test
    void lesson22_aFieldThatIsDeployedButHiddenIsNamedBeforeTheFirstWrite()
            throws AdapterException {
        salesforce.org.fields("Account").removeIf(field -> field.name().equals("Baton_Score__c"));
        var writes = new LinkedHashMap<String, List<String>>();
        writes.put("Account", List.of("Baton_Score__c", "SystemModstamp"));
        List<Finding> findings = salesforce.open(salesforce.settings()).check(List.of(), writes);
        assertThat(findings)
                .extracting(Finding::where)
                .containsExactly(
                        "salesforce.Account.Baton_Score__c", "salesforce.Account.SystemModstamp");
        assertThat(findings).extracting(Finding::fix).allMatch(fix -> fix.contains("ermission"));
        assertThat(salesforce.partner.updateRequests).isZero();
    }

    @Test
    void lesson25_readingNeedsNoSoapWhoseElementsAReleaseMayMove() throws AdapterException {
        account(T);
        Walk.from(source(10), NAMES, null);
        assertThat(callsTo("/Soap/")).isEmpty();
        String id = account(T).id();
        sink().update("Account", List.of(write(id, "Name", "new")), WritePermit.ALWAYS);
        assertThat(callsTo("/Soap/"))
                .isNotEmpty()
                .allMatch(
                        call -> call.url().contains("/Soap/u/" + SalesforceSettings.STUB_VERSION));
    }
}
