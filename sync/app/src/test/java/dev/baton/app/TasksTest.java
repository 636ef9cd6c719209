package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a task in the CRM, from a first sync that opens none to a cause that is gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TasksTest {
    private static final String CSM = "005000000000001AAA";
    private static final String LEAVER = "005000000000002AAA";
    private static final String LEAD = "005000000000003AAA";

    private static final String PLAYS =
            """
            fallback_owner: 005000000000003AAA
            plays:
              many_tickets:
                when: {measure: tickets_30d, at_least: 5}
                until: {measure: tickets_30d, at_most: 1}
                owner: [csm]
                due_days: 3
                subject: Call about the open tickets
                advice: Ask which of them hurts most, and tell when it will be solved.
            """;
    private static final String MEASURE =
            """
              tickets_30d:
                label: Tickets opened in the last month
                unit: tickets
                over: ticket
                window: {days: 30}
                aggregate: count
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
                value: Baton_Value__c
                outcome: Baton_Outcome__c
                snooze_until: Baton_Snooze_Until__c
                closed_at: CompletedDateTime
            """;

    @TempDir static Path folder;

    private static SandboxProcess sandbox;

    @BeforeAll
    static void serve() throws Exception {
        sandbox = serve(folder, SmallExport.in(folder.resolve("data")));
    }

    /** Three accounts; many tickets at the first two call for a task. */
    static SandboxProcess serve(Path folder, SmallExport export) throws Exception {
        export.write(
                "salesforce/Account.csv",
                """
                Id,External_Id__c,Name,CSM__c,CreatedDate,SystemModstamp,IsDeleted
                001000000000001AAA,acme,Acme,005000000000001AAA,2025-01-01T00:00:00.000+0000,2025-01-01T00:00:00.000+0000,false
                001000000000002AAA,globex,Globex,005000000000002AAA,2025-01-02T00:00:00.000+0000,2025-01-02T00:00:00.000+0000,false
                001000000000003AAA,initech,Initech,,2025-01-03T00:00:00.000+0000,2025-01-03T00:00:00.000+0000,false
                """);
        export.write(
                "salesforce/User.csv",
                """
                Id,Username,Name,IsActive
                005000000000001AAA,csm@example.com,Sam Success,true
                005000000000002AAA,leaver@example.com,Lee Left,false
                005000000000003AAA,lead@example.com,Lea Lead,true
                """);
        Path mappings = folder.resolve("mappings");
        Mapping mapping = Mapping.copiedTo(mappings);
        mapping.append("sources/account.yaml", "  csm: CSM__c\n");
        mapping.append("model.yaml", MEASURE).append("outputs.yaml", OUTPUTS);
        Files.writeString(mappings.resolve("plays.yaml"), PLAYS);
        return SandboxProcess.serve(
                export.folder(), SmallExport.AS_OF, folder, "--mappings", mappings.toString());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    @Order(1)
    void checkFindsNothingWrong() {
        Cli.Result check = Cli.run(sandbox.config, "check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
    }

    @Test
    @Order(2)
    void theFirstSyncOpensNoTaskAndSaysSo() throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.out()).contains("2 not opened").contains("--open-tasks");
        assertThat(tasks()).isEmpty();
        assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("written").asInt())
                .isZero();
        assertThat(tasks()).isEmpty();
    }

    @Test
    @Order(3)
    void aPlanShowsTheTasksThatWouldBeOpened() throws Exception {
        Cli.Result plan = Cli.run(sandbox.config, "plan", "--open-tasks");
        assertThat(plan.out())
                .contains("tasks: 2 to open")
                .contains("Task many_tickets:001000000000001AAA:2026-03-01  Acme")
                .contains("0 touched");
        assertThat(tasks()).isEmpty();
    }

    @Test
    @Order(4)
    void onRequestEveryCauseGetsItsTaskOnceAndALeaversGoesToTheLead() throws Exception {
        long before = sandbox.requests("upsert");
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--open-tasks", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.json().get("written").asInt()).isEqualTo(2);
        assertThat(sync.json().get("accounts_touched").asInt()).isZero();
        assertThat(sync.json().get("calls").get("write").asLong())
                .isEqualTo(sandbox.requests("upsert") - before);
        assertThat(sync.json().get("calls").get("read_back").asInt())
                .as("before and after, of the tasks and of the row of the day")
                .isEqualTo(4);
        assertThat(values("Baton_Key__c"))
                .containsExactly(
                        "many_tickets:001000000000001AAA:2026-03-01",
                        "many_tickets:001000000000002AAA:2026-03-01");
        assertThat(values("OwnerId")).containsExactly(CSM, LEAD).doesNotContain(LEAVER);
        assertThat(values("WhatId")).isEqualTo(values("AccountId"));
        assertThat(values("Status")).containsOnly("Not Started");
        assertThat(values("ActivityDate")).containsOnly("2026-03-04");
        assertThat(values("Subject").getFirst()).isEqualTo("Call about the open tickets: Acme");
        assertThat(values("Description").getFirst())
                .contains("Tickets opened in the last month 6 tickets");
    }

    @Test
    @Order(5)
    void theNextSyncOpensNoneTwice() throws Exception {
        assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("changes")).isEmpty();
        assertThat(Cli.run(sandbox.config, "sync", "--open-tasks", "--json").json().get("changes"))
                .isEmpty();
        assertThat(tasks()).hasSize(2);
    }

    @Test
    @Order(6)
    void aStateThatWasLostFindsItsTasksAgain() throws Exception {
        Path other =
                Files.writeString(folder.resolve("again.yaml"), Files.readString(sandbox.config));
        Cli.Result sync = Cli.run(other, "sync", "--open-tasks", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.json().get("changes")).isEmpty();
        assertThat(tasks()).hasSize(2);
        JsonNode plays = Cli.run(other, "report", "plays", "--json").json().get("all");
        assertThat(plays.get("opened").asInt()).as("without a ledger").isEqualTo(2);
        assertThat(plays.get("band_known").asInt()).isZero();
    }

    @Test
    @Order(7)
    void aCauseThatIsGoneClosesItsTaskWithEvidence() throws Exception {
        sandbox.advance("2026-04-20T00:00:00Z");
        Cli.Result sync = Cli.run(sandbox.config, "sync");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.out()).contains("tasks: 2 to close");
        assertThat(values("Status")).containsOnly("Completed");
        assertThat(values("Description").getFirst())
                .contains("Ask which of them hurts most")
                .contains("Closed by Baton on 2026-04-20, the cause is gone:")
                .contains("no ticket in 30 days");
        assertThat(Cli.run(sandbox.config, "sync", "--json").json().get("changes")).isEmpty();
        JsonNode plays = Cli.run(sandbox.config, "report", "plays", "--json").json().get("all");
        assertThat(plays.get("opened").asInt()).isEqualTo(2);
        assertThat(plays.get("closed_with_evidence").asInt()).isEqualTo(2);
        assertThat(plays.get("days_to_close").get("value").asDouble())
                .as("from %s", SmallExport.AS_OF)
                .isEqualTo(50);
    }

    @Test
    @Order(8)
    void theLedgerTellsWhatWasWrittenAndThatItIsWhole() throws Exception {
        Cli.Result list = Cli.run(sandbox.config, "ledger", "list", "--json", "--limit", "1");
        assertThat(list.exit()).as(list.err()).isZero();
        JsonNode line = list.json().get("entries").get(0);
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "seq",
                        "at",
                        "run",
                        "connection",
                        "object",
                        "record",
                        "field",
                        "before",
                        "after",
                        "event",
                        "mappings",
                        "model",
                        "evidence");
        assertThat(line.get("seq").asInt()).isEqualTo(1);
        assertThat(line.get("event").asText()).isEqualTo("intent");
        assertThat(Cli.run(sandbox.config, "ledger", "list", "--after", "1").out())
                .contains("accepted")
                .contains(" → ");
        assertThat(Cli.run(sandbox.config, "ledger", "list").out().lines())
                .as("however long a value is, a line can be read")
                .allMatch(row -> row.length() < 350);
        assertThat(Cli.run(sandbox.config, "undo", "--field", "Baton_Score__c").out())
                .contains("Baton_Score__c")
                .doesNotContain("tasks:");
        Cli.Result sound = Cli.run(sandbox.config, "ledger", "verify");
        assertThat(sound.exit()).isZero();
        assertThat(sound.out()).contains("none missing");

        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("baton.yaml.state/state.db"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER ledger_is_not_changed");
            statement.execute("UPDATE ledger SET event = 'refused X' WHERE seq = 2");
        }
        Cli.Result broken = Cli.run(sandbox.config, "ledger", "verify", "--json");
        assertThat(broken.exit()).isEqualTo(4);
        assertThat(broken.json().get("sound").asBoolean()).isFalse();
        assertThat(broken.json().get("first_bad").asInt()).isEqualTo(2);
        Cli.Result sync = Cli.run(sandbox.config, "sync");
        assertThat(sync.exit()).isEqualTo(1);
        assertThat(sync.err()).contains("is not what Baton closed").contains("move it away");
    }

    private static List<JsonNode> tasks() throws Exception {
        var tasks = new ArrayList<JsonNode>();
        sandbox.records("Task").forEach(tasks::add);
        tasks.sort(java.util.Comparator.comparing(task -> task.path("Baton_Key__c").asText()));
        return tasks;
    }

    private static List<String> values(String field) throws Exception {
        return tasks().stream().map(task -> task.path(field).asText()).toList();
    }
}
