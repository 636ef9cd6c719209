package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real helpdesk's history, through the whole pipeline: one plan, one sync, and
 * what can be asked after.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the first tests fill what the later ones compare with
class HelpdeskEvaluationTest {
    /** Before and after it is written; by its key, which is a query. */
    private static final int LOOKS_AT_THE_DAYS_ROW = 2;

    private static final int ACCOUNTS = 397;

    @TempDir static Path folder;

    private static SandboxProcess sandbox;
    private static JsonNode planned;
    private static JsonNode synced;

    @BeforeAll
    static void serveTheExport() throws Exception {
        sandbox = SandboxProcess.serve(Evaluation.helpdesk(), "2014-01-04T00:00:00Z", folder);
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    @Order(1)
    void checkFindsNoProblem() throws Exception {
        Cli.Result check = Cli.run(sandbox.config, "check", "--json");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.json().get("problems")).isEmpty();
    }

    @Test
    @Order(2)
    void planWritesNothingByTheOrgsOwnLog() throws Exception {
        Cli.Result plan = Cli.run(sandbox.config, "plan", "--json");
        assertThat(plan.exit()).as(plan.err()).isZero();
        planned = plan.json();
        assertThat(planned.get("accounts_touched").asInt()).isEqualTo(ACCOUNTS);
        assertThat(sandbox.writes()).isZero();
        assertThat(sandbox.requests("retrieve")).isZero();
    }

    @Test
    @Order(3)
    void syncCarriesOutThatPlanWithTheCallsThatWereForecast() throws Exception {
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        synced = sync.json();
        assertThat(synced.get("hash")).isEqualTo(planned.get("hash"));
        assertThat(synced.get("written").asInt()).isEqualTo(ACCOUNTS);
        assertThat(synced.get("failed").asInt()).isZero();
        assertThat(sandbox.writes()).isEqualTo(planned.get("calls").get("write").asLong());
        assertThat(sandbox.requests("retrieve") + LOOKS_AT_THE_DAYS_ROW)
                .isEqualTo(planned.get("calls").get("read_back").asLong());
    }

    @Test
    @Order(4)
    void everyAccountHoldsItsHealth() throws Exception {
        JsonNode accounts = sandbox.records("Account");
        assertThat(accounts).hasSize(ACCOUNTS);
        for (JsonNode account : accounts) {
            assertThat(account.get("Baton_Band__c").asText())
                    .isIn("Green", "Yellow", "Red", "Unknown");
            assertThat(account.get("Baton_Score__c").isNull())
                    .isEqualTo(account.get("Baton_Band__c").asText().equals("Unknown"));
            assertThat(account.get("Baton_Coverage__c").isNumber()).isTrue();
            assertThat(account.get("Baton_Model__c").asText()).isNotBlank();
        }
    }

    @Test
    @Order(5)
    void aSecondSyncWritesNothing() throws Exception {
        long before = sandbox.writes();
        JsonNode again = Cli.run(sandbox.config, "sync", "--json").json();
        assertThat(again.get("changes")).isEmpty();
        assertThat(again.get("written").asInt()).isZero();
        assertThat(sandbox.writes()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void populationMeasuresAreThoseOfTheRawLog() throws Exception {
        JsonNode measures = Cli.run(sandbox.config, "measures", "--json").json().get("measures");
        assertThat(value(measures, "tickets")).isEqualTo(4580);
        assertThat(value(measures, "first_response_hours_median")).isCloseTo(16.39, within(0.01));
        assertThat(value(measures, "resolve_days_median")).isCloseTo(6.658, within(0.001));
        assertThat(value(measures, "no_first_response")).isEqualTo(295);
        assertThat(value(measures, "never_resolved")).isEqualTo(11);
        assertThat(value(measures, "reopened")).isEqualTo(302);
        assertThat(value(measures, "not_closed")).isEqualTo(22);
    }

    private static double value(JsonNode measures, String name) {
        for (JsonNode measure : measures) {
            if (measure.get("measure").asText().equals(name)) {
                assertThat(measure.get("account").isNull()).isTrue();
                return measure.get("value").asDouble();
            }
        }
        throw new AssertionError("no measure " + name);
    }

    @Test
    @Order(7)
    void everyExplanationSumsToItsScoreAndNamesItsRecords() throws Exception {
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
        assertThat(accounts).hasSize(ACCOUNTS);
        for (JsonNode account : accounts) {
            explained(account);
        }
    }

    private static void explained(JsonNode account) throws Exception {
        JsonNode explained =
                Cli.run(sandbox.config, "explain", account.get("id").asText(), "--json").json();
        assertThat(explained.get("score")).isEqualTo(account.get("score"));
        if (explained.get("score").isNull()) {
            assertThat(explained.get("lines")).isEmpty();
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : explained.get("lines")) {
            sum = sum.add(points(line));
            if (line.get("kind").asText().equals("measure")) {
                assertThat(line.get("records")).isNotEmpty();
                assertThat(sumOf(line.get("records"))).isEqualByComparingTo(points(line));
            }
            if (line.get("measure").asText().startsWith("csat")) {
                assertThat(line.get("kind").asText()).isEqualTo("missing");
                assertThat(points(line)).isEqualByComparingTo(BigDecimal.ZERO);
            }
        }
        assertThat(sum).isEqualByComparingTo(new BigDecimal(explained.get("score").asText()));
        assertThat(account.get("coverage").asDouble()).isLessThan(1.0);
    }

    private static BigDecimal points(JsonNode node) {
        return new BigDecimal(node.get("points").asText());
    }

    private static BigDecimal sumOf(JsonNode records) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode record : records) {
            sum = sum.add(points(record));
        }
        return sum;
    }

    @Test
    @Order(8)
    void accountsComeWorstFirstAndUnknownLast() throws Exception {
        List<Double> scores = new ArrayList<>();
        for (JsonNode account :
                Cli.run(sandbox.config, "accounts", "--json").json().get("accounts")) {
            scores.add(account.get("score").isNull() ? 1000.0 : account.get("score").asDouble());
        }
        assertThat(scores).hasSize(ACCOUNTS).isSorted();
    }

    @Test
    @Order(9)
    void statusKnowsEveryOrganisation() throws Exception {
        JsonNode status = Cli.run(sandbox.config, "status", "--json").json();
        assertThat(status.get("as_of").asText()).isEqualTo("2014-01-04T00:00:00Z");
        assertThat(status.get("unlinked")).isEmpty();
        assertThat(status.get("quarantine")).isEmpty();
        assertThat(status.get("last_run").get("state").asText()).isEqualTo("done");
    }
}
