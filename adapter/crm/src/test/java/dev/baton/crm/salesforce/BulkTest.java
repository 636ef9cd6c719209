package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.HttpAnswer;
import dev.baton.http.HttpCall;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole objects, and very many changes, by query jobs. */
class BulkTest {
    private static final String HEADER =
            "\"Id\",\"SystemModstamp\",\"CreatedDate\",\"IsDeleted\",\"MasterRecordId\"";
    private static final StreamRequest ACCOUNTS =
            new StreamRequest("Account", List.of("Name", "NumberOfEmployees", "Owner.Name"));

    private final FakeSalesforce fake = new FakeSalesforce();

    private static String account(int number) {
        return FakeOrg.id("Account", number);
    }

    /** Twelve thousand by the count, and two thousand of them on the first page. */
    private void manyAccounts() {
        for (int i = 0; i < 2_000; i++) {
            fake.org.create("Account", fake.org.now.minusSeconds(60));
        }
        fake.instead = counting(12_000);
        String columns = HEADER + ",\"Name\",\"NumberOfEmployees\",\"Owner.Name\"\n";
        fake.bulk.parts =
                List.of(
                        columns
                                + row(1, "\"Ann, \"\"A\"\"\"", "7", "\"Kim\"")
                                + row(2, "\"#N/A\"", "", ""),
                        columns + row(3, "\"Caf\u00E9\"", "x", "\"Lee\""));
    }

    private Function<HttpCall, @Nullable HttpAnswer> counting(int rows) {
        return call ->
                call.url().contains("COUNT%28%29")
                        ? fake.json(
                                200, "{\"totalSize\":" + rows + ",\"done\":true,\"records\":[]}")
                        : null;
    }

    private static String row(int number, String name, String employees, String owner) {
        return "\""
                + account(number)
                + "\",\"2026-03-01T10:00:00.000Z\",\"2026-01-01T10:00:00.000Z\",\"false\",\"\","
                + name
                + ","
                + employees
                + ","
                + owner
                + "\n";
    }

    private Source whole() {
        return fake.open(fake.settings()).source();
    }

    private Source source() {
        return fake.open(fake.settings().withPageSize(2)).source();
    }

    private static List<RawRecord> walk(Source source, @Nullable Cursor from) throws Exception {
        var records = new ArrayList<RawRecord>();
        Cursor cursor = from;
        while (true) {
            Page page = source.read(ACCOUNTS, cursor);
            records.addAll(page.records());
            cursor = page.next();
            if (page.last()) {
                return records;
            }
        }
    }

    @Test
    void anObjectOfManyRowsIsReadByOneJob() throws Exception {
        manyAccounts();
        List<RawRecord> records = walk(whole(), null);
        assertThat(fake.bulk.jobs).hasSize(1);
        assertThat(records).extracting(RawRecord::id).contains(account(1), account(2));
        RawRecord first = records.get(2_000);
        assertThat(first.fields())
                .containsEntry("Name", "Ann, \"A\"")
                .containsEntry("NumberOfEmployees", 7L)
                .containsEntry("Owner", Map.of("Name", "Kim"));
        RawRecord second = records.get(2_001);
        assertThat(second.fields())
                .containsEntry("Name", "#N/A")
                .containsEntry("NumberOfEmployees", null)
                .containsEntry("Owner", null);
    }

    @Test
    void aMassChangeIsReadByOneJobOverWhatChanged() throws Exception {
        manyAccounts();
        Instant changed = fake.org.now.minusSeconds(60);
        walk(whole(), new Cursor("1 wait " + changed.minusSeconds(600)));
        String behind = "WHERE SystemModstamp >= " + SalesforceTime.print(changed);
        assertThat(fake.bulk.jobs.values())
                .singleElement()
                .satisfies(only -> assertThat(only.body).contains(behind + "\""));
    }

    @Test
    void changesThatFillAPageAndNotMuchMoreAreReadByPages() throws Exception {
        manyAccounts();
        fake.instead = counting(2_000);
        List<RawRecord> records =
                walk(whole(), new Cursor("1 wait " + fake.org.now.minusSeconds(600)));
        assertThat(fake.bulk.jobs).isEmpty();
        assertThat(records).hasSize(2_000);
    }

    @Test
    void aFewRowsAreReadByPagesAndNobodyCountsThem() throws Exception {
        fake.org.create("Account", fake.org.now.minusSeconds(60));
        walk(source(), null);
        assertThat(fake.bulk.jobs).isEmpty();
        assertThat(fake.calls).noneMatch(call -> call.url().contains("COUNT"));
    }

