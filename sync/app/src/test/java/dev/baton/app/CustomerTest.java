package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prospects are none of Baton's business. */
class CustomerTest {
    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,Type,Churned_On__c,Employees__c,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,Customer,2026-03-10,10,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,Prospect,,20,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
            001000000000003AAA,initech,Initech,Customer,,,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
            """;

    @TempDir Path folder;

    private SandboxProcess serve(String condition) throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .change(
                        "sources/account.yaml",
                        "to: account",
                        "to: account\ncustomer: " + condition);
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .folder();
        return SandboxProcess.serve(
                data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
    }

    private static List<String> listed(SandboxProcess sandbox) throws Exception {
        return Cli.run(sandbox.config, "accounts", "--json")
                .json()
                .get("accounts")
                .findValuesAsText("name");
    }

    private static JsonNode field(SandboxProcess sandbox, String name, String field)
            throws Exception {
        for (JsonNode account : sandbox.records("Account")) {
            if (account.get("Name").asText().equals(name)) {
                return account.get(field);
            }
        }
        throw new IllegalStateException("no account " + name);
    }

    private static String counted(SandboxProcess sandbox) throws Exception {
        return Cli.run(sandbox.config, "status", "--json").json().get("accounts").toString();
    }

    @Test
    void prospectsAreNeitherListedNorCountedNorWritten() throws Exception {
        try (var sandbox = serve("Type == 'Customer' && Churned_On__c == null")) {
            Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(sync.json().get("accounts_touched").asInt()).isEqualTo(2);
            assertThat(listed(sandbox)).containsExactlyInAnyOrder("Acme", "Initech");
            assertThat(field(sandbox, "Globex", "Baton_Band__c").isNull()).isTrue();
            assertThat(field(sandbox, "Acme", "Baton_Band__c").isNull()).isFalse();
            assertThat(counted(sandbox))
                    .isEqualTo("{\"customers\":2,\"others\":1,\"undecided\":0}");
            assertThat(Cli.run(sandbox.config, "explain", "globex").exit()).isEqualTo(2);
            JsonNode status = Cli.run(sandbox.config, "status", "--json").json();
            assertThat(status.get("unlinked"))
                    .as("an organisation of a prospect is linked, to the prospect")
                    .isEmpty();
        }
    }

    @Test
    void whoStopsBeingACustomerLeavesTheListAndKeepsItsLastFields() throws Exception {
        try (var sandbox = serve("Type == 'Customer' && Churned_On__c == null")) {
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
            JsonNode before = field(sandbox, "Acme", "Baton_Explanation__c");
            sandbox.advance("2026-03-12T00:00:00Z");
            Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(sync.json().get("changes").findValuesAsText("key"))
                    .doesNotContain(SmallExport.FIRST);
            assertThat(listed(sandbox)).containsExactly("Initech");
            assertThat(field(sandbox, "Acme", "Baton_Explanation__c")).isEqualTo(before);
            assertThat(counted(sandbox))
                    .isEqualTo("{\"customers\":1,\"others\":2,\"undecided\":0}");
            Cli.Result past =
                    Cli.run(sandbox.config, "accounts", "--as-of", SmallExport.AS_OF, "--json");
            assertThat(past.json().get("accounts").findValuesAsText("name"))
                    .as("in the past it was one")
                    .containsExactlyInAnyOrder("Acme", "Initech");
        }
    }

    @Test
    void whatCannotBeToldIsNoCustomerAndIsSaidAloud() throws Exception {
        try (var sandbox = serve("Employees__c >= 10.0")) {
            assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
            assertThat(listed(sandbox)).containsExactlyInAnyOrder("Acme", "Globex");
            assertThat(counted(sandbox))
                    .isEqualTo("{\"customers\":2,\"others\":0,\"undecided\":1}");
            Cli.Result check = Cli.run(sandbox.config, "check", "--json");
            assertThat(check.exit()).as("a warning").isZero();
            assertThat(check.out()).contains("1 of 3 accounts").contains("account.yaml: customer");
        }
    }

    @Test
    void aConditionThatFailsOnAnAccountParksItWithoutItsValue() throws Exception {
        try (var sandbox = serve("double(Name) > 1.0")) {
            assertThat(Cli.run(sandbox.config, "sync").exit()).isEqualTo(3);
            JsonNode parked = Cli.run(sandbox.config, "status", "--json").json().get("quarantine");
            assertThat(parked).hasSize(3);
            assertThat(parked.get(0).get("reason").asText())
                    .isEqualTo("customer: the expression cannot read a text as what it should be");
            assertThat(listed(sandbox)).isEmpty();
        }
    }
}
