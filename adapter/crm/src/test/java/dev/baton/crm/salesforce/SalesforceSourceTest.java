package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.http.HttpAnswer;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.port.Withheld;
import dev.baton.testkit.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceSourceTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    private static final StreamRequest NAMES = new StreamRequest("Account", List.of("Name"));

    private final FakeSalesforce salesforce = new FakeSalesforce();

    private Source source() {
        return salesforce.open(salesforce.settings()).source();
    }

    private Source source(int pageSize) {
        return salesforce.open(salesforce.settings().withPageSize(pageSize)).source();
    }

    private AdapterException failure(StreamRequest request, @Nullable Cursor cursor) {
        return Objects.requireNonNull(
                catchThrowableOfType(AdapterException.class, () -> source().read(request, cursor)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 1",
        "3, 2",
        "199, 200",
        "200, 200",
        "201, 200",
        "5000, 2000",
        "5000, 7"
    })
    void tiesAreReadOnceEachWhateverThePage(int ties, int pageSize) throws AdapterException {
        var ids = new TreeSet<String>();
        for (int n = 0; n < ties; n++) {
            ids.add(salesforce.org.create("Account", T).id());
        }
        Walk walk = Walk.from(source(pageSize), NAMES, null);
        assertThat(walk.records()).hasSize(ties);
        assertThat(walk.records().stream().map(RawRecord::id)).containsExactlyElementsOf(ids);
        assertThat(walk.pages()).hasSize(ties / pageSize + 1);
    }

    @Test
    void anyMixOfTiesIsReadInOrderAndWhole() throws AdapterException {
        long seed = Long.getLong("baton.seed", 20_260_329L);
        System.out.println("anyMixOfTies…: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            readsAll(random, new FakeSalesforce());
        }
    }

    private static void readsAll(Random random, FakeSalesforce salesforce) throws AdapterException {
        int rows = 1 + random.nextInt(400);
        int seconds = 1 + random.nextInt(20);
        for (int n = 0; n < rows; n++) {
            salesforce.org.create("Account", T.plusSeconds(random.nextInt(seconds)));
        }
        salesforce.rest.mostRows = random.nextBoolean() ? 1 + random.nextInt(50) : 2000;
        var settings = salesforce.settings().withPageSize(1 + random.nextInt(100));
        Walk walk = Walk.from(salesforce.open(settings).source(), NAMES, null);
        assertThat(walk.newest()).as("mostRows %d", salesforce.rest.mostRows).hasSize(rows);
        assertThat(walk.records()).hasSize(rows);
        assertThat(salesforce.foreignRequests).isZero();
    }

    @Test
    void aShortPageIsNotTheEndWhileTheServerHasMore() throws AdapterException {
        for (int n = 0; n < 10; n++) {
            salesforce.org.create("Account", T.plusSeconds(n));
        }
        salesforce.rest.mostRows = 3;
        Walk walk = Walk.from(source(), NAMES, null);
        assertThat(walk.records()).hasSize(10);
        assertThat(walk.pages()).hasSize(4);
    }

    @Test
    void aPageThatHoldsFewerRowsThanItCountsIsRefused() {
        salesforce.instead =
                call ->
                        call.url().contains("/query")
                                ? salesforce.json(
                                        200, "{\"totalSize\":5,\"done\":true,\"records\":[]}")
                                : null;
        assertThat(failure(NAMES, null).code()).isEqualTo("truncated_page");
    }

    @Test
    void theSamePageForEverIsAFailureAndNoLoop() throws AdapterException {
        for (int n = 0; n < 5; n++) {
            salesforce.org.create("Account", T);
        }
        Source source = source(3);
        Page first = source.read(NAMES, null);
        HttpAnswer stuck = lastQueryAgain(source);
        salesforce.instead = call -> call.url().contains("/query") ? stuck : null;
        var failure =
                catchThrowableOfType(
                        AdapterException.class, () -> source.read(NAMES, first.next()));
        assertThat(failure.code()).isEqualTo("no_progress");
    }

    private HttpAnswer lastQueryAgain(Source source) throws AdapterException {
        var seen = new HttpAnswer[1];
        salesforce.instead =
                call -> {
                    if (seen[0] == null && call.url().contains("/query")) {
                        var reply = salesforce.rest.handle(java.net.URI.create(call.url()));
                        seen[0] = salesforce.json(reply.status(), reply.body());
                    }
                    return call.url().contains("/query") ? seen[0] : null;
                };
        source.read(NAMES, null);
        return seen[0];
    }

    @Test
    void whileATransactionIsOpenTheCapStaysAtItsStart() throws AdapterException {
        Instant opened = salesforce.org.now.minus(Duration.ofHours(2));
        salesforce.org.openSince = opened;
        salesforce.org.create("Account", opened.minusSeconds(60));
        salesforce.org.create("Account", opened.plusSeconds(60));
        Walk held = Walk.from(source(), NAMES, null);
        assertThat(held.records()).hasSize(1);

        salesforce.org.openSince = null;
        FakeOrg.Row late = salesforce.org.create("Account", opened.plusSeconds(1));
        Walk rest = Walk.from(source(), NAMES, held.end());
        assertThat(rest.newest()).containsKey(late.id()).hasSize(3);
    }

    @Test
    void aCapBehindTheLastOneAsksNothingAndGoesNotBack() throws AdapterException {
        salesforce.org.create("Account", T);
        Cursor cursor = Walk.from(source(), NAMES, null).end();
        salesforce.org.openSince = T;
        Source source = source();
        int queries = salesforce.rest.queries.size();
        Page page = source.read(NAMES, cursor);
        assertThat(page.last()).isTrue();
        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isEqualTo(cursor);
        assertThat(salesforce.rest.queries).hasSize(queries);
    }

    @Test
    void aQuietCycleCostsThreeCallsOfTheAllowance() throws AdapterException {
        salesforce.org.create("Account", T);
        Source source = source();
        Cursor cursor = Walk.from(source, NAMES, null).end();
        long before = source.calls();
        salesforce.org.now = salesforce.org.now.plus(Duration.ofMinutes(5));
        Walk.from(source, NAMES, cursor);
        assertThat(source.calls() - before)
                .as("clock (free), updated, deleted, query")
                .isEqualTo(4);
    }

    @Test
    void aLongWalkIsFollowedByAnother() throws AdapterException {
        for (int n = 0; n < 4; n++) {
            salesforce.org.create("Account", T.plusSeconds(n));
        }
        Source source = source(3);
        Page first = source.read(NAMES, null);
        salesforce.org.now = salesforce.org.now.plus(Duration.ofHours(3));
        FakeOrg.Row fresh = salesforce.org.create("Account", salesforce.org.now);
        Page second = source.read(NAMES, first.next());
        assertThat(second.last()).isFalse();
        assertThat(Walk.from(source, NAMES, second.next()).newest()).containsKey(fresh.id());
    }

    @Test
    void valuesAreWhatTheirFieldsTypeSays() throws AdapterException {
        FakeOrg.Row owner = salesforce.org.create("User", T);
        owner.values.put("Name", "Jane");
        FakeOrg.Row row = salesforce.org.create("Account", T);
        row.values.put("OwnerId", owner.id());
        row.values.put("AnnualRevenue", 12.0);
        row.values.put("NumberOfEmployees", 7);
        row.values.put("Active__c", true);
        row.values.put("Baton_Changed_On__c", "2026-03-01");
        row.values.put("Seen_At__c", Instant.parse("2026-03-01T12:00:00.250Z"));
        var fields =
                List.of(
                        "owner.name",
                        "AnnualRevenue",
                        "numberofemployees",
                        "Active__c",
                        "Baton_Changed_On__c",
                        "Seen_At__c",
                        "MasterRecordId");
        RawRecord record =
                source().read(new StreamRequest("account", fields), null).records().getFirst();
        assertThat(record.fields().keySet())
                .containsExactly(
                        "owner",
                        "AnnualRevenue",
                        "numberofemployees",
                        "Active__c",
                        "Baton_Changed_On__c",
                        "Seen_At__c",
                        "MasterRecordId");
        assertThat(record.fields())
                .containsEntry("owner", Map.of("name", "Jane"))
                .containsEntry("AnnualRevenue", 12.0)
                .containsEntry("numberofemployees", 7L)
                .containsEntry("Active__c", true)
                .containsEntry("Baton_Changed_On__c", "2026-03-01")
                .containsEntry("Seen_At__c", "2026-03-01T12:00:00.250Z")
                .containsEntry("MasterRecordId", null);
    }

    @Test
    void aMergedAccountSaysWhoTookItOver() throws AdapterException {
        FakeOrg.Row loser = salesforce.org.create("Account", T);
        loser.values.put("IsDeleted", true);
        loser.values.put("MasterRecordId", "001000000000009AAA");
        var request = new StreamRequest("Account", List.of("MasterRecordId"));
        assertThat(source().read(request, null).records())
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.deleted()).isTrue();
                            assertThat(record.mergedInto()).isEqualTo("001000000000009AAA");
                            assertThat(record.fields())
                                    .containsEntry("MasterRecordId", "001000000000009AAA");
                        });
    }

    @Test
    void aParentThatIsNullHidesItsFields() throws AdapterException {
        salesforce.org.create("Account", T);
        var request = new StreamRequest("Account", List.of("Owner.Name"));
        assertThat(source().read(request, null).records().getFirst().fields())
                .containsOnlyKeys("Owner")
                .containsEntry("Owner", null);
    }

    @ParameterizedTest
    @CsvSource({
        "\"001000000000001AAA\", null, Account row of no SystemModstamp, it has no SystemModstamp",
        "\"001000000000001AAA\", \"canary\", a stamp that is none, it has no SystemModstamp",
        "\"canary!\", \"2026-03-28T09:00:00.000+0000\", an id that is none, it has no Id"
    })
    void aRowWithoutAKeyIsParkedByItsPlace(String id, String stamp, String what, String reason)
            throws AdapterException {
        Page page = served("{\"Id\":" + id + ",\"SystemModstamp\":" + stamp + "}");
        assertThat(page.records()).as(what).isEmpty();
        assertThat(page.unreadable()).singleElement().hasFieldOrPropertyWithValue("reason", reason);
        assertThat(page.unreadable().toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "\"canary\"", "true", "[1]"})
    void aNumberThatIsNoneIsParkedWithoutItsValue(String value) throws AdapterException {
        Page page =
                served(
                        "{\"Id\":\"001000000000001AAA\",\"SystemModstamp\":"
                                + "\"2026-03-28T09:00:00.000+0000\",\"AnnualRevenue\":"
                                + value
                                + "}");
        assertThat(page.unreadable())
                .containsExactly(
                        new Page.Unreadable("001000000000001AAA", "AnnualRevenue is no currency"));
    }

    private Page served(String row) throws AdapterException {
        salesforce.instead =
                call ->
                        call.url().contains("/query")
                                ? salesforce.json(
                                        200,
                                        "{\"totalSize\":1,\"done\":true,\"records\":[" + row + "]}")
                                : null;
        return source().read(new StreamRequest("Account", List.of("AnnualRevenue")), null);
    }

    @ParameterizedTest
    @CsvSource({
        "Account, Nmae, Account.Nmae, did you mean Name",
        "Account, Ownr.Name, Account.Ownr.Name, did you mean Owner",
        "Account, Owner.Nam, Account.Owner.Nam, did you mean Owner.Name",
        "Account, Owner.Manager.Name, Account, a parent and its field",
        "Account, Name FROM User, Account, name a field",
        "Acount, Name, Acount, correct the mapping",
        "Contact_Point__Share, Id, Contact_Point__Share, SystemModstamp"
    })
    void aMappingThatTheOrgCannotServeIsRefusedByName(
            String object, String field, String where, String fix) {
        var failure = failure(new StreamRequest(object, List.of(field)), null);
        assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("salesforce." + where).hasMessageContaining(fix);
        assertThat(salesforce.rest.queries).isEmpty();
    }

    @Test
    void anObjectThatOurUserDoesNotSeeIsWithheldAsAWhole() throws AdapterException {
        assertThat(source().withheld(new StreamRequest("Acount", List.of("Name"))))
                .singleElement()
                .satisfies(
                        withheld -> {
                            assertThat(withheld.path()).isEqualTo(Withheld.ALL);
                            assertThat(withheld.finding().what()).contains("no such object");
                            assertThat(withheld.finding().fix()).contains("did you mean Account");
                        });
    }

    @Test
    void checkTellsEverythingAtOnce() throws AdapterException {
        var wrong = new StreamRequest("Account", List.of("Nmae", "Name", "Owner.Nam"));
        List<Finding> findings = source().check(List.of(wrong, NAMES));
        assertThat(findings)
                .extracting(Finding::where)
                .containsExactly("salesforce.Account.Nmae", "salesforce.Account.Owner.Nam");
    }

    @Test
    void aFieldTakenAwayMeanwhileIsNamedByTheNextRead() throws AdapterException {
        salesforce.org.create("Account", T);
        Source source = source();
        Cursor cursor = source.read(NAMES, null).next();
        salesforce.org.fields("Account").removeIf(field -> field.name().equals("Name"));
        var first = catchThrowableOfType(AdapterException.class, () -> source.read(NAMES, cursor));
        var second = catchThrowableOfType(AdapterException.class, () -> source.read(NAMES, cursor));
        assertThat(first.code()).isEqualTo("INVALID_FIELD");
        assertThat(second).hasMessageContaining("salesforce.Account.Name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2 wait",
                "1 walk",
                "1 wait yesterday",
                "1 walk 2026-03-28T09:00:00Z 001' 2026-03-28T09:00:00Z 2026-03-28T09:00:00Z",
                "{\"v\":1}"
            })
    void aCursorOfAnotherVersionBeginsTheStreamAnew(String cursor) {
        assertThat(failure(NAMES, new Cursor(cursor)).category())
                .isEqualTo(Category.EXPIRED_CURSOR);
    }

    @Test
    void anObjectThatIsNotReplicatedIsReadUpToTheClock() throws AdapterException {
        salesforce.org.notReplicateable.add("Account");
        salesforce.org.openSince = T.minusSeconds(1);
        salesforce.org.create("Account", T);
        assertThat(Walk.from(source(), NAMES, null).records()).hasSize(1);
    }

    @Test
    void nothingMoreIsSentOnceTheOrgHasUsedThreeQuarters() throws AdapterException {
        salesforce.usage = "api-usage=75000/100000";
        Source source = source();
        var failure = catchThrowableOfType(AdapterException.class, () -> source.read(NAMES, null));
        assertThat(failure.category()).isEqualTo(Category.BUDGET);
    }

    @Test
    void theContactOfAPersonAccountIsLeftOutUnlessTheMappingReadsTheMark() throws AdapterException {
        salesforce.org.objects.put(
                "Contact",
                new ArrayList<>(
                        List.of(
                                new FakeOrg.Field("Id", "id"),
                                new FakeOrg.Field("LastName", "string"),
                                new FakeOrg.Field("IsPersonAccount", "boolean"),
                                new FakeOrg.Field("SystemModstamp", "datetime"))));
        salesforce.org.create("Contact", T).values.put("IsPersonAccount", true);
        salesforce.org.create("Contact", T).values.put("IsPersonAccount", false);
        var names = new StreamRequest("Contact", List.of("LastName"));
        assertThat(Walk.from(source(), names, null).records()).hasSize(1);
        var marked = new StreamRequest("Contact", List.of("IsPersonAccount", "LastName"));
        assertThat(Walk.from(source(), marked, null).records()).hasSize(2);
    }
}
