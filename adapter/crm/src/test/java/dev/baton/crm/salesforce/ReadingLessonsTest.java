package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.port.Withheld;
import dev.baton.testkit.Walk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Lessons of those who read rows: which ones, how many, and until when. */
class ReadingLessonsTest extends Lessons {

    @Test
    void lesson01_rowsStampedBehindTheCursorAreStillRead() throws AdapterException {
        account(T);
        Cursor cursor = Walk.from(source(10), NAMES, null).end();
        FakeOrg.Row late = account(salesforce.org.now.minus(Duration.ofMinutes(9)));
        later(Duration.ofMinutes(5));
        assertThat(Walk.from(source(10), NAMES, cursor).newest()).containsKey(late.id());

        Instant opened = salesforce.org.now.minus(Duration.ofHours(3));
        salesforce.org.openSince = opened;
        Cursor held = Walk.from(source(10), NAMES, null).end();
        salesforce.org.openSince = null;
        FakeOrg.Row committed = account(opened.plusSeconds(1));
        later(Duration.ofMinutes(5));
        assertThat(Walk.from(source(10), NAMES, held).newest()).containsKey(committed.id());
    }

    @Test
    void lesson02_moreRowsOfOneInstantThanAPageHoldsArePassedAndNoPageComesTwice()
            throws AdapterException {
        for (int n = 0; n < 1_500; n++) {
            account(T);
        }
        Walk walk = Walk.from(source(200), NAMES, null);
        assertThat(walk.records()).hasSize(1_500);
        assertThat(walk.newest()).hasSize(1_500);
        assertThat(salesforce.rest.queries).doesNotHaveDuplicates();
    }

    @Test
    void lesson03_bothEdgesOfAWalkBelongToIt() throws AdapterException {
        FakeOrg.Row upper = account(salesforce.org.now);
        Walk first = Walk.from(source(10), NAMES, null);
        assertThat(first.newest()).containsKey(upper.id());

        Instant from = salesforce.org.now.minus(Duration.ofMinutes(10));
        FakeOrg.Row lower = account(from);
        FakeOrg.Row before = account(from.minusMillis(1));
        later(Duration.ofMinutes(5));
        assertThat(Walk.from(source(10), NAMES, first.end()).newest())
                .containsKeys(lower.id(), upper.id())
                .doesNotContainKey(before.id());
    }

    @Test
    void lesson04_aBackfillBeginsWithTheOldestRecordThereIs() throws AdapterException {
        FakeOrg.Row old = account(Instant.parse("1999-03-08T00:00:00Z"));
        account(T);
        assertThat(Walk.from(source(10), NAMES, null).newest())
                .hasSize(salesforce.org.rows("Account").size())
                .containsKey(old.id());
    }

