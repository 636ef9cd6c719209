package dev.baton.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.RawRecord;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Walk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases hold and how they refuse. */
class JdbcSourceTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");
    private static final StreamRequest SEATS = new StreamRequest("seats", List.of("seats", "plan"));

    private static @Nullable EmbeddedPostgres server;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    private static JdbcSource source(
            JdbcSettings settings, String query, Columns columns, String growsBy) {
        var streams = new TreeMap<String, QueryStream>();
        streams.put("seats", new QueryStream(query, columns, growsBy));
        return JdbcSource.open(settings, streams, () -> NOW, 2);
    }

    private static JdbcSettings postgres() {
        return PostgresSourceContractTest.settings(Objects.requireNonNull(server));
    }

    private static void onPostgres(String... statements) throws SQLException {
        try (Connection connection =
                Objects.requireNonNull(server).getPostgresDatabase().getConnection()) {
            for (String statement : statements) {
                JdbcWorld.run(connection, statement);
            }
        }
    }

    private JdbcSettings sqlite(String... statements) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("usage.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String statement : statements) {
                JdbcWorld.run(connection, statement);
            }
        }
        return new JdbcSettings(url, null, null);
    }

    private static Walk walk(JdbcSource source, @Nullable Cursor cursor) throws AdapterException {
        try (source) {
            return Walk.from(source, SEATS, cursor);
        }
    }

    @Test
    void everyTypeOfPostgresBecomesWhatARecordHolds() throws Exception {
        onPostgres(
                "DROP TABLE IF EXISTS seat",
                "CREATE TABLE seat (account uuid, day date, seats numeric, plan varchar, active boolean, changed timestamp, n bigint)",
                "INSERT INTO seat VALUES ('0b0f7c3e-0000-4000-8000-000000000001', '2026-03-01', 12.50, 'pro', true, '2026-03-01 10:00', 9007199254740993)");
        try (var source =
                source(
                        postgres(),
                        "SELECT * FROM seat",
                        new Columns(List.of("account", "day"), "day", null),
                        "changed")) {
            RawRecord record =
                    Walk.from(
                                    source,
                                    new StreamRequest(
                                            "seats",
                                            List.of(
                                                    "seats", "plan", "active", "changed", "day",
                                                    "n")),
                                    null)
                            .records()
                            .getFirst();
            assertThat(record.id()).isEqualTo("0b0f7c3e-0000-4000-8000-000000000001/2026-03-01");
            assertThat(record.createdAt()).isEqualTo("2026-03-01T00:00:00Z");
            assertThat(record.modifiedAt()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(record.fields().values())
                    .containsExactly(
                            12.5,
                            "pro",
                            true,
                            "2026-03-01T10:00:00Z",
                            "2026-03-01",
                            9007199254740993L);
        }
    }

    @Test
    void aWideKeyAndEqualValuesLoseNothingAtAnyBorder() throws Exception {
        onPostgres(
                "DROP TABLE IF EXISTS tie",
                "CREATE TABLE tie (account text, day date, seats int, plan text, changed bigint)",
                "INSERT INTO tie SELECT 'a' || (n % 5), date '2026-01-01' + n / 5, n, 'x', n / 20 FROM generate_series(0, 59) n");
        Walk walk =
                walk(
                        source(
                                postgres(),
                                "SELECT * FROM tie",
                                new Columns(List.of("account", "day"), null, null),
                                "changed"),
                        null);
        assertThat(walk.records()).hasSize(60);
        assertThat(walk.newest()).hasSize(60);
    }

    @Test
    void theNextWalkBeginsAtTheLastNumberAgain() throws Exception {
        JdbcSettings settings =
                sqlite(
                        "CREATE TABLE seat (id INTEGER, seats INTEGER, plan TEXT, version INTEGER)",
                        "INSERT INTO seat VALUES (1, 5, 'a', 1), (2, 6, 'a', 2), (3, 7, NULL, 2)");
        var columns = new Columns(List.of("id"), null, null);
        Walk first = walk(source(settings, "SELECT * FROM seat", columns, "version"), null);
        assertThat(first.records()).hasSize(3);
        sqlite(
                "INSERT INTO seat VALUES (4, 8, 'late', 2)",
                "UPDATE seat SET seats = 9, version = 3 WHERE id = 1");
        Walk second = walk(source(settings, "SELECT * FROM seat", columns, "version"), first.end());
        assertThat(second.records())
                .extracting(RawRecord::id)
                .as("ties of the last value come again, and what is new among them")
                .containsExactly("2", "3", "4", "1");
    }

    @Test
    void aQueryCannotWrite() throws Exception {
        onPostgres(
                "DROP TABLE IF EXISTS seat",
                "CREATE TABLE seat (id int, seats int, plan text, changed int)",
                "INSERT INTO seat VALUES (1, 1, 'x', 1)");
        onPostgres("DROP SEQUENCE IF EXISTS counter", "CREATE SEQUENCE counter");
        for (String writing :
                List.of(
                        "SELECT id, seats, plan, changed, nextval('counter') FROM seat",
                        "WITH gone AS (DELETE FROM seat RETURNING *) SELECT * FROM gone",
                        "SELECT id, seats, plan, changed, set_config('transaction_read_only', 'off', false) FROM seat")) {
            var failure =
                    catchThrowableOfType(
                            AdapterException.class,
                            () ->
                                    walk(
                                            source(
                                                    postgres(),
                                                    writing,
                                                    new Columns(List.of("id"), null, null),
                                                    "changed"),
                                            null));
            assertThat(failure).as(writing).isNotNull();
            assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
        }
        assertThatThrownBy(
                        () ->
                                new QueryStream(
                                        "SELECT 1) x; DELETE FROM seat; SELECT * FROM (SELECT 1",
                                        new Columns(List.of("id"), null, null),
                                        "changed"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongCredentialsAreToldAsSuchAndNeverShown() {
        JdbcSettings right = postgres();
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                walk(
                                        source(
                                                new JdbcSettings(
                                                        right.url(),
                                                        "nobody",
                                                        new Secret("CANARYWORD")),
                                                "SELECT 1 AS id",
                                                new Columns(List.of("id"), null, null),
                                                "id"),
                                        null));
        assertThat(failure.category()).isEqualTo(Category.CREDENTIALS);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each.getMessage()))
                    .doesNotContain("CANARYWORD")
                    .doesNotContain("nobody");
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                walk(
                                        source(
                                                new JdbcSettings(
                                                        "jdbc:postgresql://127.0.0.1:9/x",
                                                        "a",
                                                        null),
                                                "SELECT 1 AS id",
                                                new Columns(List.of("id"), null, null),
                                                "id"),
                                        null));
        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
    }

    @Test
    void aDatabaseFileThatIsNotThereIsAMistakeAndIsNotMade() {
        Path gone = folder.resolve("gone.db");
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                walk(
                                        source(
                                                new JdbcSettings("jdbc:sqlite:" + gone, null, null),
                                                "SELECT 1 AS id",
                                                new Columns(List.of("id"), null, null),
                                                "id"),
                                        null));
        assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
        assertThat(Files.exists(gone)).isFalse();
    }

    @Test
    void anUnknownDriverIsAMistakeOfTheConfiguration() {
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                walk(
                                        source(
                                                new JdbcSettings("jdbc:nosuch:x", null, null),
                                                "SELECT 1 AS id",
                                                new Columns(List.of("id"), null, null),
                                                "id"),
                                        null));
        assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("driver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:secret@host/db",
                "jdbc:postgresql://host/db?user=me",
                "jdbc:postgresql://host/db?ssl=true&PASSWORD=x",
                "jdbc:sqlserver://host;password=x",
                "postgresql://host/db"
            })
    void aUrlWithCredentialsIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> new JdbcSettings(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret@")
                .hasMessageNotContaining("host");
    }

    @Test
    void checkNamesWhatTheQueryLacksAndRowsThatWouldNeverCome() throws Exception {
        JdbcSettings settings =
                sqlite(
                        "CREATE TABLE seat (id INTEGER, seats INTEGER, version INTEGER)",
                        "INSERT INTO seat VALUES (1, 5, NULL)");
        var columns = new Columns(List.of("ID"), null, null);
        try (var source = source(settings, "SELECT * FROM seat", columns, "version")) {
            assertThat(source.check(List.of(SEATS)))
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.where()).isEqualTo("seats.plan");
                                assertThat(finding.fix()).contains("id, seats, version");
                            });
            assertThat(source.check(List.of(new StreamRequest("seats", List.of("seats")))))
                    .singleElement()
                    .satisfies(
                            finding ->
                                    assertThat(finding.severity())
                                            .isEqualTo(Finding.Severity.WARNING));
            var failure = catchThrowableOfType(AdapterException.class, () -> walk(source, null));
            assertThat(failure.category()).isEqualTo(Category.BAD_REQUEST);
            assertThat(failure).hasMessageContaining("plan");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rows from",
                "rows from x",
                "rows behind n1",
                "files:0",
                "rows from zAAAA"
            })
    void aForeignCursorIsExpired(String cursor) throws Exception {
        JdbcSettings settings = sqlite("CREATE TABLE seat (id INTEGER, seats, plan, version)");
        var failure =
                catchThrowableOfType(
                        AdapterException.class,
                        () ->
                                walk(
                                        source(
                                                settings,
                                                "SELECT * FROM seat",
                                                new Columns(List.of("id"), null, null),
                                                "version"),
                                        new Cursor(cursor)));
        assertThat(failure.category()).isEqualTo(Category.EXPIRED_CURSOR);
    }
}
