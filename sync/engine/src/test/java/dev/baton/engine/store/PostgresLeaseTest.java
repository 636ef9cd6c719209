package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.ACCOUNTS;
import static dev.baton.engine.store.Samples.KEY;
import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.RUN;
import static dev.baton.engine.store.Samples.TICKETS;
import static dev.baton.engine.store.Samples.fields;
import static dev.baton.engine.store.Samples.intent;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static dev.baton.engine.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several processes on one state: one at a time works on a CRM, and nothing of a former holder is
 * stored. The database's clock is not ours to turn, so a test that lets time pass moves the lease's
 * end instead.
 */
class PostgresLeaseTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static EmbeddedPostgres server;
    private static int schemas;

    /** As nanoTime: below zero is as good as anything. */
    private final AtomicLong clock = new AtomicLong(-3 * HOUR.toNanos());

    private String url;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeSchema() throws SQLException {
        String schema = "lease" + ++schemas;
        execute("CREATE SCHEMA " + schema);
        url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(sql.formatted("lease" + schemas + ".lease"))) {
            row.next();
            return row.getLong(1);
        }
    }

    private StateStore take(String holder) throws LeaseHeldException {
        return take(holder, "crm");
    }

    private StateStore take(String holder, String connection) throws LeaseHeldException {
        return StateStores.postgres(
                Child.server(url), KEY, new LeaseTerms(connection, holder, HOUR, clock::get));
    }

    private void letItRunOut() throws SQLException {
        execute("UPDATE lease" + schemas + ".lease SET expires_at = 1");
    }

    @Test
    void aSecondHolderIsToldWhoHasIt() throws LeaseHeldException {
        try (StateStore first = take("host-a:1")) {
            assertThatExceptionOfType(LeaseHeldException.class)
                    .isThrownBy(() -> take("host-b:2").close())
                    .withMessageContaining("host-a:1");
            first.begin(RUN);
        }
    }

    @Test
    void anotherCrmIsAnotherLease() throws LeaseHeldException {
        try (StateStore crm = take("a", "crm");
                StateStore other = take("b", "other")) {
            crm.begin(RUN);
            assertThat(other.lastRun(null)).contains(RUN);
        }
    }

    @Test
    void whatIsGivenBackCanBeTakenAtOnceAndEachTakingHasAGreaterToken()
            throws LeaseHeldException, SQLException {
        for (int taking = 1; taking <= 3; taking++) {
            try (StateStore store = take("holder " + taking)) {
                store.fence();
                assertThat(number("SELECT token FROM %s")).isEqualTo(taking);
            }
        }
    }

    @Test
    void nothingOfAHolderThatSleptThroughItsLeaseIsStored() throws Exception {
        StateStore a = take("a");
        a.commit(TICKETS, page(MONDAY, ticket("t1", MONDAY, "open")));
        a.intend(RUN, List.of(intent("a1", new Intent.Change(null, "1"))));
        letItRunOut();

        try (StateStore b = take("b")) {
            lost(() -> a.commit(TICKETS, page(MONDAY, ticket("t2", MONDAY, "open"))));
            lost(() -> a.intend(RUN, List.of(intent("a2", new Intent.Change(null, "1")))));
            lost(() -> a.settle(RUN, "crm", "Account", Map.of("a1", new Outcome.Accepted())));
            lost(() -> a.hold(ACCOUNTS, Map.of("a1", fields("Score__c", "1"))));
            lost(() -> a.begin(RUN));
            lost(a::fence);

            assertThat(scan(b, TICKETS, MONDAY)).hasSize(1);
            assertThat(b.unsettled("crm")).extracting(Intent::record).containsExactly("a1");
            assertThat(b.ledger(0, 10)).hasSize(1);
            assertThat(b.held(ACCOUNTS)).isEmpty();
            assertThat(b.lastRun(null)).isEmpty();
            a.close();
            b.fence();
            b.begin(RUN);
        }
    }

    @Test
    void aLeaseThatRanOutIsLostEvenIfNobodyTookIt() throws Exception {
        try (StateStore a = take("a")) {
            letItRunOut();
            lost(() -> a.begin(RUN));
            assertThat(a.lastRun(null)).as("looking is free").isEmpty();
        }
    }

    @Test
    void aProcessOfTheSameNameIsAnotherHolder() throws Exception {
        try (StateStore a = take("same")) {
            letItRunOut();
            try (StateStore b = take("same")) {
                lost(() -> a.begin(RUN));
                b.begin(RUN);
            }
        }
    }

    @Test
    void takingOverWaitsForATransactionThatBeganInTime() throws Exception {
        // A looked at its lease in time and has not committed yet: it holds the lease's row.
        try (StateStore a = take("a");
                Connection open = server.getPostgresDatabase().getConnection();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            letItRunOut();
            statement.execute("SELECT token FROM lease" + schemas + ".lease FOR SHARE");
            try (Connection other = server.getPostgresDatabase().getConnection();
                    Statement taking = other.createStatement()) {
                taking.execute("SET lock_timeout = '50ms'");
                assertThatThrownBy(
                                () ->
                                        taking.execute(
                                                "UPDATE lease"
                                                        + schemas
                                                        + ".lease SET token = token + 1"))
                        .hasMessageContaining("lock timeout");
            }
            open.rollback();
            lost(() -> a.begin(RUN));
        }
    }

    @Test
    void aLiveHolderProlongsItsLeaseAndASleeperLosesItWithoutAsking() throws Exception {
        try (StateStore a = take("a")) {
            long taken = number("SELECT expires_at FROM %s");
            clock.addAndGet(HOUR.toNanos() / 2 - 1);
            a.begin(RUN);
            assertThat(number("SELECT expires_at FROM %s")).as("not yet due").isEqualTo(taken);
            clock.incrementAndGet();
            a.update(RUN);
            long prolonged = number("SELECT expires_at FROM %s");
            assertThat(prolonged).isGreaterThan(taken);
            a.fence();
            assertThat(number("SELECT expires_at FROM %s"))
                    .as("before a send, due or not")
                    .isGreaterThan(prolonged);

            clock.addAndGet(HOUR.toNanos() - 1);
            a.update(RUN);
            clock.addAndGet(HOUR.toNanos());
            lost(a::fence);
            lost(() -> a.update(RUN));
            lost(a::fence);
        }
    }

    /** As a virtual machine does that was put to sleep and woke up. */
    @Test
    void whoseOwnClockStoodStillSendsNothingOnceTheLeaseRanOut() throws Exception {
        try (StateStore a = take("a")) {
            a.fence();
            letItRunOut();
            lost(a::fence);
        }
    }

    private static void lost(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(LeaseLostException.class);
    }
}
