package dev.baton.engine.store;

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
import org.sqlite.SQLiteDataSource;

class SqliteStateStoreTest extends StateStoreContract {
    @TempDir private Path folder;
    private Path stateFolder;
    private Path file;
    private StateStore store;

    @BeforeEach
    void open() {
        stateFolder = folder.resolve("state");
        file = stateFolder.resolve("baton.db");
        store = StateStores.sqlite(file);
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
    public void refuseBodiesWith(String word) throws SQLException {
        execute(
                "CREATE TRIGGER refusal BEFORE INSERT ON landed WHEN NEW.body LIKE '%"
                        + word
                        + "%' BEGIN SELECT RAISE(ABORT, 'refused'); END");
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

        store = StateStores.sqlite(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatWasStoredIsThereAfterOpeningAgain() {
        store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        store.close();

        store = StateStores.sqlite(file);

        assertThat(scan(store, TICKETS, MONDAY)).containsExactly(ticket("t1", MONDAY, "open"));
    }

    @Test
    void whereNothingWasStoredThereIsNoneYet() throws IOException {
        assertThat(StateStores.openExisting(folder.resolve("nowhere").resolve("baton.db")))
                .isEmpty();
        assertThat(folder.resolve("nowhere")).doesNotExist();
        // Left by a process that was killed between making the file and making the tables.
        Path empty = Files.createFile(folder.resolve("empty.db"));
        assertThat(StateStores.openExisting(empty)).isEmpty();
    }

    @Test
    void anExistingStateCanBeReadWhileItIsWritten() {
        try (StateStore reader = StateStores.openExisting(file).orElseThrow()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
            assertThat(scan(reader, TICKETS, MONDAY)).hasSize(1);
        }
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        store.close();
        execute("UPDATE flyway_schema_history SET version = '999' WHERE version = '2'");

        assertThatThrownBy(() -> StateStores.sqlite(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Baton");
        assertThatThrownBy(() -> StateStores.openExisting(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version of Baton");
    }

    @Test
    void anOlderSchemaIsBroughtUpByThoseWhoWriteOnly() throws SQLException {
        store.close();
        Path older = folder.resolve("older.db");
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + older);
        Schema.SQLITE.migrate(source, "1");

        assertThatThrownBy(() -> StateStores.openExisting(older))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version of Baton");
        file = older;
        store = StateStores.sqlite(file);

        theLedgerIsNeitherChangedNorCut("DELETE FROM ledger");
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
                        () -> StateStores.sqlite(other), () -> StateStores.openExisting(other))) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("Move it away");
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

        assertThatThrownBy(() -> StateStores.sqlite(file))
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

        assertThatThrownBy(() -> StateStores.sqlite(file))
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

        assertThatThrownBy(() -> StateStores.sqlite(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("give Baton one of its own");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("in-the-way"));

        assertThatThrownBy(() -> StateStores.sqlite(inTheWay.resolve("baton.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("must belong to the user that runs Baton");
    }
}
