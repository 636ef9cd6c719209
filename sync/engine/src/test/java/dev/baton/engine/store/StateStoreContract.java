package dev.baton.engine.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** All that a database must keep to be Baton's memory. */
abstract class StateStoreContract
        implements LandingContract,
                JournalContract,
                RunContract,
                IntegrityContract,
                ModelContract,
                SafetyContract,
                GuardContract,
                CallsContract {

    /** Every column of the rows that a statement finds, as bytes read one to one. */
    static String dump(Connection connection, String... tables) throws SQLException {
        var text = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            byte[] bytes = rows.getBytes(i);
                            text.append(bytes == null ? "" : new String(bytes, ISO_8859_1))
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return text.toString();
    }
}
