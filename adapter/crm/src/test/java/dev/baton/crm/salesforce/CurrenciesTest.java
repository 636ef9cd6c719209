package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.Amounts;
import dev.baton.port.Cursor;
import dev.baton.port.JobRecord;
import dev.baton.port.Page;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.testkit.Walk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An org of several currencies. */
class CurrenciesTest {
    private static final Instant T = Instant.parse("2026-03-28T09:00:00Z");
    private static final StreamRequest REVENUE =
            new StreamRequest("Account", List.of("AnnualRevenue"));

    private final FakeSalesforce salesforce = new FakeSalesforce();

    private Source source() {
        return salesforce.open(salesforce.settings()).source();
    }

    @BeforeEach
    void severalCurrencies() {
        salesforce.org.fields("Account").add(new FakeOrg.Field("CurrencyIsoCode", "picklist"));
        salesforce.org.objects.put(
                "CurrencyType",
                new ArrayList<>(
                        List.of(
                                new FakeOrg.Field("Id", "id"),
                                new FakeOrg.Field("IsoCode", "picklist"),
                                new FakeOrg.Field("ConversionRate", "double"),
                                new FakeOrg.Field("DecimalPlaces", "int"),
                                new FakeOrg.Field("IsCorporate", "boolean"))));
        currency("USD", 1, true);
        currency("EUR", 0.8, false);
    }

    private FakeOrg.Row currency(String iso, double rate, boolean corporate) {
        FakeOrg.Row row = salesforce.org.create("CurrencyType", T);
        row.values.putAll(Map.of("IsoCode", iso, "ConversionRate", rate, "IsCorporate", corporate));
        return row;
    }

    private void account(double revenue, String iso) {
        FakeOrg.Row row = salesforce.org.create("Account", T);
        row.values.put("AnnualRevenue", revenue);
        row.values.put("CurrencyIsoCode", iso);
    }

    private List<Object> revenues() throws AdapterException {
        var revenues = new ArrayList<Object>();
        Walk.from(source(), REVENUE, null)
                .records()
                .forEach(record -> revenues.add(record.fields().get("AnnualRevenue")));
        return revenues;
    }

    @Test
    void amountsAreReadInTheCorporateCurrencyAndNothingElseComesAlong() throws AdapterException {
        account(100, "USD");
        account(100, "EUR");
        assertThat(revenues()).containsExactly(100.0, 125.0);
        assertThat(Walk.from(source(), REVENUE, null).records().getFirst().fields())
                .containsOnlyKeys("AnnualRevenue");
    }

    @Test
    void anAmountWithoutARateIsParkedAndTheRestIsRead() throws AdapterException {
        account(100, "GBP");
        account(100, "USD");
        Page page = source().read(REVENUE, null);
        assertThat(page.records()).hasSize(1);
        assertThat(page.unreadable())
                .singleElement()
                .extracting(Page.Unreadable::reason)
                .asString()
                .contains("AnnualRevenue is in a currency that the org knows no rate of");
    }

    @Test
    void anotherRateReadsTheAmountsAnew() throws AdapterException {
        account(100, "EUR");
        Cursor cursor = Walk.from(source(), REVENUE, null).end();
        Source other = source();
        assertThat(other.read(REVENUE, cursor).records()).isNotNull();
        currency("JPY", 150, false);
        var expired =
                catchThrowableOfType(AdapterException.class, () -> source().read(REVENUE, cursor));
        assertThat(expired.code()).isEqualTo("rates_changed");
        assertThat(expired.category()).isEqualTo(AdapterException.Category.EXPIRED_CURSOR);
    }

    @Test
    void anOrgOfOneCurrencyIsNotAskedForRates() throws AdapterException {
        var single = new FakeSalesforce();
        single.org.create("Account", T).values.put("AnnualRevenue", 100.0);
        Walk walk = Walk.from(single.open(single.settings()).source(), REVENUE, null);
        assertThat(walk.records().getFirst().fields()).containsEntry("AnnualRevenue", 100.0);
        assertThat(walk.end().value()).doesNotContain("rates");
    }

    @Test
    void anAmountOfOursSaysThatItIsInTheCorporateCurrencyAlsoByJob() throws AdapterException {
        String snapshots = "Baton_Health_Snapshot__c";
        salesforce.org.objects.put(
                snapshots,
                new ArrayList<>(
                        List.of(
                                new FakeOrg.Field("Id", "id"),
                                new FakeOrg.Field("Baton_Key__c", "string"),
                                new FakeOrg.Field("Value__c", "currency"),
                                new FakeOrg.Field("CurrencyIsoCode", "picklist"))));
        Sink sink = salesforce.open(salesforce.settings()).sink();
        sink.describe(snapshots);
        var request = new WriteRequest("one", Map.of("Value__c", new BigDecimal("7.50")));
        sink.mass()
                .orElseThrow()
                .write(
                        snapshots,
                        "Baton_Key__c",
                        List.of(request),
                        WritePermit.ALWAYS,
                        new Remembered());
        assertThat(salesforce.bulk.jobs.values())
                .singleElement()
                .satisfies(job -> assertThat(job.csv).contains("CurrencyIsoCode", "USD"));
    }

