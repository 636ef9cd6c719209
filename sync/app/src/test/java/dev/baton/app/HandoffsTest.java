package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deal on its way from sales to customer success, as plain records of the CRM show it. */
class HandoffsTest {
    /** Of Acme, whose CSM is Sam; won on 2026-03-02, a Monday, at ten. */
    private static final String DEAL = "006000000000001AAA";

    /** Of Globex, which nobody looks after; won on the same day. */
    private static final String NOBODYS = "006000000000002AAA";

    /** Won before handoffs were begun with. */
    private static final String OLD = "006000000000003AAA";

    private static final String SAM = "005000000000001AAA";
    private static final String LEAD = "005000000000003AAA";
    private static final String REP = "005000000000004AAA";

    private static final String ACCOUNTS =
            """
            Id,External_Id__c,Name,CSM__c,CreatedDate,SystemModstamp,IsDeleted
            001000000000001AAA,acme,Acme,005000000000001AAA,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
            001000000000002AAA,globex,Globex,,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
            """;
    private static final String USERS =
            """
            Id,Username,Name,IsActive
            005000000000001AAA,csm@example.com,Sam Success,true
            005000000000003AAA,lead@example.com,Lea Lead,true
            005000000000004AAA,rep@example.com,Rae Rep,true
            """;
    private static final String DEALS =
            """
            Id,AccountId,Name,StageName,OwnerId,Pain__c,Won_At__c,CloseDate,CreatedDate,SystemModstamp,IsDeleted
            006000000000001AAA,001000000000001AAA,Acme suite,Closed Won,005000000000004AAA,The stock is wrong on Mondays,2026-03-02T10:00:00.000+0000,2026-03-02,2026-01-20T00:00:00.000+0000,2026-03-02T10:00:00.000+0000,false
            006000000000002AAA,001000000000002AAA,Globex suite,Closed Won,005000000000004AAA,tbd,2026-03-02T10:00:00.000+0000,2026-03-02,2026-01-20T00:00:00.000+0000,2026-03-02T10:00:00.000+0000,false
            006000000000003AAA,001000000000001AAA,Acme mail,Closed Won,005000000000004AAA,,2025-06-01T10:00:00.000+0000,2025-06-01,2025-03-20T00:00:00.000+0000,2025-06-01T10:00:00.000+0000,false
            """;
    private static final String DEAL_SOURCE =
            """
            from: crm.Opportunity
            to: opportunity
            account: {key: AccountId}
            fields:
              name: Name
              stage: StageName
              sales_owner: OwnerId
              won_at: Won_At__c
              pain: {from: Pain__c, type: text, nature: state}
            """;
    private static final String ROLE_SOURCE =
            """
            from: crm.OpportunityContactRole
            to: stakeholder
            account: {through: crm.Opportunity, key: OpportunityId}
            fields:
              deal: OpportunityId
              role: Role
            """;
    private static final String MEETING_SOURCE =
            """
            from: crm.Event
            to: activity
            account: {key: AccountId}
            fields:
              kind: {value: meeting}
              held_at: StartDateTime
            """;
    private static final String HANDOFF =
            """
            opens:
              when: {field: stage, is: Closed Won}
              by: won_at
              since: 2026-01-01
            accept_days: 5
            kickoff: {over: activity, filter: {field: kind, is: meeting}, by: held_at}
            fill: {pains: pain}
            csm: {field: csm, lead: 005000000000003AAA}
            items:
              goals:
                label: What the customer wants to achieve
                who: sales_owner
                evidence: {handoff: goals}
              pain:
                label: What hurts today
                who: sales_owner
                evidence: {deal: pain}
              buyer:
                label: Who pays for it
                who: sales_owner
                evidence: {record: stakeholder, filter: {field: role, is: Economic Buyer}}
            """;
    private static final String OUTPUTS =
            """
            tasks:
              object: Task
              key: Baton_Key__c
              fields:
                account: WhatId
                owner: OwnerId
                subject: Subject
                text: Description
                due_on: ActivityDate
                status: Status
                play: Baton_Play__c
                outcome: Baton_Outcome__c
                snooze_until: Baton_Snooze_Until__c
                closed_at: CompletedDateTime
            handoffs:
              object: Baton_Handoff__c
              key: Baton_Key__c
              fields:
                opportunity: Opportunity__c
                account: Account__c
                sales_owner: Sales_Owner__c
                owner: OwnerId
                status: Status__c
                decision: Decision__c
                return_reason: Return_Reason__c
                goals: Goals__c
                pains: Pains__c
                completeness: Completeness__c
                open_gaps: Open_Gaps__c
                gaps: Gaps__c
                opened_on: Opened_On__c
                accept_due: Accept_Due__c
                accepted_on: Accepted_On__c
                kickoff_on: Kickoff_On__c
              deal:
                object: Opportunity
                fields:
                  handoff_status: Baton_Handoff_Status__c
                  handoff_complete: Baton_Handoff_Complete__c
            """;