    @Test
    void lesson05_aFormulaIsRefusedUnlessItsStreamIsReadAnew() throws AdapterException {
        account(T).values.put("Active__c", true);
        salesforce.org.calculated.add("Active__c");
        var once = new StreamRequest("Account", List.of("Active__c"));
        assertThat(source(10).check(List.of(once)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.where()).isEqualTo("salesforce.Account.Active__c");
                            assertThat(finding.what()).contains("formula or roll-up");
                            assertThat(finding.fix()).contains("reread_days: 1");
                        });
        assertThat(failure(() -> source(10).read(once, null)).category())
                .isEqualTo(Category.BAD_REQUEST);
        var anew = new StreamRequest("Account", List.of("Active__c"), null, true);
        assertThat(source(10).check(List.of(anew))).isEmpty();
        assertThat(source(10).read(anew, null).records())
                .singleElement()
                .satisfies(record -> assertThat(record.fields()).containsEntry("Active__c", true));
    }

    @Test
    void lesson06_deletedPurgedAndMergedRecordsAreAllTold() throws AdapterException {
        FakeOrg.Row deleted = account(T);
        FakeOrg.Row purged = account(T);
        FakeOrg.Row merged = account(T);
        FakeOrg.Row winner = account(T);
        Cursor cursor = Walk.from(source(10), NAMES, null).end();
        Instant at = salesforce.org.now.plusSeconds(30);
        for (FakeOrg.Row row : List.of(deleted, merged)) {
            row.values.put("IsDeleted", true);
            row.values.put("SystemModstamp", at);
        }
        merged.values.put("MasterRecordId", winner.id());
        salesforce.org.purge("Account", purged.id(), at);
        later(Duration.ofMinutes(5));
        Map<String, RawRecord> told = Walk.from(source(10), NAMES, cursor).newest();
        assertThat(told).containsOnlyKeys(deleted.id(), purged.id(), merged.id());
        assertThat(told.values()).allMatch(RawRecord::deleted);
        assertThat(told.get(merged.id())).extracting(RawRecord::mergedInto).isEqualTo(winner.id());
    }

    @Test
    void lesson11_aWideObjectIsReadInPartsThatFitEachWithTheId() throws AdapterException {
        var fields = new ArrayList<String>();
        for (int n = 0; n < 500; n++) {
            fields.add("A_rather_long_name_of_a_field_" + n + "__c");
            salesforce.org.fields("Account").add(new FakeOrg.Field(fields.getLast(), "string"));
        }
        account(T).values.put(fields.getLast(), "the last");
        Walk walk = Walk.from(source(10), new StreamRequest("Account", fields), null);
        assertThat(walk.records())
                .singleElement()
                .satisfies(
                        record ->
                                assertThat(record.fields())
                                        .hasSize(500)
                                        .containsEntry(fields.getLast(), "the last"));
        assertThat(salesforce.calls)
                .allMatch(call -> call.url().length() <= SalesforceRest.LONGEST_URL);
        assertThat(salesforce.rest.queries)
                .hasSizeGreaterThan(1)
                .allMatch(query -> query.startsWith("SELECT Id,"));
    }

    @Test
    void lesson16_aDayIsTheSameDayInEveryZone() throws AdapterException {
        account(T).values.put("Baton_Changed_On__c", "2026-03-01");
        var days = new StreamRequest("Account", List.of("Baton_Changed_On__c"));
        TimeZone usual = TimeZone.getDefault();
        try {
            for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(source(10).read(days, null).records().getFirst().fields())
                        .containsEntry("Baton_Changed_On__c", "2026-03-01");
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void lesson19_rowsAreReadUntilTheServerSaysThatThereAreNoMore() throws AdapterException {
        for (int n = 0; n < 10; n++) {
            account(T.plusSeconds(n));
        }
        salesforce.rest.mostRows = 3;
        assertThat(Walk.from(source(200), NAMES, null).records()).hasSize(10);
        assertThat(salesforce.foreignRequests).as("addresses out of answers").isZero();

        salesforce.rest.mostRows = Integer.MAX_VALUE;
        found("\"Name\"", line(7001, "\"Ann\""), line(7002, "\"Bo\""), line(7003, "\"Cy\""));
        assertThat(Walk.from(source(2_000), NAMES, null).newest())
                .containsKeys(
                        FakeOrg.id("Account", 7001),
                        FakeOrg.id("Account", 7002),
                        FakeOrg.id("Account", 7003));
    }

    @Test
    void lesson20_anAnswerThatHoldsFewerRowsThanItCountsIsNoAnswer() throws AdapterException {
        found("\"Name\"", line(7001, "\"Ann\"") + line(7002, "\"Bo\""));
        Source source = source(2_000);
        Cursor opened = source.read(NAMES, null).next();
        var counting = salesforce.instead;
        salesforce.instead =
                call ->
                        call.url().contains("/results")
                                ? salesforce.answer(
                                        200,
                                        "text/csv",
                                        salesforce.bulk.parts.getFirst(),
                                        Map.of(
                                                "sforce-locator",
                                                "null",
                                                "sforce-numberofrecords",
                                                "3"))
                                : counting.apply(call);
        assertThat(failure(() -> Walk.from(source, NAMES, opened)).category())
                .isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void lesson21_aNewFieldIsSeenByTheNextRunAndAMissingOneIsNamed() throws AdapterException {
        account(T);
        var request = new StreamRequest("Account", List.of("Name", "Region__c"));
        assertThat(source(10).withheld(request))
                .extracting(Withheld::path)
                .containsExactly("Region__c");
        assertThat(failure(() -> source(10).read(request, null)))
                .hasMessageContaining("salesforce.Account.Region__c");
        assertThat(source(10).read(request.without(List.of("Region__c")), null).records())
                .hasSize(1);
        salesforce.org.fields("Account").add(new FakeOrg.Field("Region__c", "string"));
        assertThat(source(10).withheld(request)).isEmpty();
        assertThat(source(10).read(request, null).records().getFirst().fields())
                .containsKey("Region__c");
    }

    @Test
    void lesson23_noChangeDependsOnAnEventForEveryPollFindsIt() throws AdapterException {
        FakeOrg.Row row = account(T);
        Cursor cursor = Walk.from(source(10), NAMES, null).end();
        for (int day = 1; day <= 5; day++) {
            later(Duration.ofDays(3)); // as long as events are kept, and some
            row.values.put("Name", "day " + day);
            row.values.put("SystemModstamp", salesforce.org.now.minusSeconds(60));
            Walk walk = Walk.from(source(10), NAMES, cursor);
            assertThat(walk.newest().get(row.id()))
                    .satisfies(record -> assertThat(record.fields()).containsValue(named(row)));
            cursor = walk.end();
        }
        var resources = new LinkedHashSet<String>();
        for (HttpCall call : salesforce.calls) {
            resources.add(URI.create(call.url()).getPath());
        }
        assertThat(resources).noneMatch(path -> path.contains("event") || path.contains("cometd"));
    }

    private static Object named(FakeOrg.Row row) {
        return String.valueOf(row.values.get("Name"));
    }

    @Test
    void lesson26_bothWaysToWriteAnInstantMeanTheSame() throws AdapterException {
        Instant seen = Instant.parse("2026-03-01T12:00:00.250Z");
        account(T).values.put("Seen_At__c", seen);
        var request = new StreamRequest("Account", List.of("Seen_At__c"));
        assertThat(source(10).read(request, null).records().getFirst().fields())
                .as("2026-03-01T12:00:00.250+0000")
                .containsEntry("Seen_At__c", seen.toString());
        found("\"Seen_At__c\"", line(7001, "\"2026-03-01T12:00:00.250Z\""));
        assertThat(Walk.from(source(2_000), request, null).newest())
                .extractingByKey(FakeOrg.id("Account", 7001))
                .satisfies(
                        record ->
                                assertThat(record.fields())
                                        .containsEntry("Seen_At__c", seen.toString()));
    }
}
