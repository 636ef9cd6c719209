package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forty and more ways to get it wrong, as a person meets them: through {@code check}. Each tells
 * where (a file with line and column, or system, object and field), what is wrong, and what to do.
 */
class ErrorKindsTest {
    private static final String PLACE = ".*([a-z]\\.ya?ml(\\.secrets)?|sources/):[0-9]+:[0-9]+";
    private static final String ORG = "(salesforce|zendesk|crm|helpdesk|usage)(\\.[A-Za-z_]+){1,3}";

    @TempDir static Path folder;

    private static SandboxProcess sandbox;

    /**
     * A slip.
     *
     * @param file of the mapping, {@code baton.yaml} or {@code baton.yaml.secrets}
     * @param told what {@code check} says of it: what is wrong; what to do
     */
    record Kind(String name, String file, String was, String is, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Kind kind(String name, String file, String was, String is, String told) {
        return new Kind(name, file, was, is, told);
    }

    private static final String ACCOUNT = "sources/account.yaml";
    private static final String TICKET = "sources/ticket.yaml";
    private static final String RATING = "sources/satisfaction.yaml";
    private static final String MODEL = "model.yaml";
    private static final String OUTPUTS = "outputs.yaml";
    private static final String PLAYS = "plays.yaml";
    private static final String CONNECTIONS = "connections.yaml";
    private static final String CONFIG = "baton.yaml";

    /** What can be seen in the files alone. */
    static List<Kind> offline() {
        return List.of(
                kind(
                        "a misspelt key",
                        MODEL,
                        "coverage_floor:",
                        "coverage_flor:",
                        "unknown key coverage_flor in the model; did you mean coverage_floor?"),
                kind(
                        "a missing key",
                        MODEL,
                        "base: 70\n",
                        "",
                        "base is missing in the model; add base"),
                kind(
                        "a key twice",
                        MODEL,
                        "base: 70\n",
                        "base: 70\nbase: 71\n",
                        "base is there twice; remove one of the two"),
                kind("not YAML", MODEL, "bands: {green", "bands: {green: {", ""),
                kind("a tab", ACCOUNT, "  name: Name", "\tname: Name", ""),
                kind("an anchor", ACCOUNT, "name: Name", "name: &n Name", "anchor"),
                kind(
                        "a number out of bounds",
                        MODEL,
                        "base: 70",
                        "base: 700",
                        "base is 700; give it a value from 0 to 100"),
                kind(
                        "a text for a number",
                        MODEL,
                        "coverage_floor: 0.3",
                        "coverage_floor: some",
                        "expected a number"),
                kind(
                        "bands upside down",
                        MODEL,
                        "{green: 72, yellow: 50}",
                        "{green: 40, yellow: 50}",
                        "green begins below yellow; let green begin above yellow"),
                kind(
                        "a curve that turns back",
                        MODEL,
                        "[[0, 1], [0.3, 0]]",
                        "[[0.3, 1], [0, 0]]",
                        ""),
                kind(
                        "an unknown driver",
                        MODEL,
                        "driver: sentiment",
                        "driver: sentimant",
                        "did you mean sentiment?"),
                kind(
                        "a measure of a type that no source maps",
                        MODEL,
                        "over: survey",
                        "over: usage",
                        "usage"),
                kind(
                        "a field that the type does not have",
                        MODEL,
                        "{ratio: {field: reopens, above: 0}}",
                        "{ratio: {field: repoens, above: 0}}",
                        "repoens is no field of ticket; did you mean reopens?"),
                kind(
                        "a text compared with a number",
                        MODEL,
                        "{not: {field: status, is: closed}}",
                        "{not: {field: status, is: 4}}",
                        "expected a text"),
                kind(
                        "a median of a text",
                        MODEL,
                        "{mean: score}",
                        "{mean: kind}",
                        "kind holds text"),
                kind(
                        "an unknown connection",
                        TICKET,
                        "from: helpdesk.tickets",
                        "from: helpdeks.tickets",
                        "there is no connection helpdeks; did you mean helpdesk?"),
                kind(
                        "an unknown stream",
                        TICKET,
                        "from: helpdesk.tickets",
                        "from: helpdesk.ticket",
                        "connection helpdesk has no stream ticket; did you mean helpdesk.tickets?"),
                kind(
                        "an unknown record type",
                        TICKET,
                        "to: ticket",
                        "to: tickets",
                        "unknown record type tickets; did you mean ticket?"),
                kind(
                        "an expression with a misspelt function",
                        TICKET,
                        "minutes(metric_set",
                        "minuts(metric_set",
                        "minuts"),
                kind(
                        "an expression of the wrong type",
                        TICKET,
                        "cel: created_at + minutes(metric_set.reply_time_in_minutes.calendar)",
                        "cel: created_at == modified_at",
                        "the expression gives bool, the field holds moment"),
                kind(
                        "a mapped text that people wrote",
                        TICKET,
                        "status: status",
                        "status: description",
                        "description"),
                kind(
                        "a way that leads nowhere",
                        RATING,
                        "through: helpdesk.tickets",
                        "through: helpdesk.metric_events",
                        "connection helpdesk has no stream metric_events"),
                kind(
                        "no source of accounts",
                        ACCOUNT,
                        "to: account",
                        "to: contact",
                        "no source maps to account; add sources/account.yaml with to: account"),
                kind(
                        "a result that does not exist",
                        OUTPUTS,
                        "score: Baton_Score__c",
                        "scroe: Baton_Score__c",
                        "unknown result scroe; did you mean score?"),
                kind(
                        "a standard field as target",
                        OUTPUTS,
                        "Baton_Score__c",
                        "AnnualRevenue",
                        "which is no custom field; name a field that ends in __c"),
                kind(
                        "two results into one field",
                        OUTPUTS,
                        "trend: Baton_Trend__c",
                        "trend: Baton_Band__c",
                        "Baton_Band__c takes two results; give each its own field"),
                kind(
                        "another object than the accounts'",
                        OUTPUTS,
                        "object: Account\nfields:",
                        "object: Acount\nfields:",
                        "write Account"),
                kind(
                        "an unknown type of connection",
                        CONNECTIONS,
                        "type: zendesk",
                        "type: zendsek",
                        "did you mean zendesk?"),
                kind(
                        "a play about no measure",
                        PLAYS,
                        "measure: not_closed",
                        "measure: not_close",
                        "no measure is called not_close; did you mean not_closed?"),
                kind(
                        "a play for nobody",
                        PLAYS,
                        "owner: [csm]",
                        "owner: [cms]",
                        "cms is no field of account; did you mean csm?"),
                kind(
                        "a play of an unknown band",
                        PLAYS,
                        "band: [red]",
                        "band: [rde]",
                        "unknown band rde; did you mean red?"),
                kind(
                        "a fallback that is no user",
                        PLAYS,
                        "fallback_owner: 005000000000003AAA",
                        "fallback_owner: Lea Lead",
                        "this is no user's id; write the user's id of 18 characters"),
                kind(
                        "a misspelt word of the configuration",
                        CONFIG,
                        "writes: on",
                        "writes: yes",
                        "writes is neither on nor preview; write on or preview"),
                kind(
                        "an unknown section",
                        CONFIG,
                        "connections:",
                        "conections:",
                        "did you mean connections?"),
                kind(
                        "a brake beyond all",
                        CONFIG,
                        "max_band_changes: 100%",
                        "max_band_changes: 250%",
                        "expected a share of accounts, 0% to 100%; write for example 2%"),
                kind(
                        "an unknown system",
                        CONFIG,
                        "type: salesforce",
                        "type: salseforce",
                        "no kind of system is called salseforce; did you mean salesforce?"),
                kind(
                        "a system without its client",
                        CONFIG,
                        "client_id: sandbox",
                        "clientid: sandbox",
                        "did you mean client_id?"),
                kind(
                        "no secret for a system",
                        "baton.yaml.secrets",
                        "helpdesk:",
                        "helpdeks:",
                        "no client_secret for connection helpdesk; put it into the secrets file, or into the environment as BATON_HELPDESK_CLIENT_SECRET"),
                kind(
                        "a misspelt secret",
                        "baton.yaml.secrets",
                        "client_secret: sandbox",
                        "secret: sandbox",
                        "client_secret"));
    }

    /** What only the systems can tell. */
    static List<Kind> online() {
        return List.of(
                kind(
                        "a field that the org does not have",
                        ACCOUNT,
                        "external_id: External_Id__c",
                        "external_id: Externl_Id__c",
                        "no such field, or our user may not see it; did you mean External_Id__c?"),
                kind(
                        "a field of a parent that is none",
                        ACCOUNT,
                        "name: Name",
                        "name: Parent.Nmae",
                        "no such field of the parent, or our user may not see it; did you mean Parent.Name?"),
                kind(
                        "a result without its field",
                        OUTPUTS,
                        "Baton_Score__c",
                        "Baton_Scroe__c",
                        "the org has no such field, or our user may not see it; did you mean Baton_Score__c?"),
                kind(
                        "a number into a text",
                        OUTPUTS,
                        "score: Baton_Score__c",
                        "score: Baton_Next_Action__c",
                        "but a number is to be written"),
                kind(
                        "a formula as target",
                        OUTPUTS,
                        "band: Baton_Band__c",
                        "band: Baton_Health__c",
                        "this is a formula, nobody can write it"),
                kind(
                        "a field of people as target",
                        OUTPUTS,
                        "band: Baton_Band__c",
                        "band: Baton_Override_Band__c",
                        "our user may read this field but not edit it"),
                kind(
                        "a key that finds nothing",
                        OUTPUTS,
                        "key: Baton_Key__c",
                        "key: Baton_Outcome__c",
                        "records cannot be looked up by it"),
                kind(
                        "a task field that is none",
                        OUTPUTS,
                        "subject: Subject",
                        "subject: Subjct",
                        "did you mean Subject?"),
                kind(
                        "a day into a text",
                        OUTPUTS,
                        "changed_on: Baton_Changed_On__c",
                        "changed_on: Baton_Next_Action__c",
                        "but a date is to be written"),
                kind(
                        "a long text into a short field",
                        OUTPUTS,
                        "explanation: Baton_Explanation__c",
                        "explanation: Baton_Next_Action__c",
                        "holds 255 characters, but up to 32768 are to be written"));
    }

    @BeforeAll
    static void serve() throws Exception {
        SmallExport export = SmallExport.in(folder.resolve("data"));
        mappings("whole");
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        SmallExport.AS_OF,
                        folder,
                        "--mappings",
                        folder.resolve("whole").toString());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Mapping mappings(String name) throws Exception {
        Path copy = folder.resolve(name);
        Mapping mapping = Mapping.copiedTo(copy);
        mapping.append(ACCOUNT, "  csm: Baton_CSM__c\n");
        mapping.append(
                OUTPUTS,
                """
                tasks:
                  object: Task
                  key: Baton_Key__c
                  fields: {account: WhatId, owner: OwnerId, subject: Subject, status: Status}
                """);
        Files.writeString(
                copy.resolve(PLAYS),
                """
                fallback_owner: 005000000000003AAA
                plays:
                  storm:
                    when: {any: [{measure: not_closed, above: 9}, {band: [red]}]}
                    owner: [csm]
                    due_days: 3
                    subject: Call
                    advice: Ask what hurts.
                """);
        return mapping;
    }

    @Test
    void theWholeMappingIsFineAndThereAreFortyKinds() {
        Cli.Result check = Cli.run(sandbox.config, "check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(offline().size() + online().size()).isGreaterThanOrEqualTo(40);
        assertThat(Stream.concat(offline().stream(), online().stream()).map(Kind::name))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("offline")
    void aSlipInTheFilesIsToldWithFileAndLine(Kind kind) throws Exception {
        Cli.Result check = Cli.run(hurt(kind), "check", "--offline", "--json");
        assertThat(check.exit()).as(check.out() + check.err()).isEqualTo(2);
        told(kind, check, PLACE);
    }

    @ParameterizedTest
    @MethodSource("online")
    void aMisfitWithTheSystemsIsToldWithObjectAndField(Kind kind) throws Exception {
        Path config = hurt(kind);
        Cli.Result check = Cli.run(config, "check", "--json");
        assertThat(check.exit()).as(check.out() + check.err()).isEqualTo(2);
        told(kind, check, ORG + "|" + PLACE);
        long writes = sandbox.writes();
        assertThat(Cli.run(config, "sync").exit()).isEqualTo(2);
        assertThat(sandbox.writes()).isEqualTo(writes);
    }

    private static void told(Kind kind, Cli.Result check, String place) throws Exception {
        var told = new ArrayList<String>();
        for (JsonNode problem : check.json().get("problems")) {
            if (problem.get("severity").asText().equals("error")) {
                assertThat(problem.get("where").asText()).as(kind.name()).matches(place);
                assertThat(problem.get("what").asText()).isNotBlank();
                assertThat(problem.get("fix").asText()).isNotBlank();
                told.add(problem.get("what").asText() + "; " + problem.get("fix").asText());
            }
        }
        assertThat(told).as(kind.name()).anyMatch(each -> each.contains(kind.told()));
        assertThat(check.out() + check.err())
                .doesNotContain("Exception", "java.", "\tat ", "dev.baton");
    }

    /** A configuration with one slip in it or in its mapping. */
    private static Path hurt(Kind kind) throws Exception {
        Path home = Files.createTempDirectory(folder, "hurt");
        String name = folder.relativize(home) + "/mappings";
        mappings(name);
        String secrets = Files.readString(folder.resolve("baton.yaml.secrets"));
        String config =
                Files.readString(sandbox.config)
                        .replaceFirst("(?m)^mappings: .*$", "mappings: mappings");
        Path hurt = home.resolve(kind.file());
        Files.writeString(home.resolve(CONFIG), config);
        Files.writeString(home.resolve("baton.yaml.secrets"), secrets);
        if (!Files.exists(hurt)) {
            hurt = home.resolve("mappings").resolve(kind.file());
        }
        String text = Files.readString(hurt);
        assertThat(text).as(kind.name()).contains(kind.was());
        Files.writeString(hurt, text.replace(kind.was(), kind.is()));
        Files.setPosixFilePermissions(
                home.resolve("baton.yaml.secrets"), PosixFilePermissions.fromString("rw-------"));
        return home.resolve(CONFIG);
    }
}
