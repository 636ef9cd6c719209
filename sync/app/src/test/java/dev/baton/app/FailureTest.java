package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on a first day: each with its exit code, and words that say what to do. */
class FailureTest {
    @TempDir Path folder;

    private SandboxProcess serve(SmallExport export, String... more) throws Exception {
        return SandboxProcess.serve(export.folder(), SmallExport.AS_OF, folder, more);
    }

    private SmallExport export() throws Exception {
        return SmallExport.in(folder.resolve("data"));
    }

    @Test
    void wrongCredentialsExitWith5AndNameTheConnection() throws Exception {
        try (var sandbox = serve(export())) {
            Path secrets = sandbox.config.resolveSibling("baton.yaml.secrets");
            Files.writeString(
                    secrets, Files.readString(secrets).replaceFirst("sandbox\n", "CANARYWRONG\n"));
            Cli.Result check = Cli.run(sandbox.config, "check", "--json");
            assertThat(check.exit()).as(check.out()).isEqualTo(5);
            assertThat(check.json().get("problems").get(0).get("where").asText()).isEqualTo("crm");
            Cli.Result sync = Cli.run(sandbox.config, "sync");
            assertThat(sync.exit()).isEqualTo(5);
            assertThat(check.out() + sync.err()).doesNotContain("CANARYWRONG");
            assertThat(sandbox.writes()).isZero();
        }
    }

    @Test
    void aSystemThatDoesNotAnswerExitsWith5() throws Exception {
        Path config;
        try (var sandbox = serve(export())) {
            config = sandbox.config;
        }
        assertThat(Cli.run(config, "check").exit()).isEqualTo(5);
    }

    @Test
    void anOrgWithoutOurFieldsExitsWith2AndSaysWhoCanAddThem() throws Exception {
        try (var sandbox = serve(export(), "--without-package")) {
            Cli.Result check = Cli.run(sandbox.config, "check", "--json");
            assertThat(check.exit()).isEqualTo(2);
            assertThat(check.json().get("problems")).hasSizeGreaterThanOrEqualTo(13);
            Cli.Result sync = Cli.run(sandbox.config, "sync");
            assertThat(sync.exit()).isEqualTo(2);
            assertThat(sync.err()).contains("Account.Baton_Score__c").contains("baton install");
            assertThat(sandbox.writes()).isZero();
        }
    }

    @Test
    void privateSharingWithoutEditRightIsFoundByCheckAndParkedBySync() throws Exception {
        try (var sandbox = serve(export().withPrivateSharing())) {
            Cli.Result check = Cli.run(sandbox.config, "check", "--json");
            assertThat(check.exit()).as(check.out()).isEqualTo(2);
            assertThat(check.out()).contains("may not edit 3 of 3").contains("sharing rule");
            Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
            assertThat(sync.exit()).as(sync.err()).isEqualTo(3);
            assertThat(sync.json().get("failed").asInt()).isEqualTo(3);
            JsonNode parked = Cli.run(sandbox.config, "status", "--json").json().get("quarantine");
            assertThat(parked).hasSize(3);
            assertThat(parked.get(0).get("reason").asText())
                    .contains("INSUFFICIENT_ACCESS_OR_READONLY");
        }
    }

    @Test
    void anOrgThatShowsNoAccountIsSaidAloudAndOnlyTheRunIsWritten() throws Exception {
        SmallExport export =
                export().write("salesforce/Account.csv", "Id,External_Id__c,Name,CreatedDate\n");
        try (var sandbox = serve(export)) {
            Cli.Result sync = Cli.run(sandbox.config, "sync");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(sync.err()).contains("no account at all");
            assertThat(Cli.run(sandbox.config, "check").out()).contains("sees no record");
            assertThat(sandbox.writes()).as("the row of the day").isOne();
            assertThat(sandbox.records("Baton_Run__c")).hasSize(1);
        }
    }

