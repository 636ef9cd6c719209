package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.app.Relay.Moment;
import dev.baton.engine.store.LedgerEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An org so large that jobs of the Bulk API read and write it. */
@Timeout(300)
class VolumeTest {
    private static final int ACCOUNTS = 10_300;
    private static final String QUERY_JOBS = "/services/data/v65.0/jobs/query";
    private static final String INGEST_JOBS = "/services/data/v65.0/jobs/ingest";

    /** Requests after a job was opened: filled, handed over, looked at twice, its three lists. */
    private static final int OF_THE_JOB = 7;

    /** Two thousand records each read back what the job wrote. */
    private static final int READ_BACKS = 6;

    /** The row of the day, looked at, written and read back. */
    private static final int OF_THE_DAY = 3;

    @TempDir Path folder;

    private Installation installation(String name) throws Exception {
        Path data = folder.resolve("data");
        Path accounts = data.resolve("salesforce/Account.csv");
        if (!Files.exists(accounts)) {
            var csv = new StringBuilder("Id,External_Id__c,Name,CreatedDate\n");
            for (int i = 0; i < ACCOUNTS; i++) {
                csv.append("001%012dAAA,E%d,Firm %d,2025-01-02T03:04:05Z\n".formatted(i, i, i));
            }
            Files.createDirectories(accounts.resolveSibling("."));
            Files.writeString(accounts, csv);
        }
        return Installation.of(
                data, Mapping.at(SandboxProcess.helpdeskMappings()), folder.resolve(name));
    }

    private static void everyAccountHasItsBand(Installation installation) throws Exception {
        JsonNode accounts = installation.sandbox.records("Account");
        assertThat(accounts).hasSize(ACCOUNTS);
        for (JsonNode account : accounts) {
            assertThat(account.get("Baton_Band__c").asText()).isEqualTo("Unknown");
        }
    }

    @Test
    void oneJobReadsAndOneJobWritesAndTheNextSyncWritesNothing() throws Exception {
        try (Installation installation = installation("calm")) {
            Cli.Result plan = Cli.run(installation.config(), "plan");
            assertThat(plan.exit()).as(plan.err()).isZero();
            assertThat(plan.err())
                    .contains(
                            "crm.Account: 10,300 rows to read for the first time, by the Bulk API")
                    .contains("about 6 calls, 1 min");
            Cli.Result sync = installation.sync("--json");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(sync.json().get("written").asInt()).isEqualTo(ACCOUNTS);
            everyAccountHasItsBand(installation);
            assertThat(installation.sandbox.requestsBelow(QUERY_JOBS))
                    .as("opened, looked at until done, one part")
                    .isBetween(3L, 6L);
            assertThat(installation.sandbox.requestsBelow(INGEST_JOBS))
                    .isLessThanOrEqualTo(sync.json().get("calls").get("write").asLong());
            assertThat(Cli.run(installation.config(), "plan").err()).doesNotContain("first time");
            long writes = installation.sandbox.writes();
            installation.calmSync();
            assertThat(installation.sandbox.writes()).isEqualTo(writes);
        }
    }

    @Test
    void killedWhileAJobIsUnderWayNothingIsLostAndNothingSentTwice() throws Exception {
        int requests;
        try (Installation calm = installation("counted")) {
            calm.relay.count();
            calm.calmSync();
            requests = calm.relay.requests();
        }
        int handedOver = requests - OF_THE_DAY - READ_BACKS - OF_THE_JOB + 2;
        try (Installation killed = installation("killed")) {
            killedAt(handedOver, killed);
            assertThat(killed.jobs()).as("remembered").containsOnlyKeys("Account");
            killed.calmSync();
            everyAccountHasItsBand(killed);
            assertThat(killed.jobs()).isEmpty();
            var written = new TreeMap<String, Integer>();
            for (LedgerEntry line : killed.ledger(0)) {
                boolean told =
                        line.event().equals("accepted") || line.event().equals("read-back written");
                if (told && line.object().equals("Account")) {
                    written.merge(line.record(), 1, Integer::sum);
                }
            }
            assertThat(written).hasSize(ACCOUNTS);
            assertThat(written.values()).as("once each").containsOnly(1);
        }
    }

    private static void killedAt(int request, Installation installation) throws Exception {
        try (BatonProcess baton = BatonProcess.start(installation.config(), "sync")) {
            installation.relay.trap(
                    request,
                    false,
                    Moment.EXECUTED,
                    () -> {
                        baton.kill();
                        return false;
                    });
            assertThat(baton.ended().exit()).isEqualTo(128 + 9);
        }
    }
}