    @TempDir Path folder;

    private SandboxProcess sandbox;

    @BeforeEach
    void firstSync() throws Exception {
        SmallExport export =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Account.csv", ACCOUNTS)
                        .write("salesforce/User.csv", USERS)
                        .write("salesforce/Opportunity.csv", DEALS)
                        .write(
                                "salesforce/OpportunityContactRole.csv",
                                "Id,OpportunityId,ContactId,Role,IsPrimary,CreatedDate,SystemModstamp,IsDeleted\n")
                        .write(
                                "salesforce/Event.csv",
                                "Id,AccountId,WhatId,OwnerId,Subject,StartDateTime,CreatedDate,SystemModstamp,IsDeleted\n");
        Mapping mapping = Mapping.copiedTo(folder.resolve("mappings"));
        Path sources = mapping.folder().resolve("sources");
        Files.writeString(sources.resolve("opportunity.yaml"), DEAL_SOURCE);
        Files.writeString(sources.resolve("role.yaml"), ROLE_SOURCE);
        Files.writeString(sources.resolve("meeting.yaml"), MEETING_SOURCE);
        Files.writeString(mapping.folder().resolve("handoff.yaml"), HANDOFF);
        mapping.append("outputs.yaml", OUTPUTS).append("sources/account.yaml", "  csm: CSM__c\n");
        mapping.change(
                "connections.yaml",
                "streams: [Account]",
                "streams: [Account, Opportunity, OpportunityContactRole, Event]");
        sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        "2026-03-01T00:30:00Z",
                        folder,
                        "--mappings",
                        mapping.folder().toString());
        letPeopleWrite();
        Cli.Result check = run("check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(run("sync").exit()).isZero();
    }

