package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts that turn out to be one. */
class MergeTest {
    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,CreatedDate
            001000000000001AAA,acme,Acme,2025-01-01T00:00:00.000+0000
            001000000000002AAA,acme2,Acme Inc,2025-01-02T00:00:00.000+0000
            """;
    private static final String CASES =
            """
            Id,AccountId,CaseNumber,Status,IsClosed,ClosedDate,Priority,CreatedDate,SystemModstamp,IsDeleted
            500000000000001AAA,001000000000001AAA,1,New,false,,High,2026-02-20T00:00:00.000+0000,2026-02-20T00:00:00.000+0000,false
            500000000000002AAA,001000000000002AAA,2,New,false,,High,2026-02-10T00:00:00.000+0000,2026-02-12T00:00:00.000+0000,false
            """;

    @TempDir Path folder;

    private static JsonNode sync(SandboxProcess sandbox) throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        return sync.json();
    }

    private static String counted(SandboxProcess sandbox) throws Exception {
        for (JsonNode line :
                Cli.run(sandbox.config, "explain", "acme", "--json").json().get("lines")) {
            if (line.path("measure").asText().equals("high_share_365d")) {
                return line.get("records").findValuesAsText("id").toString();
            }
        }
        throw new IllegalStateException("no such line");
    }

    @Test
    void theAccountThatStaysHasTheRecordsAndTheLedgerTellsWhereTheOtherWent() throws Exception {
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .write("salesforce/Case.csv", CASES)
                        .folder();
        Path mapping = SandboxProcess.home().resolve("mappings/examples/crm");
        try (var sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString())) {
            sync(sandbox);
            assertThat(counted(sandbox)).doesNotContain("500000000000002AAA");
            sandbox.advance("2026-03-06T00:00:00Z");
            AdminEdit.merge(sandbox, "Account", "001000000000001AAA", "001000000000002AAA");
            sync(sandbox);
            assertThat(counted(sandbox)).contains("500000000000001AAA", "500000000000002AAA");
            assertThat(
                            Cli.run(sandbox.config, "accounts", "--json")
                                    .json()
                                    .get("accounts")
                                    .findValuesAsText("name"))
                    .containsExactly("Acme");
            Cli.Result ledger = Cli.run(sandbox.config, "ledger", "list");
            assertThat(ledger.out()).containsOnlyOnce("merged into 001000000000001AAA");
            assertThat(Cli.run(sandbox.config, "ledger", "verify").exit()).isZero();
            assertThat(sync(sandbox).get("written").asInt()).as("an idle cycle").isZero();
            assertThat(Cli.run(sandbox.config, "ledger", "list").out())
                    .as("the tombstone comes again and tells nothing new")
                    .containsOnlyOnce("merged into");
        }
    }
}