    @Test
    void aRowThatCannotBeReadIsReportedAndNotDropped() throws Exception {
        manyAccounts();
        Page page = whole().read(ACCOUNTS, null);
        var unreadable = new ArrayList<Page.Unreadable>();
        Source source = whole();
        while (!page.last()) {
            page = source.read(ACCOUNTS, page.next());
            unreadable.addAll(page.unreadable());
        }
        assertThat(unreadable).extracting(Page.Unreadable::record).containsExactly(account(3));
    }

    @Test
    void anotherProcessGoesOnInTheMiddleOfAJob() throws Exception {
        manyAccounts();
        Cursor opened = whole().read(ACCOUNTS, null).next();
        Page first = source().read(ACCOUNTS, opened);
        assertThat(first.records())
                .extracting(RawRecord::id)
                .containsExactly(account(1), account(2));
        Page second = source().read(ACCOUNTS, first.next());
        assertThat(second.unreadable()).hasSize(1);
        assertThat(fake.bulk.jobs).hasSize(1);
    }

    @Test
    void aJobThatIsNotDoneGivesNothingAndKeepsItsPlace() throws Exception {
        manyAccounts();
        fake.bulk.states = Collections.nCopies(100, "InProgress");
        Cursor opened = whole().read(ACCOUNTS, null).next();
        Page page = source().read(ACCOUNTS, opened);
        assertThat(page.records()).isEmpty();
        assertThat(page.last()).isFalse();
        assertThat(page.next()).isEqualTo(opened);
    }

    @Test
    void aJobThatIsGoneOrFailedOrOfAnotherVersionBeginsAnew() throws Exception {
        manyAccounts();
        Cursor opened = whole().read(ACCOUNTS, null).next();
        assertExpired(new Cursor(opened.value().replace(" 65.0 ", " 64.0 ")));
        fake.bulk.ends = "Failed";
        assertExpired(opened);
        fake.bulk.jobs.clear();
        assertExpired(opened);
    }

    private void assertExpired(Cursor cursor) {
        Source source = source();
        assertThatThrownBy(() -> source.read(ACCOUNTS, cursor))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.EXPIRED_CURSOR));
    }

    @Test
    void aPartThatIsCutIsNotTakenForWhole() throws Exception {
        manyAccounts();
        Cursor opened = whole().read(ACCOUNTS, null).next();
        fake.instead =
                call ->
                        call.url().contains("/results")
                                ? fake.answer(
                                        200,
                                        "text/csv",
                                        fake.bulk.parts.getLast(),
                                        Map.of("sforce-numberofrecords", "5"))
                                : null;
        Source source = source();
        assertThatThrownBy(() -> source.read(ACCOUNTS, opened))
                .hasMessageContaining("rows are missing");
    }

    @Test
    void whatTakesTooLongToCountIsReadByAJob() throws Exception {
        manyAccounts();
        fake.instead =
                call ->
                        call.url().contains("COUNT%28%29")
                                ? fake.json(
                                        400,
                                        FakeRest.error(400, "QUERY_TIMEOUT", "too long").body())
                                : null;
        whole().read(ACCOUNTS, null);
        assertThat(fake.bulk.jobs).hasSize(1);
    }

    @Test
    void ofRowsThatAreTooLongForOneAnswerFewerAreAskedFor() throws Exception {
        manyAccounts();
        Cursor opened = whole().read(ACCOUNTS, null).next();
        fake.refusing =
                call ->
                        call.url().contains("maxRecords=50000")
                                ? new AdapterException(
                                        Category.UNAVAILABLE, "answer_too_large", "large", null)
                                : null;
        Page page = whole().read(ACCOUNTS, opened);
        assertThat(page.records()).hasSize(2);
        assertThat(fake.calls).anyMatch(call -> call.url().contains("maxRecords=10000"));
    }

    @Test
    void theForecastTellsTheWayAndWhy() throws Exception {
        manyAccounts();
        var forecast = source().forecast(ACCOUNTS).orElseThrow();
        assertThat(forecast.way()).isEqualTo("Bulk API 2.0");
        assertThat(forecast.rows()).isEqualTo(12_000);
        assertThat(forecast.calls()).as("made, looked at twice, one part").isEqualTo(4);
    }
}
