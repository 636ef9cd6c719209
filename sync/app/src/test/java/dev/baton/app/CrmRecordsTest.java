package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deals with their stages and people, contacts, tasks and events, from the CRM to measures. */
class CrmRecordsTest {
    private static final String OPPORTUNITIES =
            """
            Id,AccountId,Name,StageName,Type,Amount,Probability,CloseDate,Won_At__c,CreatedDate,SystemModstamp,IsDeleted
            006000000000001AAA,001000000000001AAA,First,Closed Won,New Business,1000,100,2026-02-10,2026-02-10T12:00:00.000+0000,2025-11-01T00:00:00.000+0000,2026-02-10T12:00:00.000+0000,false
            006000000000002AAA,001000000000001AAA,Second,Negotiation/Review,Expansion,500,90,2026-02-28,,2026-01-15T00:00:00.000+0000,2026-02-20T00:00:00.000+0000,false
            006000000000003AAA,001000000000002AAA,Gone,Prospecting,New Business,9,10,2026-02-28,,2026-01-15T00:00:00.000+0000,2026-02-20T00:00:00.000+0000,true
            """;
    private static final String HISTORY =
            """
            Id,OpportunityId,StageName,CreatedDate,SystemModstamp
            008000000000001AAA,006000000000001AAA,Prospecting,2025-11-01T00:00:00.000+0000,2025-11-01T00:00:00.000+0000
            008000000000002AAA,006000000000001AAA,Negotiation/Review,2026-01-20T00:00:00.000+0000,2026-01-20T00:00:00.000+0000
            008000000000003AAA,006000000000001AAA,Closed Won,2026-02-10T12:00:00.000+0000,2026-02-10T12:00:00.000+0000
            008000000000004AAA,006000000000002AAA,Negotiation/Review,2026-02-20T00:00:00.000+0000,2026-02-20T00:00:00.000+0000
            008000000000005AAA,006000000000002AAA,Closed Won,2026-04-20T00:00:00.000+0000,2026-04-20T00:00:00.000+0000
            """;
    private static final String CONTACTS =
            """
            Id,AccountId,LastName,Email,CreatedDate,SystemModstamp,IsDeleted
            003000000000001AAA,001000000000001AAA,Canary,canary.person@example.com,2025-11-01T00:00:00.000+0000,2025-11-01T00:00:00.000+0000,false
            003000000000002AAA,001000000000001AAA,Canary,,2025-11-02T00:00:00.000+0000,2025-11-02T00:00:00.000+0000,false
            003000000000003AAA,,Canary,,2025-11-02T00:00:00.000+0000,2025-11-02T00:00:00.000+0000,false
            """;
    private static final String ROLES =
            """
            Id,OpportunityId,ContactId,Role,IsPrimary,CreatedDate,SystemModstamp,IsDeleted
            00K000000000001AAA,006000000000001AAA,003000000000001AAA,Economic Buyer,true,2025-11-05T00:00:00.000+0000,2025-11-05T00:00:00.000+0000,false
            00K000000000002AAA,006000000000001AAA,003000000000002AAA,Business User,false,2025-11-05T00:00:00.000+0000,2025-11-05T00:00:00.000+0000,false
            00K000000000003AAA,006000000000003AAA,003000000000001AAA,Business User,true,2025-11-05T00:00:00.000+0000,2025-11-05T00:00:00.000+0000,false
            """;
    private static final String TASKS =
            """
            Id,AccountId,WhatId,Subject,Description,Status,TaskSubtype,ActivityDate,CompletedDateTime,IsArchived,CreatedDate,SystemModstamp,IsDeleted
            00T000000000001AAA,001000000000001AAA,006000000000001AAA,CANARY ticket text that nobody else may read,CANARY,Completed,Call,2026-02-11,2026-02-11T09:00:00.000+0000,false,2026-02-10T13:00:00.000+0000,2026-02-11T09:00:00.000+0000,false
            00T000000000002AAA,001000000000001AAA,,CANARY,CANARY,Completed,Email,2024-02-11,2024-02-11T09:00:00.000+0000,true,2024-02-10T13:00:00.000+0000,2024-02-11T09:00:00.000+0000,false
            00T000000000003AAA,001000000000001AAA,,CANARY,CANARY,Not Started,Task,2026-02-27,,false,2026-02-20T13:00:00.000+0000,2026-02-20T13:00:00.000+0000,false
            """;
    private static final String EVENTS =
            """
            Id,AccountId,Subject,StartDateTime,EndDateTime,IsChild,CreatedDate,SystemModstamp,IsDeleted
            00U000000000001AAA,001000000000001AAA,CANARY,2026-02-12T09:00:00.000+0000,2026-02-12T10:00:00.000+0000,false,2026-02-11T09:00:00.000+0000,2026-02-11T09:00:00.000+0000,false
            00U000000000002AAA,001000000000001AAA,CANARY,2026-02-12T09:00:00.000+0000,2026-02-12T10:00:00.000+0000,true,2026-02-11T09:00:00.000+0000,2026-02-11T09:00:00.000+0000,false
            00U000000000003AAA,001000000000001AAA,CANARY,2026-03-20T09:00:00.000+0000,2026-03-20T10:00:00.000+0000,false,2026-02-11T09:00:00.000+0000,2026-02-11T09:00:00.000+0000,false
            """;

