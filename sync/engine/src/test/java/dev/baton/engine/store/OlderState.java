package dev.baton.engine.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/** A state as a program before keys left it: two lines in the ledger, the second's fate unknown. */
final class OlderState {
    private OlderState() {}

    static void make(Schema schema, String url) throws SQLException {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(url, null, null)
                        .locations(
                                "classpath:dev/baton/engine/store/common",
                                "classpath:dev/baton/engine/store/"
                                        + schema.name().toLowerCase(Locale.ROOT))
                        .placeholders(schema.words())
                        .target("3")
                        .load();
        flyway.migrate();
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO ledger (seq, at, run, connection, object, record, field, before,"
                            + " after, mappings, model, evidence, event) VALUES"
                            + " (1, 1772438400000000, 'r1', 'crm', 'Account', 'a1', 'Score__c',"
                            + " 'null', '81', 'm1', 'h1', 'e1', 'intent'),"
                            + " (2, 1772438400000000, 'r1', 'crm', 'Account', 'a1', NULL, NULL,"
                            + " NULL, 'm1', 'h1', 'e1', 'accepted'),"
                            + " (3, 1772438400000000, 'r2', 'crm', 'Account', 'a1', 'Score__c',"
                            + " '81', '40', 'm1', 'h1', 'e2', 'intent')");
            statement.execute(
                    "INSERT INTO outbox (connection, object, record, seq, run, mappings, model,"
                            + " evidence, changes) VALUES ('crm', 'Account', 'a1', 3, 'r2', 'm1',"
                            + " 'h1', 'e2',"
                            + " '{\"Score__c\":[{\"$decimal\":\"81\"},{\"$decimal\":\"40\"}]}')");
            statement.execute("UPDATE ledger_head SET seq = 3");
            statement.execute(
                    "INSERT INTO held (connection, object, record, body) VALUES"
                            + " ('crm', 'Account', 'a1', '{\"Band__c\":\"red\"}')");
            byte[] digest = {1, 2, 3};
            try (var landed =
                    connection.prepareStatement(
                            "INSERT INTO landed (connection, stream, id, version, known_at,"
                                    + " known_until, reconstructed, modified_at, deleted, parent,"
                                    + " digest, body) VALUES ('helpdesk', 'tickets', 't1', ?, ?, ?,"
                                    + " 0, ?, 0, 'o1', ?, ?)")) {
                long monday = Micros.of(Samples.MONDAY);
                long tuesday = Micros.of(Samples.TUESDAY);
                land(landed, 1L, monday, tuesday, monday, digest, "{\"status\":\"open\"}");
                land(
                        landed,
                        2L,
                        tuesday,
                        Micros.FOREVER,
                        tuesday,
                        digest,
                        "{\"status\":\"\\u00FC\"}");
            }
        }
    }

    private static void land(PreparedStatement landed, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            landed.setObject(i + 1, values[i]);
        }
        landed.execute();
    }
}
