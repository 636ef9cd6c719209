package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.app.Relay.Moment;
import dev.baton.engine.store.LedgerEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed in every state of a job of the Bulk API, and the one that follows. Every
 * second state in the short form, all of them with the profile "torture".
 */
@Timeout(300)
class KilledJobTest {
    /** From one state that is tried to the next. */
    private static final int STEP = Integer.getInteger("baton.job.states", 2);

    /** So many that after two canaries there is still a job to make. */
    private static final int ACCOUNTS = 10_600;

    /** Two parts of a query job's answer. */
    private static final int IN_TWO_PARTS = 50_600;

    private static final String QUERY = "/services/data/v65.0/jobs/query";
    private static final String INGEST = "/services/data/v65.0/jobs/ingest";

    /** The first jobs of each kind take some looks, so that there is a time in between. */
    private static final String SLOWLY =
            """
            faults:
              - fault: bulk-job
                jobs: query
                hold: InProgress
                polls: 2
              - fault: bulk-job
                jobs: ingest
                hold: InProgress
                polls: 2
            """;

    @TempDir Path folder;

    /** Where a job that reads stands when its process ends. */
    enum Reading {
        CREATED(2, "POST", QUERY, 1, Moment.EXECUTED),
        IN_PROGRESS(1, "GET", QUERY + "/\\w+", 3, Moment.ANSWERED),
        COMPLETE(1, "GET", QUERY + "/\\w+/results.*", 1, Moment.EXECUTED),
        HALF_READ(1, "GET", QUERY + "/\\w+/results.*", 2, Moment.EXECUTED);

        private final int jobs;
        private final String method;
        private final Pattern path;
        private final int nth;
        private final Moment moment;

        /**
         * A state.
         *
         * @param jobs that are made in all: one that we never heard of is made again
         */
        Reading(int jobs, String method, String path, int nth, Moment moment) {
            this.jobs = jobs;
            this.method = method;
            this.path = Pattern.compile(path);
            this.nth = nth;
            this.moment = moment;
        }
    }

    /** Where a job that writes stands when its process ends. */
    enum Writing {
        CREATED(false, "POST", INGEST, 1, Moment.EXECUTED),
        OPEN(false, "PUT", INGEST + "/.*", 1, Moment.ARRIVED),
        HALF_UPLOADED(false, "PUT", INGEST + "/.*", 1, Moment.HALF),
        UPLOADED(false, "PUT", INGEST + "/.*", 1, Moment.EXECUTED),
        UPLOAD_COMPLETE(true, "PATCH", INGEST + "/.*", 1, Moment.EXECUTED),
        IN_PROGRESS(true, "GET", INGEST + "/\\w+", 2, Moment.EXECUTED),
        COMPLETE(true, "GET", INGEST + "/\\w+", 4, Moment.EXECUTED),
        RESULTS_HALF_READ(false, "GET", INGEST + "/\\w+/failedResults/", 1, Moment.EXECUTED);

        private final boolean handedOver;
        private final String method;
        private final Pattern path;
        private final int nth;
        private final Moment moment;

        Writing(boolean handedOver, String method, String path, int nth, Moment moment) {
            this.handedOver = handedOver;
            this.method = method;
            this.path = Pattern.compile(path);
            this.nth = nth;
            this.moment = moment;
        }

        /** Whether the rows are on the vendor's side, so that they must not be sent again. */
        boolean hasSent() {
            return handedOver || this == RESULTS_HALF_READ;
        }

        /** Whether the next process has a job to bring to rest. */
        boolean isRemembered() {
            return handedOver || this == OPEN || this == HALF_UPLOADED || this == UPLOADED;
        }
    }

    private Installation installation(int accounts) throws Exception {
        Path data = AccountExport.write(folder.resolve("data"), accounts);
        Installation installation =
                Installation.of(
                        data, Mapping.at(SandboxProcess.helpdeskMappings()), folder.resolve("run"));
        installation.sandbox.play(SLOWLY);
        return installation;
    }

    private static <T> List<T> some(T[] states) {
        return IntStream.iterate(STEP - 1, at -> at < states.length, at -> at + STEP)
                .mapToObj(at -> states[at])
                .toList();
    }

    static List<Reading> readings() {
        return some(Reading.values());
    }

    static List<Writing> writings() {
        return some(Writing.values());
    }

    @ParameterizedTest
    @MethodSource("readings")
    void aJobThatReadsIsGoneOnWith(Reading state) throws Exception {
        int accounts = state == Reading.HALF_READ ? IN_TWO_PARTS : ACCOUNTS;
        try (Installation installation = installation(accounts)) {
            try (BatonProcess baton = BatonProcess.start(installation.config(), "plan")) {
                installation.relay.trap(
                        state.nth,
                        state.method,
                        state.path,
                        state.moment,
                        () -> {
                            if (state == Reading.HALF_READ) {
                                awaitRows(installation);
                            }
                            baton.kill();
                            return false;
                        });
                assertThat(baton.ended().exit()).isEqualTo(128 + 9);
            }
            installation.relay.count();
            Cli.Result plan = Cli.run(installation.config(), "plan", "--json");
            assertThat(plan.exit()).as(plan.err()).isZero();
            assertThat(plan.json().get("accounts_touched").asInt()).isEqualTo(accounts);
            assertThat(installation.sandbox.requests("POST", QUERY))
                    .as("jobs that were made")
                    .isEqualTo(state.jobs);
        }
    }

    /** Until the first part is read and landed, while the second one is on its way. */
    private static void awaitRows(Installation installation) throws InterruptedException {
        Pattern reading = Pattern.compile("1 bulk \\S+ \\S+ \\(first\\) [1-9]\\d* .*");
        while (installation
                .cursor("Account")
                .filter(each -> reading.matcher(each).matches())
                .isEmpty()) {
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @MethodSource("writings")
    void aJobThatWritesIsAdoptedOrMadeAnewAndNothingIsSentTwice(Writing state) throws Exception {
        try (Installation installation = installation(ACCOUNTS)) {
            try (BatonProcess baton = BatonProcess.start(installation.config(), "sync")) {
                installation.relay.trap(
                        state.nth,
                        state.method,
                        state.path,
                        state.moment,
                        () -> {
                            baton.kill();
                            return false;
                        });
                assertThat(baton.ended().exit()).isEqualTo(128 + 9);
            }
            installation.relay.count();
            assertThat(installation.jobs().containsKey("Account"))
                    .as("remembered")
                    .isEqualTo(state.isRemembered());
            installation.calmSync();
            everyAccountHasItsBand(installation);
            assertThat(installation.jobs()).isEmpty();
            assertThat(installation.sandbox.requests("PATCH", INGEST + "/.*"))
                    .as("handed over, or called off and handed over")
                    .isEqualTo(state.isRemembered() && !state.hasSent() ? 2 : 1);
            assertThat(installation.sandbox.requests("POST", INGEST))
                    .as("jobs that were made")
                    .isEqualTo(state.hasSent() ? 1 : 2);
            eachWasWrittenOnce(installation);
        }
    }

    private static void everyAccountHasItsBand(Installation installation) throws Exception {
        JsonNode accounts = installation.sandbox.records("Account");
        assertThat(accounts).hasSize(ACCOUNTS);
        for (JsonNode account : accounts) {
            assertThat(account.get("Baton_Band__c").asText()).isEqualTo("Unknown");
        }
    }

    private static void eachWasWrittenOnce(Installation installation) {
        var written = new TreeMap<String, Integer>();
        for (LedgerEntry line : installation.ledger(0)) {
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