    private static final String MEASURES =
            """
              won:
                label: Deals won
                over: opportunity
                filter: {field: won_at, empty: false}
                aggregate: {sum: amount}
              open_deals:
                label: Deals under negotiation
                over: opportunity
                filter: {all: [{field: stage, is: Negotiation/Review}, {field: probability, above: 80}]}
                aggregate: count
              won_after:
                label: Days from the last change of stage to the win
                over: opportunity
                filter: {field: kind, is: New Business}
                aggregate: {last: {days: [created_at, stage_entered]}}
              moved_30d:
                label: Deals that moved
                over: opportunity
                window: {days: 30, by: stage_entered}
                aggregate: count
              buyers:
                label: Economic buyers named
                over: contact
                filter: {all: [{field: role, is: Economic Buyer}, {field: primary, is: true}]}
                aggregate: count
              contacts:
                label: People known
                over: contact
                filter: {field: role, empty: true}
                aggregate: count
              calls_60d:
                label: Calls made
                over: activity
                filter: {all: [{field: kind, is: Call}, {field: done, is: true}]}
                window: {days: 60, by: held_at}
                aggregate: count
              emails_ever:
                label: Mails ever written
                over: activity
                filter: {field: kind, is: Email}
                window: {by: held_at}
                aggregate: count
              meetings_60d:
                label: Meetings held
                over: activity
                filter: {all: [{field: kind, is: event}, {field: copy, is: false}]}
                window: {days: 60, by: held_at}
                aggregate: count
              overdue:
                label: Tasks overdue
                over: activity
                filter: {all: [{field: done, is: false}, {field: kind, is: Task}]}
                window: {by: due_on}
                aggregate: count
            """;

    @TempDir static Path folder;

    private static SandboxProcess sandbox;

    @BeforeAll
    static void sync() throws Exception {
        Path mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .change(
                        "connections.yaml",
                        "streams: [Account]",
                        "streams: [Account, Opportunity, OpportunityHistory, Contact,"
                                + " OpportunityContactRole, Task, Event]")
                .append("model.yaml", MEASURES);
        sources(mapping.resolve("sources"));
        Path data =
                SmallExport.in(folder.resolve("data"))
                        .write("salesforce/Opportunity.csv", OPPORTUNITIES)
                        .write("salesforce/OpportunityHistory.csv", HISTORY)
                        .write("salesforce/Contact.csv", CONTACTS)
                        .write("salesforce/OpportunityContactRole.csv", ROLES)
                        .write("salesforce/Task.csv", TASKS)
                        .write("salesforce/Event.csv", EVENTS)
                        .folder();
        sandbox =
                SandboxProcess.serve(
                        data, SmallExport.AS_OF, folder, "--mappings", mapping.toString());
        Cli.Result check = Cli.run(sandbox.config, "check", "--json");
        assertThat(check.json().get("problems")).isEmpty();
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
    }

