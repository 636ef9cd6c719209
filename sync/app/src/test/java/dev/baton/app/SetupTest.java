package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first half hour, up to the installation, against a simulated org. */
class SetupTest {
    @TempDir static Path folder;

    private static SandboxProcess sandbox;

    @TempDir Path own;

    @BeforeAll
    static void serve() throws Exception {
        Path data = SmallExport.in(folder.resolve("data")).folder();
        sandbox = SandboxProcess.serve(data, SmallExport.AS_OF, folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** Beside secrets that are there already. */
    private Path config() throws IOException {
        Path config = own.resolve("mine.yaml");
        Files.copy(
                folder.resolve("baton.yaml.secrets"),
                own.resolve("mine.yaml.secrets"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        return config;
    }

    private static Cli.Result init(Path config, String url, String... more) {
        var words = new ArrayList<>(List.of("init", "--url", url, "--client-id", "sandbox"));
        words.addAll(List.of(more));
        return Cli.run(config, words.toArray(String[]::new));
    }

    private static String[] helpdesk(String... more) {
        var words =
                new ArrayList<>(
                        List.of("--helpdesk-url", sandbox.url, "--helpdesk-client-id", "sandbox"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void loginSaysAsWhomItIsLetIn() throws Exception {
        JsonNode told = Cli.run(sandbox.config, "login", "--json").json();
        assertThat(told.get("user").asText()).isEqualTo("baton@sandbox.invalid");
        assertThat(told.get("production").asBoolean()).isFalse();
        assertThat(told.get("auth").asText()).isEqualTo("client_credentials");
    }

    @Test
    void theClicksForTheAppNeedNoConfiguration() {
        Cli.Result help = Cli.run(own.resolve("none.yaml"), "login", "--help-app");
        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("External Client App Manager", "JWT Bearer", "show-access-token");
    }

    @Test
    void theProposalsMakeAConfigurationThatScores() throws Exception {
        Path config = config();
        Cli.Result init = init(config, sandbox.url, helpdesk("--accept"));
        assertThat(init.exit()).as(init.err()).isZero();
        assertThat(init.out()).contains("External_Id__c", "100 % of 3");
        assertThat(Files.readString(config))
                .contains("writes: preview")
                .doesNotContain("client_secret:");
        assertThat(Files.readString(own.resolve("mapping/sources/account.yaml")))
                .contains("external_id: External_Id__c");
        assertThat(Cli.run(config, "check").out()).contains("No problem found");
        Cli.Result plan = Cli.run(config, "plan", "--json");
        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.json().get("accounts_touched").asInt()).isEqualTo(3);
    }

    @Test
    void whatTheAccountIsWorthAndWhoCaresForItStandsBesideItsScore() throws Exception {
        Path config = config();
        Cli.Result init =
                init(
                        config,
                        sandbox.url,
                        helpdesk(
                                "--accept",
                                "--value",
                                "AnnualRevenue",
                                "--renewal",
                                "Baton_Override_Until__c"));
        assertThat(init.exit()).as(init.err()).isZero();
        assertThat(Files.readString(own.resolve("mapping/outputs.yaml")))
                .contains(
                        "\n  csm: Baton_CSM__c\n",
                        "\n  value: Baton_Value__c\n",
                        "\n  renewal_on: Baton_Renewal_On__c\n");
        assertThat(Cli.run(config, "check").out()).contains("No problem found");
        Path other = Files.createDirectories(own.resolve("other")).resolve("mine.yaml");
        Files.copy(
                own.resolve("mine.yaml.secrets"),
                other.resolveSibling("mine.yaml.secrets"),
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(
                        init(other, sandbox.url, "--accept", "--value", "none", "--renewal", "none")
                                .exit())
                .isZero();
        assertThat(Files.readString(other.resolveSibling("mapping").resolve("outputs.yaml")))
                .containsOnlyOnce("Baton_CSM__c")
                .doesNotContain("Baton_Value__c", "Baton_Renewal_On__c");
    }

    @Test
    void whatIsThereIsNeverWrittenOverUnasked() throws Exception {
        Path config = Files.writeString(config(), "precious");
        Cli.Result refused = init(config, sandbox.url, helpdesk("--accept"));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(Files.readString(config)).isEqualTo("precious");
        assertThat(init(config, sandbox.url, helpdesk("--accept", "--force")).exit()).isZero();
        assertThat(Files.readString(config)).contains("connections:");
    }

    @Test
    void whereNobodyCanBeAskedMissingFlagsAreNamed() throws Exception {
        Cli.Result none = Cli.run(config(), "init");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("--url", "--client-id");
        Cli.Result some = init(config(), sandbox.url, helpdesk("--csm", "none"));
        assertThat(some.exit()).isEqualTo(2);
        assertThat(some.err())
                .contains("add --customer, --value, --renewal, --link, --link-domain")
                .contains("External_Id__c");
        assertThat(own.resolve("mapping")).doesNotExist();
    }

    @Test
    void aSecretThatIsNowhereIsNamedByItsReference() {
        Cli.Result init = init(own.resolve("bare.yaml"), sandbox.url, helpdesk("--accept"));
        assertThat(init.exit()).isEqualTo(2);
        assertThat(init.err())
                .contains("BATON_CRM_CLIENT_SECRET", "BATON_HELPDESK_CLIENT_SECRET", "chmod 600");
    }

    @Test
    void withoutAHelpdeskCasesAreTheTickets() throws Exception {
        Path config = config();
        Cli.Result init = init(config, sandbox.url, "--accept");
        assertThat(init.exit()).as(init.err()).isZero();
        Cli.Result check = Cli.run(config, "check", "--offline");
        assertThat(check.out()).contains("No problem found");
        assertThat(own.resolve("mapping/sources/case.yaml")).exists();
    }

    @Test
    void anOrgThatPeopleWorkInNeedsAWord() throws Exception {
        Path data =
                SmallExport.in(own.resolve("data"))
                        .write(
                                "salesforce/Organization.csv",
                                "Id,Name,IsSandbox,OrganizationType\n00D000000000001AAA,Acme,false,Enterprise Edition\n")
                        .folder();
        Path served = Files.createDirectories(own.resolve("served"));
        try (var production = SandboxProcess.serve(data, SmallExport.AS_OF, served)) {
            Cli.Result refused = init(config(), production.url, "--accept");
            assertThat(refused.exit()).as(refused.err()).isEqualTo(4);
            assertThat(refused.err()).contains("people work in it", "--production");
            assertThat(init(config(), production.url, "--accept", "--production").exit()).isZero();
        }
    }

    @Test
    void thePageForTheAdminAsksNoSystem() throws Exception {
        long before = sandbox.requests();
        Cli.Result page = Cli.run(sandbox.config, "check", "--for-admin");
        assertThat(page.exit()).isZero();
        assertThat(page.out())
                .contains(
                        "Salesforce Integration",
                        "Account: External_Id__c, Name",
                        "Baton_Score__c",
                        "What it never does",
                        "owner-based sharing rule",
                        "a day");
        assertThat(sandbox.requests()).isEqualTo(before);
    }

    @Test
    void thePackageIsExportedForAPipelineAndOverNothing() {
        Path target = own.resolve("metadata");
        Cli.Result export = Cli.run(sandbox.config, "install", "--export", target.toString());
        assertThat(export.exit()).as(export.err()).isZero();
        assertThat(target.resolve("package.xml")).exists();
        assertThat(target.resolve("objects/Account.object")).exists();
        assertThat(Cli.run(sandbox.config, "install", "--export", target.toString()).exit())
                .isEqualTo(2);
    }

    @Test
    void installingTakesATokenThatNobodyElseCanRead() throws Exception {
        Cli.Result without = Cli.run(sandbox.config, "install");
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("--admin-token-file", "BATON_ADMIN_TOKEN");
        Path token = Files.writeString(own.resolve("admin.token"), "CANARY-token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        Cli.Result open =
                Cli.run(sandbox.config, "install", "--admin-token-file", token.toString());
        assertThat(open.exit()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600").doesNotContain("CANARY");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Cli.Result wrong =
                Cli.run(sandbox.config, "install", "--admin-token-file", token.toString());
        assertThat(wrong.exit()).isEqualTo(5);
        assertThat(wrong.err()).contains("get a new one").doesNotContain("CANARY");
    }

    @Test
    void whatIsNotListedIsNotTakenOut() throws Exception {
        Cli.Result uninstall = Cli.run(sandbox.config, "uninstall", "--yes");
        assertThat(uninstall.exit()).isEqualTo(2);
        assertThat(uninstall.err()).contains("installed.json", "--adopt");
    }
}