    private static final class Remembered implements JobRecord {
        private @Nullable String open;

        @Override
        public Optional<String> open() {
            return Optional.ofNullable(open);
        }

        @Override
        public void opened(String id) {
            open = id;
        }

        @Override
        public void closed() {
            open = null;
        }
    }

    @Test
    void aDatedRateHoldsFromItsDayOnAndTheFirstBeforeItsDayToo() {
        var byDay = new TreeMap<LocalDate, BigDecimal>();
        byDay.put(LocalDate.parse("2026-01-01"), new BigDecimal("0.5"));
        byDay.put(LocalDate.parse("2026-02-01"), new BigDecimal("0.8"));
        var rates =
                new Rates(
                        "USD",
                        new TreeMap<>(Map.of("EUR", new BigDecimal("0.4"))),
                        new TreeMap<>(Map.of("EUR", byDay)),
                        new TreeMap<>());
        assertThat(corporate(rates, "EUR", LocalDate.parse("2026-01-31")))
                .isEqualByComparingTo("200.00");
        assertThat(corporate(rates, "EUR", LocalDate.parse("2026-02-01")))
                .isEqualByComparingTo("125.00");
        assertThat(corporate(rates, "EUR", LocalDate.parse("2025-01-01")))
                .isEqualByComparingTo("200.00");
        assertThat(corporate(rates, "EUR", null)).isEqualByComparingTo("250.00");
        assertThat(rates.corporate(new BigDecimal(100), "GBP", null)).isEmpty();
    }

    private static BigDecimal corporate(Rates rates, String iso, @Nullable LocalDate on) {
        return rates.corporate(new BigDecimal(100), iso, on).orElseThrow();
    }

    @Test
    void anAmountComesBackAsItWasInEveryCurrency() {
        var rates =
                new Rates(
                        "USD",
                        new TreeMap<>(
                                Map.of(
                                        "USD", BigDecimal.ONE,
                                        "EUR", new BigDecimal("0.87"),
                                        "JPY", new BigDecimal("150.3"),
                                        "KWD", new BigDecimal("0.307"),
                                        "IDR", new BigDecimal("16234.5"))),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("JPY", 0, "KWD", 3, "IDR", 2)));
        Map.of(
                        "USD",
                        "1234.56",
                        "EUR",
                        "99.99",
                        "JPY",
                        "15086",
                        "KWD",
                        "10.25",
                        "IDR",
                        "1234567.89")
                .forEach(
                        (iso, amount) -> {
                            double read =
                                    rates.corporate(new BigDecimal(amount), iso, null)
                                            .orElseThrow()
                                            .doubleValue();
                            assertThat(rates.own(BigDecimal.valueOf(read), iso, 2))
                                    .as(iso)
                                    .get()
                                    .isEqualTo(new BigDecimal(amount).setScale(places(iso)));
                        });
        assertThat(rates.own(new BigDecimal("100"), "KWD", 3)).contains(new BigDecimal("30.700"));
        assertThat(rates.own(new BigDecimal("100"), "GBP", 2)).isEmpty();
    }

    private static int places(String iso) {
        return iso.equals("JPY") ? 0 : 2;
    }

    @Test
    void whatIsOursIsReadAsTheRecordShowsItAndAnotherRateChangesNothing() throws AdapterException {
        account(100, "EUR");
        var ours = new StreamRequest("Account", List.of("AnnualRevenue", "CurrencyIsoCode"));
        Walk walk = Walk.from(source(), ours.holding(List.of("AnnualRevenue")), null);
        assertThat(walk.records().getFirst().fields())
                .containsEntry("AnnualRevenue", 100.0)
                .containsEntry("CurrencyIsoCode", "EUR");
        assertThat(walk.end().value()).doesNotContain("rates");
    }

    @Test
    void recordsReadByTheirIdsAreInTheCorporateCurrencyToo() throws AdapterException {
        account(100, "EUR");
        String id = salesforce.org.rows("Account").getFirst().id();
        Source.Reread again = source().reread(REVENUE, List.of(id));
        assertThat(again.unreadable()).isEmpty();
        assertThat(again.records().getFirst().fields()).containsEntry("AnnualRevenue", 125.0);
    }

    @Test
    void onlyAnOrgOfSeveralCurrenciesHasAmountsOfItsRecordsOwn() throws AdapterException {
        Sink sink = salesforce.open(salesforce.settings()).sink();
        Amounts amounts = sink.amounts("Account").orElseThrow();
        assertThat(amounts.currencyField()).isEqualTo("CurrencyIsoCode");
        assertThat(amounts.in("EUR", new BigDecimal("125.004"), 2))
                .contains(new BigDecimal("100.00"));
        var single = new FakeSalesforce();
        assertThat(single.open(single.settings()).sink().amounts("Account")).isEmpty();
    }
}