    private static void sources(Path folder) throws Exception {
        Files.writeString(
                folder.resolve("opportunity.yaml"),
                """
                from: crm.Opportunity
                to: opportunity
                account: {key: AccountId}
                children:
                  stages: {from: crm.OpportunityHistory, key: OpportunityId, fields: [StageName, CreatedDate]}
                fields:
                  name: Name
                  kind: Type
                  stage: StageName
                  stage_entered:
                    cel: stages.filter(s, s.StageName == 'Negotiation/Review').map(s, moment(s.CreatedDate))
                  amount: Amount
                  probability: Probability
                  closes_on: CloseDate
                  won_at: Won_At__c
                """);
        Files.writeString(
                folder.resolve("contact.yaml"),
                """
                from: crm.Contact
                to: contact
                account: {key: AccountId}
                fields:
                  active: {value: true}
                """);
        Files.writeString(
                folder.resolve("contact_role.yaml"),
                """
                from: crm.OpportunityContactRole
                to: contact
                account: {through: crm.Opportunity, key: OpportunityId}
                fields:
                  role: Role
                  primary: IsPrimary
                """);
        Files.writeString(
                folder.resolve("task.yaml"),
                """
                from: crm.Task
                to: activity
                account: {key: AccountId}
                fields:
                  kind: TaskSubtype
                  done: IsClosed
                  due_on: ActivityDate
                  held_at: CompletedDateTime
                """);
        Files.writeString(
                folder.resolve("event.yaml"),
                """
                from: crm.Event
                to: activity
                account: {key: AccountId}
                fields:
                  kind: {value: event}
                  held_at: StartDateTime
                  copy: {from: IsChild, type: truth, nature: fixed}
                """);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    won,          1000
                    open_deals,   1
                    won_after,    80
                    moved_30d,    1
                    buyers,       1
                    contacts,     2
                    calls_60d,    1
                    emails_ever,  1
                    meetings_60d, 1
                    overdue,      1
                    """)
    void everyKindOfRecordReachesItsAccount(String measure, double value) throws Exception {
        assertThat(measure("acme", measure).asDouble()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"won,0", "buyers,0", "meetings_60d,0"})
    void whatTheCrmHasNoneOfIsNone(String measure, double value) throws Exception {
        assertThat(measure("globex", measure).asDouble()).isEqualTo(value);
    }

    private static JsonNode measure(String account, String name) throws Exception {
        for (JsonNode each :
                Cli.run(sandbox.config, "measures", "--account", account, "--json")
                        .json()
                        .get("measures")) {
            if (each.get("measure").asText().equals(name)) {
                return each.get("value");
            }
        }
        throw new IllegalStateException("no measure " + name);
    }

    @Test
    void whatPeopleWroteCannotBeMapped() throws Exception {
        for (String field : List.of("Subject", "Description")) {
            Path other = folder.resolve("other" + field);
            Mapping.copiedTo(other)
                    .change("connections.yaml", "streams: [Account]", "streams: [Account, Task]");
            Files.writeString(
                    other.resolve("sources/task.yaml"),
                    """
                    from: crm.Task
                    to: activity
                    account: {key: AccountId}
                    fields:
                      kind: %s
                    """
                            .formatted(field));
            Cli.Result plan = Cli.run(sandbox.config, "plan", "--mappings", other.toString());
            assertThat(plan.exit()).isEqualTo(2);
            assertThat(plan.err()).contains("what people wrote");
        }
        byte[] state = Files.readAllBytes(folder.resolve("baton.yaml.state/state.db"));
        assertThat(new String(state, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("CANARY")
                .doesNotContain(SmallExport.EMAIL);
    }
}
