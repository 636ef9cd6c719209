package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A daemon that looks once a day, and hears of changes: what happens sooner, an event has brought
 * about.
 */
@Timeout(180)
class ChangeEventsTest {
    private static final String AS_OF = "2026-03-01T00:00:00Z";
    private static final String ACME = "001000000000001AAA";
    private static final String GLOBEX = "001000000000002AAA";

    @TempDir Path folder;

    @BeforeEach
    void company() throws Exception {
        write(
                "data/salesforce/Account.csv",
                """
                Id,Name,CreatedDate
                001000000000001AAA,Acme,2025-01-01T00:00:00Z
                001000000000002AAA,Globex,2025-01-01T00:00:00Z
                """);
        // The deals that are lost come to light while the daemon listens.
        write(
                "data/salesforce/Opportunity.csv",
                """
                Id,Name,AccountId,StageName,CreatedDate,CloseDate
                006000000000001AAA,Won,001000000000001AAA,Closed Won,2025-06-01T00:00:00Z,2025-07-01
                006000000000002AAA,Won,001000000000002AAA,Closed Won,2025-06-01T00:00:00Z,2025-07-01
                006000000000003AAA,Lost,001000000000001AAA,Closed Lost,2026-03-01T01:00:00Z,2026-03-01
                006000000000004AAA,Lost,001000000000002AAA,Closed Lost,2026-03-01T02:00:00Z,2026-03-01
                """);
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private SandboxProcess serve() throws Exception {
        var sandbox =
                SandboxProcess.serve(
                        folder.resolve("data"),
                        AS_OF,
                        folder,
                        "--mappings",
                        SandboxProcess.home().resolve("sync/bench/deals").toString(),
                        "--change-events",
                        "Account,Opportunity");
        Files.writeString(
                sandbox.config,
                Files.readString(sandbox.config)
                        + "\ndaemon: {every: 24h, listen: \"127.0.0.1:0\"}\n");
        return sandbox;
    }

    private static String score(SandboxProcess sandbox, String account) throws Exception {
        for (JsonNode record : sandbox.records("Account")) {
            if (record.get("Id").asText().equals(account)) {
                return record.get("Baton_Score__c").asText();
            }
        }
        throw new IllegalStateException("no account " + account);
    }

    /** Patience has its end in the test's own. */
    private static void await(Callable<Boolean> reached) throws Exception {
        while (!reached.call()) {
            Thread.sleep(100);
        }
    }

    private static boolean isHeard(SandboxProcess sandbox) throws Exception {
        return sandbox.events().get("subscribed").has("Opportunity");
    }

    @Test
    void aChangeIsScoredWithoutWaitingForTheNextLook() throws Exception {
        try (var sandbox = serve();
                BatonProcess daemon = BatonProcess.start(sandbox.config, "daemon")) {
            await(() -> isHeard(sandbox));
            String before = score(sandbox, ACME);
            assertThat(score(sandbox, GLOBEX)).isEqualTo(before).isNotEqualTo("null");

            sandbox.advance("2026-03-01T01:00:00Z");
            await(() -> !score(sandbox, ACME).equals(before));
            assertThat(score(sandbox, GLOBEX)).isEqualTo(before);

            // The vendor ends streams now and then; what happens next is heard all the same.
            sandbox.order("{\"cut\":true}");
            await(() -> isHeard(sandbox));
            sandbox.advance("2026-03-01T02:00:00Z");
            await(() -> score(sandbox, GLOBEX).equals(score(sandbox, ACME)));
            assertThat(daemon.isAlive()).isTrue();
            daemon.terminate();
            assertThat(daemon.ended().exit()).isZero();
            assertThat(daemon.told()).contains("done, of 2 accounts looked at ");
        }
        assertThat(folder.resolve("baton.yaml.state/events.json"))
                .content()
                .contains("\"crm\"", "\"Opportunity\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"overflow":"Opportunity"} | {"objects":["Account","Opportunity"]}
                    {"reset":true}             | {"cut":true}
                    """)
    void whateverMayHaveBeenMissedIsReadFromTheBeginning(String first, String second)
            throws Exception {
        try (var sandbox = serve();
                BatonProcess daemon = BatonProcess.start(sandbox.config, "daemon")) {
            await(() -> isHeard(sandbox));
            // A position to lose, the event of a change that has been scored.
            String before = score(sandbox, ACME);
            sandbox.advance("2026-03-01T01:00:00Z");
            await(() -> !score(sandbox, ACME).equals(before));

            sandbox.order(first);
            sandbox.order(second);
            await(() -> daemon.told().contains("crm.Opportunity: more changed than events tell"));
            await(() -> isHeard(sandbox));
            assertThat(score(sandbox, ACME)).isNotEqualTo(before);
        }
    }

    @Test
    void aCheckNamesTheObjectsOfWhichNothingIsTold() throws Exception {
        try (var sandbox = serve()) {
            assertThat(Cli.run(sandbox.config, "check").out())
                    .doesNotContain("Change Data Capture");
            sandbox.order("{\"objects\":[\"Account\"]}");

            Cli.Result check = Cli.run(sandbox.config, "check");
            assertThat(check.exit()).isZero();
            assertThat(check.out())
                    .contains("salesforce.Opportunity", "Setup, Change Data Capture")
                    .doesNotContain("salesforce.Account");
        }
    }

    @ParameterizedTest
    @CsvSource({"maybe", "https://api.pubsub.salesforce.com", "api.pubsub.salesforce.com:0"})
    void whereToListenIsOnOffOrAnAddress(String events) throws Exception {
        write("bad.yaml", configuration(events));
        Cli.Result check = Cli.run(folder.resolve("bad.yaml"), "check", "--offline");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out()).contains("bad.yaml:4:", "expected on, off, or a host and a port");
    }

    @ParameterizedTest
    @CsvSource({"on", "off", "api.deu.pubsub.salesforce.com:7443"})
    void listeningIsAWord(String events) throws Exception {
        write("good.yaml", configuration(events));
        Cli.Result check = Cli.run(folder.resolve("good.yaml"), "check", "--offline");
        assertThat(check.exit()).as(check.out()).isZero();
        assertThat(check.out()).doesNotContain("good.yaml");
    }

    private String configuration(String events) throws Exception {
        write("secrets.yaml", "crm: {client_secret: x}\n");
        Files.setPosixFilePermissions(
                folder.resolve("secrets.yaml"), PosixFilePermissions.fromString("rw-------"));
        return """
               mappings: "%s"
               secrets: secrets.yaml
               connections:
                 crm: {type: salesforce, url: "https://acme.my.salesforce.com", client_id: x, events: "%s"}
               """
                .formatted(SandboxProcess.home().resolve("sync/bench/deals"), events);
    }
}
