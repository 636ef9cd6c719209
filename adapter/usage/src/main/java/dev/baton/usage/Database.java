package dev.baton.usage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One connection that only reads, opened when it is first needed and again when it has died. */
final class Database implements AutoCloseable {
    private static final int SECONDS_TO_ANSWER = 5;

    private final JdbcSettings settings;
    private @Nullable Connection connection;

    Database(JdbcSettings settings) {
        this.settings = settings;
    }

    /** The open connection, between two transactions. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null && open.isValid(SECONDS_TO_ANSWER)) {
            return open;
        }
        close();
        Connection fresh = DriverManager.getConnection(settings.url(), properties());
        connection = fresh;
        if (!isSqlite()) {
            fresh.setReadOnly(true);
        }
        fresh.setAutoCommit(false);
        return fresh;
    }

    private boolean isSqlite() {
        return settings.url().startsWith("jdbc:sqlite:");
    }

    private Properties properties() {
        var properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().reveal());
        }
        if (isSqlite()) {
            // Read only, and a missing file is not made.
            properties.setProperty("open_mode", "1");
        }
        if (settings.url().startsWith("jdbc:postgresql:")) {
            properties.setProperty("ApplicationName", "baton");
            properties.setProperty("connectTimeout", "10");
            properties.setProperty("loginTimeout", "30");
            properties.setProperty("tcpKeepAlive", "true");
            // The server's details quote rows.
            properties.setProperty("logServerErrorDetail", "false");
        }
        return properties;
    }

    @Override
    public void close() throws SQLException {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