    @Test
    void anEmptyExportLacksTheFieldThatTheMappingReads() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        try (var sandbox = SandboxProcess.serve(empty, SmallExport.AS_OF, folder)) {
            Cli.Result sync = Cli.run(sandbox.config, "sync");
            assertThat(sync.exit()).isEqualTo(2);
            assertThat(sync.err()).contains("Account.External_Id__c").contains("no such field");
            assertThat(sandbox.writes()).isZero();
        }
    }

    @Test
    void secretsThatOthersCanReadAreRefused() throws Exception {
        secrets();
        Files.setPosixFilePermissions(
                folder.resolve("secrets.yaml"), PosixFilePermissions.fromString("rw-r--r--"));
        Path config =
                Files.writeString(
                        folder.resolve("baton.yaml"), configOf(SandboxProcess.helpdeskMappings()));
        Cli.Result check = Cli.run(config, "check", "--offline");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("secrets.yaml").contains("chmod 600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    salesforce/Account.csv      | Id,Name\\n001000000000001AAA,Acme,more\\n       | Account.csv:2
                    salesforce/Account.csv      | Id,Name,CreatedDate\\n001000000000001AAA,A,never\\n | Account.csv:2
                    zendesk/tickets.jsonl       | {"id":1,\\n                                     | tickets.jsonl:1
                    zendesk/organizations.jsonl | {"name":"no id"}\\n                             | organizations.jsonl:1
                    """)
    void aMalformedRowOfAnExportEndsTheSandboxWith2AtItsLine(String file, String text, String where)
            throws Exception {
        SmallExport export = export().write(file, text.replace("\\n", "\n"));
        SandboxProcess.Refusal refusal = SandboxProcess.refused(export.folder(), folder);
        assertThat(refusal.exit()).as(refusal.err()).isEqualTo(2);
        assertThat(refusal.err()).contains(where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    outputs.yaml            | score: Baton_Score__c       | scroe: Baton_Score__c          | score
                    outputs.yaml            | band: Baton_Band__c         | score: Baton_Band__c           | score
                    model.yaml              | coverage_floor:             | coverage_flor:                 | coverage_floor
                    sources/ticket.yaml     | to: ticket                  | to: tickets                    | ticket
                    sources/ticket.yaml     | from: helpdesk.tickets      | from: helpdesk.ticket          | tickets
                    sources/ticket.yaml     | key: organization_id        | kye: organization_id           | key
                    sources/ticket.yaml     | reopens: metric_set.reopens | repoens: metric_set.reopens    | reopens
                    sources/ticket.yaml     | minutes(metric_set          | minuts(metric_set              | minutes
                    sources/account.yaml    | name: Name                  | name: [Name] | a list
                    sources/organization.yaml | external_id: external_id  | externalid: external_id        | external_id
                    connections.yaml        | type: zendesk               | type: zendsek                  | zendesk
                    connections.yaml        | streams: [Account]          | streams: Account               | list
                    """)
    void aBadMappingExitsWith2AtItsFileAndLine(String file, String from, String to, String word)
            throws Exception {
        Path mappings = folder.resolve("mappings");
        Mapping.copiedTo(mappings).change(file, from, to);
        Path config = Files.writeString(folder.resolve("baton.yaml"), configOf(mappings));
        secrets();
        Cli.Result check = Cli.run(config, "check", "--offline", "--json");
        assertThat(check.exit()).as(check.out()).isEqualTo(2);
        JsonNode first = check.json().get("problems").get(0);
        assertThat(first.get("where").asText()).contains(file).matches(".*:[0-9]+:[0-9]+");
        assertThat(check.out()).contains(word).doesNotContain("Exception");
        assertThat(Cli.run(config, "sync").exit()).isEqualTo(2);
    }

    private void secrets() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("secrets.yaml"),
                        "crm: {client_secret: s}\nhelpdesk: {client_secret: s}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String configOf(Path mappings) {
        return """
                mappings: %s
                writes: on
                connections:
                  crm: {type: salesforce, url: "http://127.0.0.1:9", client_id: a}
                  helpdesk: {type: zendesk, url: "http://127.0.0.1:9", client_id: a}
                secrets: secrets.yaml
                """
                .formatted(mappings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    writes: on            | writes: of              | writes
                    type: salesforce      | type: salseforce        | salesforce
                    client_id: a}         | client: a}              | client
                    connections:          | conections:             | connections
                    connections:          | brake: {max_band_changes: 200%}\\nconnections: | 0% to 100%
                    url:                  | url                     | connection
                    """)
    void aBadConfigurationExitsWith2AtItsLine(String from, String to, String word)
            throws Exception {
        Files.writeString(
                folder.resolve("secrets.yaml"),
                "crm: {client_secret: s}\nhelpdesk: {client_secret: s}\n");
        String text =
                configOf(SandboxProcess.helpdeskMappings())
                        .replaceFirst(Pattern.quote(from), to.replace("\\n", "\n"));
        Path config = Files.writeString(folder.resolve("baton.yaml"), text);
        Cli.Result check = Cli.run(config, "check", "--offline", "--json");
        assertThat(check.exit()).as(check.out()).isEqualTo(2);
        assertThat(check.out()).contains(word).contains("baton.yaml:").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm: {client_secret: 4711471147}\n",
                "crm: {client_secret 4711471147}\n",
                "crm: 4711471147\n",
                "4711471147\n",
                "crm: {4711471147: client_secret}\n",
                "crm: [4711471147\n"
            })
    void aSlipInTheSecretsFileNeverShowsTheSecret(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("secrets.yaml"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path config =
                Files.writeString(
                        folder.resolve("baton.yaml"), configOf(SandboxProcess.helpdeskMappings()));
        Cli.Result check = Cli.run(config, "check", "--offline");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("secrets.yaml").doesNotContain("4711471147");
        assertThat(check.err()).doesNotContain("4711471147");
    }

    @Test
    void noConfigurationAtAllSaysHowToGetOne() {
        Cli.Result check = Cli.run(folder.resolve("none.yaml"), "check");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("there is no such file").contains("sandbox");
    }
}
