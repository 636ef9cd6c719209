package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.KEY;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a state file shows that nobody but Baton changed it, and that it is the last one. */
class SqliteCustodyTest {
    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("state.db");
    }

    private Path beside(String suffix) {
        return folder.resolve("state.db" + suffix);
    }

    private StateStore open() {
        return StateStores.sqlite(file(), KEY);
    }

    private void intend(String record) {
        try (StateStore store = open()) {
            store.intend(RUN, List.of(intent(record, new Intent.Change(null, record))));
        }
    }

    private void refused(String words) {
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("move it away");
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aCleanEndLeavesASealAndNoLogAndWhoeverWritesBreaksIt() {
        try (StateStore store = open()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
            assertThat(beside(".seal")).doesNotExist();
        }
        assertThat(beside(".seal")).exists();
        assertThat(beside("-wal")).doesNotExist();
        try (StateStore store = open()) {
            assertThat(beside(".seal")).doesNotExist();
            assertThat(scan(store, TICKETS, MONDAY)).hasSize(1);
        }
        assertThat(beside(".seal")).exists();
    }

    @Test
    void whoOnlyLooksLeavesTheSealWhole() throws IOException {
        intend("a1");
        byte[] before = Files.readAllBytes(file());
        try (StateStore reader = StateStores.openExisting(file(), KEY).orElseThrow()) {
            assertThat(reader.ledger(0, 10)).hasSize(1);
            assertThat(reader.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        open().close();
    }

    @Test
    void aReaderThatOutlivesTheWriterDoesNoHarm() {
        intend("a1");
        StateStore writer = open();
        try (StateStore reader = StateStores.openExisting(file(), KEY).orElseThrow()) {
            writer.intend(RUN, List.of(intent("a2", new Intent.Change(null, "x"))));
            writer.close();
            assertThat(reader.ledger(0, 10)).hasSize(2);
        }
        try (StateStore again = open()) {
            assertThat(again.ledger(0, 10)).hasSize(2);
        }
    }

    @Test
    void aChangePastBatonBreaksTheSeal() throws SQLException {
        intend("a1");
        execute("INSERT INTO checkpoint VALUES ('crm', 'Account', 'c', 'f', 1, 0)");
        refused("is not what Baton closed");
    }

    @Test
    void aLogThatAppearsBesideASealIsRefused() throws IOException {
        intend("a1");
        Files.write(beside("-wal"), new byte[32]);
        refused("is not what Baton closed");
    }

    @Test
    void withoutASealAllIsLookedAt() throws SQLException, IOException {
        intend("a1");
        execute("DROP TRIGGER ledger_is_not_changed");
        execute("UPDATE ledger SET event = 'accepted'");
        Files.delete(beside(".seal"));
        refused("broken at line 1");
    }

    @Test
    void versionsThatDoNotMeetAreFound() throws SQLException, IOException {
        try (StateStore store = open()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        }
        execute("UPDATE landed SET known_until = known_until - 1");
        Files.delete(beside(".seal"));
        refused("damaged");
    }

    @Test
    void aTombstoneThatNobodyWroteIsFound() throws SQLException, IOException {
        try (StateStore store = open()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        }
        execute("UPDATE landed SET deleted = 1");
        Files.delete(beside(".seal"));
        refused("damaged");
    }

    @Test
    void anIndexThatDoesNotFitItsTableIsFound() throws SQLException, IOException {
        try (StateStore store = open()) {
            store.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        }
        // While the database forgot that there is an index, a row moved.
        executeTogether(
                "PRAGMA writable_schema = ON",
                "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'landed_by_parent'",
                "DELETE FROM sqlite_schema WHERE name = 'landed_by_parent'");
        execute("UPDATE landed SET parent = 'o2'");
        executeTogether(
                "PRAGMA writable_schema = ON", "INSERT INTO sqlite_schema SELECT * FROM kept");
        Files.delete(beside(".seal"));
        refused("damaged");
    }

    @Test
    void anOlderCopyIsRefusedAndTheWholeOlderFolderIsNot() throws IOException {
        intend("a1");
        for (String each : List.of("", ".seal", ".anchor")) {
            copy("state.db" + each, "old" + each);
        }
        intend("a2");
        copy("old", "state.db");
        copy("old.seal", "state.db.seal");
        refused("ends at line 1, but line 2 was written");
        Files.delete(beside(".seal"));
        refused("ends at line 1, but line 2 was written");

        copy("old.seal", "state.db.seal");
        copy("old.anchor", "state.db.anchor");
        try (StateStore store = open()) {
            assertThat(store.ledger(0, 10)).hasSize(1);
        }
    }

    @Test
    void aLogThatWasLostIsFound() throws IOException {
        intend("a0");
        try (var child = new Child(128, "intend", file().toString())) {
            assertThat(child.answer()).isEqualTo("intended");
            child.kill();
        }
        assertThat(Files.size(beside("-wal"))).isPositive();
        Files.delete(beside("-wal"));
        Files.deleteIfExists(beside("-shm"));
        refused("ends at line 1, but line 2 was written");
    }

    @Test
    void anotherCopysContinuationIsRefused() throws IOException {
        intend("a1");
        for (String each : List.of("", ".seal", ".anchor")) {
            copy("state.db" + each, "old" + each);
        }
        intend("a2");
        copy("state.db.anchor", "newer.anchor");
        for (String each : List.of("", ".seal", ".anchor")) {
            copy("old" + each, "state.db" + each);
        }
        intend("b2");
        copy("newer.anchor", "state.db.anchor");
        refused("another line 2 than was written");
    }

    @Test
    void aMissingAnchorIsRefusedUnlessNothingWasWrittenYet() throws IOException {
        open().close();
        Files.delete(beside(".anchor"));
        open().close();
        intend("a1");
        Files.delete(beside(".anchor"));
        refused("is missing");
    }

    @Test
    void anAnchorThatLagsBehindIsFine() throws IOException {
        intend("a1");
        copy("state.db.anchor", "before");
        intend("a2");
        copy("before", "state.db.anchor");
        intend("a3");
        try (StateStore store = open()) {
            assertThat(store.ledger(0, 10)).hasSize(3);
        }
    }

    @Test
    void anotherKeyIsRefusedByNameAndLeavesAllAsItWas() throws IOException {
        intend("a1");
        byte[] before = Files.readAllBytes(file());
        MasterKey other = MasterKey.random();
        for (Runnable opening :
                List.<Runnable>of(
                        () -> StateStores.sqlite(file(), other).close(),
                        () -> StateStores.openExisting(file(), other))) {
            assertThatThrownBy(opening::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(KEY.id())
                    .hasMessageContaining(other.id())
                    .hasMessageContaining("move the state away");
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        open().close();
    }

    @Test
    void aCutSealIsRefused() throws IOException {
        intend("a1");
        Files.write(beside(".seal"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        refused("is not what Baton closed");
    }

    private void execute(String sql) throws SQLException {
        executeTogether(sql);
    }

    private void executeTogether(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
