package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Product usage from a file, from its rows to what measures say. */
class UsageTest {
    private static final String USAGE =
            """
            account_external_id,date,metric,value
            ACME,2025-09-30,n_orders,40
            acme,2025-12-31,n_orders,30
            acme,2026-02-28,n_orders,12
            acme,2026-03-31,n_orders,999
            acme,2026-02-28,sales,1250.5
            globex,2026-03-31,n_orders,5
            nobody,2026-02-28,n_orders,7
            nobody,2026-02-28,sales,8
            """;

    @TempDir Path folder;

    private Path mapping;
    private @Nullable SandboxProcess sandbox;

    @BeforeEach
    void copy() throws Exception {
        mapping = folder.resolve("mappings");
        Mapping.copiedTo(mapping)
                .readUsage()
                .append(
                        "model.yaml",
                        """
                          orders_last:
                            label: Orders in the last quarter
                            over: usage
                            filter: {field: metric, is: n_orders}
                            aggregate: {last: value}
                          orders_120d:
                            label: Orders in 120 days
                            over: usage
                            filter: {all: [{field: metric, is: n_orders}, {field: value, above: 5}]}
                            window: {days: 120, by: on}
                            aggregate: {sum: value}
                          orders_change:
                            label: Orders against the quarter before
                            over: usage
                            filter: {field: metric, is: n_orders}
                            window: {days: 90}
                            aggregate: {sum: value}
                            compare: {own_past: {days: 90, mode: difference}}
                          sales_last:
                            label: Sales in the last quarter
                            over: usage
                            filter: {field: metric, is: sales}
                            window: {days: 90, by: on}
                            aggregate: {last: value}
                        """);
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private SandboxProcess serve(@Nullable String usage) throws Exception {
        SmallExport export = SmallExport.in(folder.resolve("data"));
        if (usage != null) {
            export.write("usage.csv", usage);
        }
        var served =
                SandboxProcess.serve(
                        export.folder(),
                        SmallExport.AS_OF,
                        folder,
                        "--mappings",
                        mapping.toString());
        sandbox = served;
        return served;
    }

    private static JsonNode measure(SandboxProcess sandbox, String account, String name)
            throws Exception {
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
    void rowsFindTheirAccountByItsExternalIdAndFutureOnesDoNotExist() throws Exception {
        SandboxProcess served = serve(USAGE);
        Cli.Result sync = Cli.run(served.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(measure(served, "acme", "orders_last").asDouble()).isEqualTo(12);
        assertThat(measure(served, "acme", "orders_120d").asDouble()).isEqualTo(42);
        assertThat(measure(served, "acme", "orders_change").asDouble()).isEqualTo(42 - 40);
        assertThat(measure(served, "acme", "sales_last").asDouble()).isEqualTo(1250.5);
        assertThat(measure(served, "globex", "orders_120d").isNull())
                .as("its only row lies in the future, so nobody has told of it yet")
                .isTrue();
        assertThat(measure(served, "initech", "orders_120d").isNull())
                .as("no row, so unknown and not 0")
                .isTrue();
        JsonNode unowned = Cli.run(served.config, "status", "--json").json().get("unowned").get(0);
        assertThat(unowned.toString())
                .isEqualTo("{\"stream\":\"usage.usage\",\"keys\":1,\"records\":2}");

        served.advance("2026-03-31T00:00:00Z");
        assertThat(Cli.run(served.config, "sync").exit()).isZero();
        assertThat(measure(served, "acme", "orders_last").asDouble())
                .as("on the last day of its period a figure is there")
                .isEqualTo(999);
        assertThat(measure(served, "globex", "orders_120d").asDouble())
                .as("5 is not above 5")
                .isZero();
    }

    @Test
    void withoutAnyFileUsageIsUnknown() throws Exception {
        SandboxProcess served = serve(null);
        assertThat(Files.readString(served.config)).contains("usage: []");
        Cli.Result sync = Cli.run(served.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(measure(served, "acme", "orders_120d").isNull()).isTrue();
        assertThat(Cli.run(served.config, "check", "--json").json().get("problems")).isEmpty();
    }

    @Test
    void aMalformedRowIsQuarantinedWithItsLineAndTheRestCounts() throws Exception {
        SandboxProcess served =
                serve(USAGE + "acme,2026-02-28,CANARY\nacme,2026-02-27,n_orders,CANARY12\n");
        Cli.Result sync = Cli.run(served.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isEqualTo(3);
        assertThat(sync.json().get("quarantined").asInt()).isEqualTo(2);
        String parked =
                Cli.run(served.config, "status", "--json").json().get("quarantine").toString();
        assertThat(parked).contains("usage.csv:10").contains("value: ").doesNotContain("CANARY");
        assertThat(measure(served, "acme", "orders_last").asDouble()).isEqualTo(12);
        assertThat(Cli.run(served.config, "sync").exit()).as("told once").isZero();
    }

    @Test
    void aMappingThatReadsNoUsageIsNotTroubledByTheConnection() throws Exception {
        SmallExport export = SmallExport.in(folder.resolve("data")).write("usage.csv", "no header");
        sandbox = SandboxProcess.serve(export.folder(), SmallExport.AS_OF, folder);
        Files.delete(export.folder().resolve("usage.csv"));
        assertThat(Cli.run(sandbox.config, "sync").exit()).isZero();
        assertThat(Cli.run(sandbox.config, "check").exit()).isZero();
    }

    @Test
    void aMissingFileOrColumnIsNamedOfflineAndOnline() throws Exception {
        SandboxProcess served = serve("account_external_id,date,metric,amount\n");
        for (String option : new String[] {"--offline", "--json"}) {
            Cli.Result check = Cli.run(served.config, "check", option);
            assertThat(check.exit()).as(check.out()).isEqualTo(2);
            assertThat(check.out()).contains("usage.csv:1").contains("no column value");
        }
        assertThat(Cli.run(served.config, "sync").exit()).isEqualTo(2);

        Files.delete(folder.resolve("data/usage.csv"));
        assertThat(Cli.run(served.config, "check", "--offline").out())
                .contains("there is no such file");
        Cli.Result sync = Cli.run(served.config, "sync");
        assertThat(sync.exit()).isEqualTo(2);
        assertThat(sync.err()).contains("usage.csv");
    }

    @Test
    void aStreamWithoutAnEntryBelowFilesIsAMistake() throws Exception {
        SandboxProcess served = serve(USAGE);
        Path config =
                Files.writeString(
                        folder.resolve("other.yaml"),
                        Files.readString(served.config).replace("      usage:", "      logins:"));
        Cli.Result check = Cli.run(config, "check", "--offline");
        assertThat(check.exit()).as(check.out()).isEqualTo(2);
        assertThat(check.out()).contains("no files for stream usage");
    }

    @Test
    void aDatabaseTellsTheSameAsAFile() throws Exception {
        Path database = folder.resolve("usage.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (customer TEXT, day TEXT, orders INTEGER)");
            statement.execute(
                    "INSERT INTO orders VALUES ('ACME', '2025-12-31', 30), ('acme', '2026-02-28', 12), ('acme', '2026-03-31', 999)");
        }
        Mapping.at(mapping)
                .change("connections.yaml", "type: file", "type: jdbc")
                .change(
                        "connections.yaml",
                        "{key: [account_external_id, date, metric], created_at: date}",
                        "{query: \"SELECT customer, day, orders FROM orders\", key: [customer, day], grows_by: day, created_at: day}");
        Files.writeString(
                mapping.resolve("sources/usage.yaml"),
                """
                from: usage.usage
                to: usage
                account: {external_id: customer}
                fields:
                  metric: {value: n_orders}
                  value: orders
                  on: day
                """);
        SandboxProcess served = serve(null);
        String text = Files.readString(served.config);
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), text);
        assertThat(Cli.run(wrong, "check", "--offline").out())
                .contains("the mappings read it as jdbc");
        assertThat(Cli.run(wrong, "sync").err()).contains("the mappings read it as jdbc");
        int usage = text.indexOf("  usage:\n");
        Files.writeString(
                served.config,
                text.substring(0, usage)
                        + "  usage: {type: jdbc, url: \"jdbc:sqlite:%s\"}\n".formatted(database));
        Cli.Result sync = Cli.run(served.config, "sync", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(measure(served, "acme", "orders_last").asDouble()).isEqualTo(12);
        assertThat(measure(served, "acme", "orders_120d").asDouble()).isEqualTo(42);
        assertThat(Cli.run(served.config, "check").exit()).isZero();
        Files.delete(database);
        assertThat(Cli.run(served.config, "sync").exit()).isEqualTo(2);
    }

    @Test
    void aDatabasesPasswordStandsInTheSecretsFileOnly() throws Exception {
        SandboxProcess served = serve(null);
        Path config = folder.resolve("database.yaml");
        String text = Files.readString(served.config);
        String head = text.substring(0, text.indexOf("  usage:\n"));
        Files.writeString(
                config, head + "  usage: {type: jdbc, url: \"jdbc:x://CANARY\", user: CANARY}\n");
        Cli.Result check = Cli.run(config, "check", "--offline");
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.out())
                .contains("no password for connection usage")
                .contains("BATON_USAGE_PASSWORD")
                .doesNotContain("CANARY");
    }
}
