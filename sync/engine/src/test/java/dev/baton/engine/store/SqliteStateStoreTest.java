package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.KEY;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateStoreTest extends StateStoreContract {
    @TempDir private Path folder;
    private Path stateFolder;
    private Path file;
    private StateStore store;

    @BeforeEach
    void open() {
        stateFolder = folder.resolve("state");
        file = stateFolder.resolve("baton.db");
        store = StateStores.sqlite(file, KEY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public int seeds() {
        return 200;
    }

    @Override
    public void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void refuseChildrenOf(String parent) throws SQLException {
        execute(
                "CREATE TRIGGER refusal BEFORE INSERT ON landed WHEN NEW.parent = '"
                        + parent
                        + "' BEGIN SELECT RAISE(ABORT, 'refused'); END");
    }

    @Override
    public void unguardLedger() throws SQLException {
        execute("DROP TRIGGER ledger_is_not_changed");
        execute("DROP TRIGGER ledger_is_not_cut");
    }

    @Override
    public String dump() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return dump(connection, "ledger", "outbox", "landed", "held", "document");
        }
    }

    @Override
    public StateStore broughtUp() throws SQLException {
        Path older = folder.resolve("older.db");
        OlderState.make(Schema.SQLITE, "jdbc:sqlite:" + older);
        assertThatThrownBy(() -> StateStores.openExisting(older, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version of Baton");
        return StateStores.sqlite(older, KEY);
    }

    @Test
    void nobodyButTheOwnerCanReadAnyOfIt() throws IOException {
        store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));

        assertThat(permissions(stateFolder)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(stateFolder)) {
            List<Path> all = files.toList();
            assertThat(all).as("the file and its write-ahead log").hasSizeGreaterThan(1);
            assertThat(all)
                    .allSatisfy(each -> assertThat(permissions(each)).isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        store.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        store = StateStores.sqlite(file, KEY);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatWasStoredIsThereAfterOpeningAgain() {
        store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        store.close();

        store = StateStores.sqlite(file, KEY);

        assertThat(scan(store, TICKETS, MONDAY)).containsExactly(ticket("t1", MONDAY, "open"));
    }

    @Test
    void whereNothingWasStoredThereIsNoneYet() throws IOException {
        assertThat(StateStores.openExisting(folder.resolve("nowhere").resolve("baton.db"), KEY))
                .isEmpty();
        assertThat(folder.resolve("nowhere")).doesNotExist();
        // Left by a process that was killed between making the file and making the tables.
        Path empty = Files.createFile(folder.resolve("empty.db"));
        assertThat(StateStores.openExisting(empty, KEY)).isEmpty();
    }

    @Test
    void anExistingStateCanBeReadWhileItIsWritten() {
        try (StateStore reader = StateStores.openExisting(file, KEY).orElseThrow()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
            assertThat(scan(reader, TICKETS, MONDAY)).hasSize(1);
        }
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        store.close();
        execute("UPDATE flyway_schema_history SET version = '999' WHERE version = '2'");

        assertThatThrownBy(() -> StateStores.sqlite(file, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Baton");
        assertThatThrownBy(() -> StateStores.openExisting(file, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Baton");
    }

    @Test
    void theLedgerOfAStateThatWasBroughtUpOnlyGrows() throws SQLException {
        store.close();
        store = broughtUp();
        file = folder.resolve("older.db");

        assertThatThrownBy(() -> execute("DELETE FROM ledger"))
                .hasMessageContaining("the ledger only grows");
        assertThat(store.ledger(0, 10)).hasSize(3);
    }

    @Test
    void theVersionWeKnowIsTheNewestMigration() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<Integer> versions =
                    new Transaction(connection)
                            .list(
                                    "SELECT version FROM flyway_schema_history",
                                    row -> Integer.valueOf(row.getString(1)));
            assertThat(versions).contains(Schema.VERSION);
            assertThat(versions)
                    .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(Schema.VERSION));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithTheWayOut() throws IOException {
        Path other = folder.resolve("other.db");
        Files.writeString(other, "not a database, though long enough to look at ".repeat(100));

        for (Runnable opening :
                List.<Runnable>of(
                        () -> StateStores.sqlite(other, KEY),
                        () -> StateStores.openExisting(other, KEY))) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("move it away");
        }
    }

    @Test
    void aDamagedPageIsFoundBeforeAnythingIsRead() throws IOException {
        LandedRecord[] records =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> ticket("t" + i, MONDAY, "open"))
                        .toArray(LandedRecord[]::new);
        store.commit(TICKETS, page(MONDAY, records));
        store.close();
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2 / 4096 * 4096);
            bytes.write(new byte[4096]);
        }

        assertThatThrownBy(() -> StateStores.sqlite(file, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        LandedRecord[] records =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> ticket("t" + i, MONDAY, "open"))
                        .toArray(LandedRecord[]::new);
        store.commit(TICKETS, page(MONDAY, records));
        store.close();
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2 / 4096 * 4096);
        }

        assertThatThrownBy(() -> StateStores.sqlite(file, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void somebodyElsesDatabaseIsLeftAlone() throws SQLException {
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (a INTEGER)");
        }

        assertThatThrownBy(() -> StateStores.sqlite(other, KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("give Baton one of its own");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("in-the-way"));

        assertThatThrownBy(() -> StateStores.sqlite(inTheWay.resolve("baton.db"), KEY))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("must belong to the user that runs Baton");
    }
}
