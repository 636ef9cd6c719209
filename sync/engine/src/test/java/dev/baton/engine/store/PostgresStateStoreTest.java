package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStateStoreTest extends StateStoreContract {
    private static EmbeddedPostgres server;
    private static int schemas;

    private String url;
    private StateStore store;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException, LeaseHeldException {
        String schema = "state" + ++schemas;
        onServer("CREATE SCHEMA " + schema);
        url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        store = StateStores.postgres(server(), KEY, terms("crm"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PostgresServer server() {
        return Child.server(url);
    }

    private static LeaseTerms terms(String connection) {
        return new LeaseTerms(connection, "a test", Duration.ofHours(1), System::nanoTime);
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public String where() {
        return url;
    }

    @Override
    public int seeds() {
        return 40;
    }

    @Override
    public void execute(String sql) throws SQLException {
        onServer("SET search_path = state" + schemas + "; " + sql);
    }

    @Override
    public void refuseChildrenOf(String parent) throws SQLException {
        execute("ALTER TABLE landed ADD CHECK (parent <> '" + parent + "')");
    }

    @Override
    public void unguardLedger() throws SQLException {
        execute("DROP TRIGGER ledger_is_neither_changed_nor_cut ON ledger");
    }

    @Override
    public String dump() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return dump(connection, "ledger", "outbox", "landed", "held", "document");
        }
    }

    @Override
    public StateStore broughtUp() throws SQLException, LeaseHeldException {
        String schema = "older" + schemas;
        onServer("CREATE SCHEMA " + schema);
        url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        OlderState.make(Schema.POSTGRESQL, url);
        assertThatThrownBy(() -> StateStores.openExisting(server(), KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version of Baton");
        return StateStores.postgres(server(), KEY, terms("crm"));
    }

    @Test
    void theLedgerIsNotEmptied() {
        assertThatThrownBy(() -> execute("TRUNCATE ledger"))
                .hasMessageContaining("the ledger only grows");
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        execute("UPDATE flyway_schema_history SET version = '999' WHERE version = '2'");

        assertThatThrownBy(() -> StateStores.postgres(server(), KEY, terms("other")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Baton");
    }

    @Test
    void twoProcessesShareOneState() throws LeaseHeldException {
        try (StateStore other = StateStores.postgres(server(), KEY, terms("other"))) {
            other.begin(Samples.RUN);
            assertThat(store.lastRun(null)).contains(Samples.RUN);
        }
    }

    private static void refused(PostgresServer where) throws LeaseHeldException {
        StateStores.postgres(where, KEY, terms("crm")).close();
    }

    @Test
    void aServerThatIsNotThereIsSaidWithoutThePassword() {
        String nowhere = "jdbc:postgresql://127.0.0.1:1/baton?connectTimeout=1";

        assertThatThrownBy(
                        () -> refused(new PostgresServer(nowhere, "baton", new Secret("hunter2"))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("Nothing was written to the CRM.")
                .satisfies(
                        e ->
                                assertThat(SafetyContract.everythingItSays(e))
                                        .contains("PSQLException")
                                        .doesNotContain("hunter2"));
    }

    @Test
    void aUserWhomTheServerDoesNotKnowIsRefused() {
        assertThatThrownBy(
                        () ->
                                refused(
                                        new PostgresServer(
                                                url.replaceAll("user=\\w+", ""),
                                                "nobody",
                                                new Secret("hunter2"))))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("refuses the user or its password")
                .satisfies(
                        e ->
                                assertThat(SafetyContract.everythingItSays(e))
                                        .doesNotContain("hunter2"));
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        String refusing = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/no_such_database";

        assertThatThrownBy(
                        () ->
                                refused(
                                        new PostgresServer(
                                                refusing, "postgres", new Secret("hunter2"))))
                .isInstanceOf(StoreUnavailableException.class)
                .satisfies(
                        e ->
                                assertThat(SafetyContract.everythingItSays(e))
                                        .contains("does not exist")
                                        .doesNotContain("hunter2"));
    }
}