    /** Who edits as a person has the permission set of the package for them. */
    private void letPeopleWrite() throws Exception {
        String set = "";
        for (JsonNode each : sandbox.records("PermissionSet")) {
            if (each.get("Name").asText().equals("Baton_Admin")) {
                set = each.get("Id").asText();
            }
        }
        String admin = "";
        for (JsonNode each : sandbox.records("User")) {
            if (each.path("Username").asText().equals("admin@sandbox.invalid")) {
                admin = each.get("Id").asText();
            }
        }
        sandbox.create(
                "PermissionSetAssignment",
                "{\"AssigneeId\": \"" + admin + "\", \"PermissionSetId\": \"" + set + "\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli.Result run(String... arguments) {
        return Cli.run(sandbox.config, arguments);
    }

    private void syncAt(String instant) throws Exception {
        sandbox.advance(instant);
        Cli.Result sync = run("sync");
        assertThat(sync.exit()).as(instant + sync.out() + sync.err()).isZero();
    }

    private JsonNode row(String deal) throws Exception {
        for (JsonNode row : sandbox.records("Baton_Handoff__c")) {
            if (row.get("Opportunity__c").asText().equals(deal)) {
                return row;
            }
        }
        throw new AssertionError("no handoff of " + deal);
    }

    private void edit(String deal, String json) throws Exception {
        sandbox.editAsAdministrator("Baton_Handoff__c", row(deal).get("Id").asText(), json);
    }

    private JsonNode deal(String id) throws Exception {
        for (JsonNode row : sandbox.records("Opportunity")) {
            if (row.get("Id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no deal " + id);
    }

    /** Who has which task about a deal: "handoff_kickoff 005…", closed ones marked. */
    private List<String> tasks(String deal) throws Exception {
        var tasks = new ArrayList<String>();
        for (JsonNode task : sandbox.records("Task")) {
            if (deal.equals(task.path("WhatId").asText())) {
                boolean closed = task.get("Status").asText().equals("Completed");
                tasks.add(
                        task.get("Baton_Play__c").asText()
                                + " "
                                + task.get("OwnerId").asText()
                                + (closed ? " closed" : ""));
            }
        }
        tasks.sort(null);
        return tasks;
    }

    private @Nullable String text(JsonNode row, String field) {
        return row.get(field).isNull() ? null : row.get(field).asText();
    }

    @Test
    void fromTheSignatureToTheKickoff() throws Exception {
        assertThat(sandbox.records("Baton_Handoff__c")).as("nothing is won").isEmpty();

        syncAt("2026-03-02T12:00:00Z");
        JsonNode row = row(DEAL);
        assertThat(text(row, "Status__c")).isEqualTo("Waiting for CS");
        assertThat(text(row, "OwnerId")).isEqualTo(SAM);
        assertThat(text(row, "Sales_Owner__c")).isEqualTo(REP);
        assertThat(row.get("Completeness__c").asInt()).isEqualTo(33);
        assertThat(text(row, "Gaps__c"))
                .isEqualTo(
                        "- What the customer wants to achieve (sales owner)\n"
                                + "- Who pays for it (sales owner)");
        assertThat(text(row, "Pains__c")).isEqualTo("The stock is wrong on Mondays");
        assertThat(text(row, "Accept_Due__c")).isEqualTo("2026-03-09");
        assertThat(text(deal(DEAL), "Baton_Handoff_Status__c")).isEqualTo("Waiting for CS");
        assertThat(deal(DEAL).get("Baton_Handoff_Complete__c").asInt()).isEqualTo(33);
        assertThat(tasks(DEAL)).containsExactly("handoff_gaps_sales " + REP);

        edit(DEAL, "{\"Decision__c\": \"Return\"}");
        syncAt("2026-03-03T12:00:00Z");
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Returned");
        assertThat(tasks(DEAL)).containsExactly("handoff_gaps_sales " + REP);

        edit(DEAL, "{\"Goals__c\": \"Close the books in two days\"}");
        sandbox.create(
                "OpportunityContactRole",
                "{\"OpportunityId\": \"" + DEAL + "\", \"Role\": \"Economic Buyer\"}");
        syncAt("2026-03-04T12:00:00Z");
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Waiting for CS");
        assertThat(row(DEAL).get("Completeness__c").asInt()).isEqualTo(100);
        assertThat(text(row(DEAL), "Gaps__c")).isNull();
        assertThat(text(row(DEAL), "Goals__c")).isEqualTo("Close the books in two days");
        assertThat(tasks(DEAL)).containsExactly("handoff_gaps_sales " + REP + " closed");

        edit(DEAL, "{\"Decision__c\": \"Accept\"}");
        syncAt("2026-03-05T12:00:00Z");
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Accepted");
        assertThat(text(row(DEAL), "Accepted_On__c")).isEqualTo("2026-03-05");
        assertThat(tasks(DEAL))
                .containsExactly("handoff_gaps_sales " + REP + " closed", "handoff_kickoff " + SAM);

        sandbox.create(
                "Event",
                "{\"AccountId\": \"001000000000001AAA\","
                        + " \"StartDateTime\": \"2026-03-06T09:00:00.000+0000\"}");
        syncAt("2026-03-06T12:00:00Z");
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Onboarding");
        assertThat(text(row(DEAL), "Kickoff_On__c")).isEqualTo("2026-03-06");
        assertThat(tasks(DEAL))
                .containsExactly(
                        "handoff_gaps_sales " + REP + " closed",
                        "handoff_kickoff " + SAM + " closed");

        long writes = sandbox.writes();
        assertThat(run("sync").exit()).isZero();
        assertThat(sandbox.writes()).as("an idle cycle writes nothing").isEqualTo(writes);
        assertThat(run("ledger", "verify").exit()).isZero();
        assertThat(sandbox.records("Baton_Handoff__c").findValuesAsText("Opportunity__c"))
                .as("not those of before")
                .doesNotContain(OLD)
                .hasSize(2);
    }

    @Test
    void whatNobodyLooksAfterGoesToTheLeadWithATask() throws Exception {
        syncAt("2026-03-02T12:00:00Z");
        assertThat(text(row(NOBODYS), "OwnerId")).isEqualTo(LEAD);
        assertThat(tasks(NOBODYS))
                .containsExactly("handoff_assign " + LEAD, "handoff_gaps_sales " + REP);
        assertThat(row(NOBODYS).get("Open_Gaps__c").asInt()).as("tbd is none").isEqualTo(3);
        assertThat(text(row(NOBODYS), "Pains__c")).isNull();
        edit(NOBODYS, "{\"OwnerId\": \"" + SAM + "\"}");
        syncAt("2026-03-03T12:00:00Z");
        assertThat(text(row(NOBODYS), "OwnerId")).as("a person's choice stays").isEqualTo(SAM);
        assertThat(tasks(NOBODYS)).contains("handoff_assign " + LEAD + " closed");
    }

    @Test
    void theListTellsWhoCanCloseWhat() throws Exception {
        syncAt("2026-03-02T12:00:00Z");
        sandbox.advance("2026-03-05T12:00:00Z");
        assertThat(run("sync").exit()).isZero();
        JsonNode list = run("handoffs", "--json").json();
        assertThat(list.get("statuses").get("waiting").asInt()).isEqualTo(2);
        JsonNode first = list.get("handoffs").get(0);
        assertThat(first.get("deal").asText()).isEqualTo(DEAL);
        assertThat(first.get("name").asText()).isEqualTo("Acme suite");
        assertThat(first.get("account_name").asText()).isEqualTo("Acme");
        assertThat(first.get("days_waiting").asInt()).isEqualTo(3);
        assertThat(first.get("gaps").findValuesAsText("item")).containsExactly("goals", "buyer");
        assertThat(first.get("gaps").findValuesAsText("who"))
                .containsExactly("sales_owner", "sales_owner");
        assertThat(run("handoffs").out())
                .contains(
                        "waiting", "33 %", "3 days", "Acme suite", "Who pays for it (sales owner)");
    }

    @Test
    void aDealThatTheOrgLocksIsQuarantinedAndItsHandoffGoesOn() throws Exception {
        sandbox.play(
                """
                faults:
                  - fault: validation-rule
                    object: Opportunity
                    when:
                      - {field: Name, is: Acme suite}
                    message: Locked.
                """);
        sandbox.advance("2026-03-02T12:00:00Z");
        assertThat(run("sync").exit()).as("partial, not failed").isEqualTo(3);
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Waiting for CS");
        assertThat(text(deal(DEAL), "Baton_Handoff_Status__c")).isNull();
        assertThat(text(deal(NOBODYS), "Baton_Handoff_Status__c")).isEqualTo("Waiting for CS");
        assertThat(run("quarantine", "--json").json().get("entries").findValuesAsText("record"))
                .containsExactly(DEAL);
        edit(DEAL, "{\"Goals__c\": \"Close the books in two days\"}");
        syncAt("2026-03-02T18:00:00Z");
        assertThat(row(DEAL).get("Open_Gaps__c").asInt()).as("the row goes on").isEqualTo(1);
        sandbox.playNothing();
        syncAt("2026-03-04T12:00:00Z");
        assertThat(text(deal(DEAL), "Baton_Handoff_Status__c")).isEqualTo("Waiting for CS");
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void whatPeopleWroteIsNeverWrittenOver() throws Exception {
        syncAt("2026-03-02T12:00:00Z");
        edit(DEAL, "{\"Pains__c\": \"They cannot see their stock\"}");
        syncAt("2026-03-03T12:00:00Z");
        assertThat(text(row(DEAL), "Pains__c")).isEqualTo("They cannot see their stock");
        edit(DEAL, "{\"Pains__c\": null}");
        syncAt("2026-03-04T12:00:00Z");
        assertThat(text(row(DEAL), "Pains__c")).as("emptied by a person").isNull();
        assertThat(run("quarantine", "--json").json().get("entries")).isEmpty();
    }

    @Test
    void aDeletedDealCancelsItsHandoffAndADeletedHandoffDoesNotComeBack() throws Exception {
        syncAt("2026-03-02T12:00:00Z");
        sandbox.delete("Opportunity", DEAL);
        sandbox.delete("Baton_Handoff__c", row(NOBODYS).get("Id").asText());
        syncAt("2026-03-03T12:00:00Z");
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Cancelled");
        assertThat(sandbox.records("Baton_Handoff__c")).hasSize(1);
        assertThat(tasks(DEAL)).containsExactly("handoff_gaps_sales " + REP + " closed");
        syncAt("2026-03-04T12:00:00Z");
        assertThat(sandbox.records("Baton_Handoff__c")).hasSize(1);
    }

    @Test
    void undoCancelsAHandoffAndDeletesNothing() throws Exception {
        syncAt("2026-03-02T12:00:00Z");
        String run = run("status", "--json").json().get("last_run").get("id").asText();
        Cli.Result undo = run("undo", "--run", run, "--write");
        assertThat(undo.exit()).as(undo.out() + undo.err()).isZero();
        assertThat(text(row(DEAL), "Status__c")).isEqualTo("Cancelled");
        assertThat(text(deal(DEAL), "Baton_Handoff_Status__c")).isNull();
        assertThat(tasks(DEAL)).containsExactly("handoff_gaps_sales " + REP + " closed");
    }
}
