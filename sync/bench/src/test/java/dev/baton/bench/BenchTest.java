package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.floor.PullFloor;
import dev.baton.bench.floor.PushFloor;
import dev.baton.bench.floor.ReadFloor;
import dev.baton.bench.org.GeneratedOrg;
import dev.baton.bench.org.OrgSize;
import dev.baton.bench.org.PageServer;
import dev.baton.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench measures is the work it says: counts only, no clock. */
class BenchTest {
    private static final Path MAPPINGS = Path.of("mappings");

    /** More than one page of every stream. */
    private static final OrgSize SIZE = new OrgSize(2_100, 4_200, 3_300);

    private static final long SEED = 7;

    @TempDir Path folder;

    private PageServer server;

    @BeforeEach
    void serve() throws IOException {
        server = PageServer.serve(new GeneratedOrg(SIZE, SEED));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSyncLandsEveryRowAndWritesEveryAccount() throws Exception {
        var subject = new Subject(server.url(), MAPPINGS, state());

        Subject.Synced synced = subject.sync(true);

        assertThat(synced.parked()).isZero();
        assertThat(synced.accounts()).isEqualTo(SIZE.accounts());
        assertThat(synced.written()).isEqualTo(SIZE.accounts());
        assertThat(synced.failed()).isZero();
        assertThat(server.written()).isEqualTo(SIZE.accounts());
        subject.copyPlain(plain());
        assertThat(ReadFloor.read(plain())).isEqualTo(SIZE.rows());
        assertThat(subject.rescore()).isEqualTo(SIZE.accounts());
    }

    @Test
    void aChangedTicketMovesItsAccount() throws Exception {
        var subject = new Subject(server.url(), MAPPINGS, state());
        subject.sync(true);

        assertThat(subject.change(20).changes()).isGreaterThan(10);
    }

    @Test
    void aPlanThatWasWrittenIsEmptyTheNextTime() throws Exception {
        var subject = new Subject(server.url(), MAPPINGS, state());
        assertThat(subject.sync(true).changes()).isPositive();

        assertThat(subject.sync(false).changes()).isZero();
    }

    @Test
    void theFloorInsertsTheRowsThatBatonLands() throws Exception {
        Path raw = folder.resolve("raw.db");

        PullFloor.pull(server.url(), raw);

        assertThat(count(raw, "SELECT count(*) FROM raw")).isEqualTo(SIZE.rows());
        assertThat(count(raw, "SELECT count(*) FROM raw WHERE body LIKE '{%}'"))
                .isEqualTo(SIZE.rows());
    }

    @Test
    void thePushFloorSendsWhatBatonSent() throws Exception {
        var subject = new Subject(server.url(), MAPPINGS, state());
        subject.sync(true);
        subject.copyPlain(plain());

        assertThat(PushFloor.push(server.url(), plain())).isEqualTo(SIZE.accounts());
        assertThat(new Subject(server.url(), MAPPINGS, state()).sync(false).changes()).isZero();
    }

    @Test
    void theSameSeedGivesTheSamePlan() throws Exception {
        int first = new Subject(server.url(), MAPPINGS, state()).sync(false).changes();
        int again =
                new Subject(server.url(), MAPPINGS, folder.resolve("b").resolve("state.db"))
                        .sync(false)
                        .changes();

        assertThat(again).isEqualTo(first).isGreaterThan(10 * SIZE.accounts());
    }

    private Path plain() {
        return folder.resolve("plain.db");
    }

    private Path state() {
        return folder.resolve("state").resolve("state.db");
    }

    private static int count(Path database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
