package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only some orgs have, and what a person sees of it. */
class OrgFeaturesTest {
    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,IsPersonAccount,PersonContactId,RecordTypeId,CurrencyIsoCode,AnnualRevenue,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,false,,012000000000001AAA,EUR,1000,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,false,,012000000000002AAA,USD,1000,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
            001000000000003AAA,jane,Jane Doe,true,003000000000002AAA,012000000000001AAA,USD,10,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            """;
    private static final String RECORD_TYPES =
            """
            Id,Name,DeveloperName,SobjectType,IsActive,CreatedDate,SystemModstamp
            012000000000001AAA,Customer,Customer,Account,true,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            012000000000002AAA,Partner,Partner,Account,true,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            """;
    private static final String CONTACTS =
            """
            Id,AccountId,LastName,IsPersonAccount,CreatedDate,SystemModstamp,IsDeleted
            003000000000001AAA,001000000000001AAA,Roe,false,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            003000000000002AAA,001000000000003AAA,Doe,true,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            """;
    private static final String CURRENCIES =
            """
            Id,IsoCode,ConversionRate,DecimalPlaces,IsActive,IsCorporate,CreatedDate,SystemModstamp
            01L000000000001AAA,USD,1,2,true,true,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            01L000000000002AAA,EUR,0.8,2,true,false,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            """;
    private static final String DATED_RATES =
            """
            Id,IsoCode,StartDate,NextStartDate,ConversionRate,CreatedDate,SystemModstamp
            04w000000000001AAA,EUR,2025-01-01,2026-01-01,0.5,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            04w000000000002AAA,EUR,2026-01-01,,0.8,2020-01-01T00:00:00.000+0000,2020-01-01T00:00:00.000+0000
            """;
    private static final String OPPORTUNITIES =
            """
            Id,AccountId,Name,StageName,Amount,CurrencyIsoCode,CloseDate,Won_At__c,CreatedDate,SystemModstamp,IsDeleted
            006000000000001AAA,001000000000001AAA,First,Closed Won,100,EUR,2025-06-01,2025-06-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,2025-06-01T00:00:00.000+0000,false
            006000000000002AAA,001000000000001AAA,Second,Closed Won,80,EUR,2026-02-01,2026-02-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,2026-02-01T00:00:00.000+0000,false
            """;
    private static final String MEASURES =
            """
              won:
                label: Deals won
                over: opportunity
                aggregate: {sum: amount}
              people:
                label: People known
                over: contact
                aggregate: count
            """;

    @TempDir Path folder;
    private @Nullable SandboxProcess sandbox;

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private SandboxProcess sandbox() {
        return Objects.requireNonNull(sandbox);
    }

    private void serve() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .change(
                        "connections.yaml",
                        "streams: [Account]",
                        "streams: [Account, Opportunity, Contact]")
                .change(
                        "sources/account.yaml",
                        "to: account",
                        "to: account\ncustomer: RecordType.DeveloperName == 'Customer'")
                .append("model.yaml", MEASURES);
        Files.writeString(
                mapping.resolve("sources/opportunity.yaml"),
                """
                from: crm.Opportunity
                to: opportunity
                account: {key: AccountId}
                fields:
                  amount: Amount
                """);
        Files.writeString(
                mapping.resolve("sources/contact.yaml"),
                """
                from: crm.Contact
                to: contact
                account: {key: AccountId}
                fields:
                  active: {value: true}
                """);
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .write("salesforce/RecordType.csv", RECORD_TYPES)
                        .write("salesforce/Contact.csv", CONTACTS)
                        .write("salesforce/CurrencyType.csv", CURRENCIES)
                        .write("salesforce/DatedConversionRate.csv", DATED_RATES)
                        .write("salesforce/Opportunity.csv", OPPORTUNITIES)
                        .folder();
        sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
        Cli.Result sync = Cli.run(sandbox().config, "sync", "--json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
    }

    private double measure(String account, String name) throws Exception {
        for (JsonNode each :
                Cli.run(sandbox().config, "measures", "--account", account, "--json")
                        .json()
                        .get("measures")) {
            if (each.get("measure").asText().equals(name)) {
                return each.get("value").asDouble();
            }
        }
        throw new IllegalStateException("no measure " + name);
    }

    @Test
    void recordTypesPersonAccountsAndCurrenciesAreWhatThePersonExpects() throws Exception {
        serve();
        assertThat(
                        Cli.run(sandbox().config, "accounts", "--json")
                                .json()
                                .get("accounts")
                                .findValuesAsText("name"))
                .as("customers by record type; a person by its own name")
                .containsExactlyInAnyOrder("Acme", "Jane Doe");
        assertThat(measure("acme", "people")).isEqualTo(1);
        assertThat(measure("jane", "people")).as("a person is no contact of itself").isZero();
        assertThat(measure("acme", "won"))
                .as("100 EUR at 0.5 of 2025, 80 EUR at 0.8 of 2026, in USD")
                .isEqualTo(300);
    }

    private void worth(String rule) throws Exception {
        Mapping.at(folder.resolve("mappings"))
                .append("sources/account.yaml", "  value: " + rule + "\n")
                .change(
                        "outputs.yaml",
                        "object: Account\nfields:\n",
                        "object: Account\nfields:\n  value: Baton_Value__c\n");
    }

    /** What the accounts' people see, beside the record's currency. */
    private JsonNode shown(String id) throws Exception {
        for (JsonNode record : sandbox().records("Account")) {
            if (record.get("Id").asText().equals(id)) {
                return record.get("Baton_Value__c");
            }
        }
        throw new IllegalStateException("no account " + id);
    }

    private int written(int exit) throws Exception {
        Cli.Result sync = Cli.run(sandbox().config, "sync", "--json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(exit);
        return sync.json().get("written").asInt();
    }

    @Test
    void whatAnAccountIsWorthIsWrittenInItsOwnCurrency() throws Exception {
        serve();
        worth("AnnualRevenue");
        assertThat(written(0)).isPositive();
        assertThat(shown("001000000000001AAA").asDouble()).as("in EUR").isEqualTo(1000);
        assertThat(shown("001000000000003AAA").asDouble()).as("in USD").isEqualTo(10);
        assertThat(written(0)).as("an idle cycle").isZero();
    }

    @Test
    void anotherRateIsNobodysEditAndAMissingOneLeavesTheFieldAlone() throws Exception {
        serve();
        worth("{cel: '1000.0'}");
        assertThat(written(0)).isPositive();
        assertThat(shown("001000000000001AAA").asDouble()).isEqualTo(800);
        AdminEdit.of(sandbox(), "CurrencyType", "01L000000000002AAA", "{\"ConversionRate\": 0.7}");
        assertThat(written(0)).as("the one in EUR").isEqualTo(1);
        assertThat(shown("001000000000001AAA").asDouble()).isEqualTo(700);
        assertThat(written(0)).as("an idle cycle").isZero();
        AdminEdit.of(sandbox(), "Account", "001000000000001AAA", "{\"CurrencyIsoCode\": \"GBP\"}");
        assertThat(written(3)).isZero();
        assertThat(shown("001000000000001AAA").asDouble()).isEqualTo(700);
        assertThat(Cli.run(sandbox().config, "quarantine").out())
                .contains("001000000000001AAA", "no rate of the record's currency");
        AdminEdit.of(sandbox(), "Account", "001000000000001AAA", "{\"CurrencyIsoCode\": \"USD\"}");
        assertThat(written(0)).isEqualTo(1);
        assertThat(shown("001000000000001AAA").asDouble()).isEqualTo(1000);
    }

    @Test
    void aFormulaIsRefusedWhereTheMappingNamesItUntilItsSourceIsReadAnew() throws Exception {
        serve();
        Mapping mapping = Mapping.at(folder.resolve("mappings"));
        mapping.change("sources/account.yaml", "name: Name", "name: Baton_Health__c");
        Cli.Result refused = Cli.run(sandbox().config, "check", "--json");
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(2);
        assertThat(refused.out())
                .contains("sources/account.yaml:7:9")
                .contains("salesforce.Account.Baton_Health__c: a formula or roll-up")
                .contains("reread_days: 1");
        assertThat(Cli.run(sandbox().config, "plan").exit()).isEqualTo(2);
        mapping.change("sources/account.yaml", "to: account", "to: account\nreread_days: 1");
        assertThat(Cli.run(sandbox().config, "plan").exit()).isZero();
        Cli.Result check = Cli.run(sandbox().config, "check", "--json");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
    }

    @Test
    void whoComesAfterTheVendorForgotLooksAtEveryIdAndFindsWhatIsGone() throws Exception {
        serve();
        sandbox().delete("Opportunity", "006000000000001AAA");
        sandbox().advance("2026-03-25T00:00:00Z");
        Cli.Result sync = Cli.run(sandbox().config, "sync", "--json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(measure("acme", "won")).isEqualTo(100);
        assertThat(List.of(sandbox().records("Opportunity").findValuesAsText("Id")).toString())
                .doesNotContain("006000000000001AAA");
    }
}
