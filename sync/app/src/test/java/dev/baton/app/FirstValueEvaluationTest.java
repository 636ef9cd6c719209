package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sellers from the signature to their first order, counted again from the raw files. */
class FirstValueEvaluationTest {
    private static final String AS_OF = "2018-06-30";
    private static final String STARTED_BY = "2018-03-31";

    @TempDir static Path folder;

    private static MarketplaceRun run;
    private static JsonNode report;

    @BeforeAll
    static void syncAtMidyear() throws Exception {
        run =
                MarketplaceRun.of(
                        AS_OF,
                        new MarketplaceExport(Evaluation.marketplace()),
                        SandboxProcess.marketplaceMappings(),
                        folder);
        Cli.Result result =
                Cli.run(
                        run.sandbox().config,
                        "report",
                        "first-value",
                        "--started-by",
                        STARTED_BY,
                        "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        report = result.json();
    }

    @AfterAll
    static void stop() {
        run.sandbox().close();
    }

    /** A seller and the day of the first signature. */
    private static SortedMap<String, LocalDate> won() throws Exception {
        var accounts = new TreeMap<String, String>();
        for (String[] row : rows("Account.csv")) {
            accounts.put(row[0], row[1]);
        }
        var won = new TreeMap<String, LocalDate>();
        for (String[] row : rows("Opportunity.csv")) {
            String account = accounts.get(row[2]);
            if (account != null && !row[9].isEmpty()) {
                won.merge(
                        account,
                        LocalDate.parse(row[9].substring(0, 10)),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return won;
    }

    /** None of the first columns is quoted. */
    private static List<String[]> rows(String file) throws Exception {
        var rows = new ArrayList<String[]>();
        Path path = run.export().folder().resolve("salesforce").resolve(file);
        for (String line : Files.readAllLines(path).subList(1, Files.readAllLines(path).size())) {
            rows.add(line.split(",", -1));
        }
        return rows;
    }

    /** The quarter's end at which a seller first had an approved order, from a day on. */
    private static boolean hasOrders(String seller, LocalDate from) throws Exception {
        for (String quarter : List.of("2017-09-30", "2017-12-31", "2018-03-31", "2018-06-30")) {
            if (!LocalDate.parse(quarter).isBefore(from)
                    && run.export().usage(quarter, "n_approved_orders").getOrDefault(seller, 0.0)
                            > 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theShareThatBeganToSellIsThatOfTheRawFiles() throws Exception {
        int started = 0;
        int reached = 0;
        for (var each : won().entrySet()) {
            if (!each.getValue().isAfter(LocalDate.parse(STARTED_BY))) {
                started++;
                reached += hasOrders(each.getKey(), each.getValue()) ? 1 : 0;
            }
        }
        JsonNode all = report.get("segments").get(0);
        System.out.printf(
                "marketplace, first value: %d of %d sellers won by %s sold by %s: %s (%s to %s);"
                        + " median %s days (%s to %s); %s%n",
                reached,
                started,
                STARTED_BY,
                AS_OF,
                all.get("share"),
                all.get("share_low"),
                all.get("share_high"),
                all.get("median_days"),
                all.get("median_low"),
                all.get("median_high"),
                report.get("statuses"));
        assertThat(started).isGreaterThan(100);
        assertThat(all.get("started").asInt()).isEqualTo(started);
        assertThat(all.get("reached").asInt()).isEqualTo(reached);
        assertThat(all.get("share_low").asDouble()).isLessThan(reached / (double) started);
        assertThat(all.get("share_high").asDouble()).isGreaterThan(reached / (double) started);
    }

    @Test
    void dealsWonLaterAreTooEarlyToTellUnlessTheySoldAlready() throws Exception {
        SortedMap<String, LocalDate> won = won();
        int later = 0;
        for (JsonNode account : report.get("accounts")) {
            LocalDate day = won.get(account.get("external_id").asText());
            String status = account.get("status").asText();
            if (day != null
                    && day.isAfter(LocalDate.parse(STARTED_BY))
                    && !day.isAfter(LocalDate.parse(AS_OF))) {
                later++;
                assertThat(status).isIn("too_early", "reached");
            }
        }
        assertThat(later).isGreaterThan(20);
    }

    @Test
    void whereNothingIsKnownThereAreNoDays() throws Exception {
        SortedMap<String, LocalDate> won = won();
        int unknown = 0;
        for (JsonNode account : report.get("accounts")) {
            if (!won.containsKey(account.get("external_id").asText())) {
                unknown++;
                assertThat(account.get("status").asText()).isEqualTo("unknown");
                assertThat(account.get("days").isNull()).isTrue();
                assertThat(account.get("why").asText()).isEqualTo("not_started");
            }
        }
        assertThat(unknown).isGreaterThan(1_000);
    }
}
