package dev.baton.engine.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, and which version of them this program knows. */
enum Schema {
    SQLITE("TEXT", "INTEGER", "BLOB", "STRICT"),
    POSTGRESQL("TEXT COLLATE \"C\"", "BIGINT", "BYTEA", "");

    /** The number of the newest migration. */
    static final int VERSION = 14;

    /** From this version on the state has an identity, and rows are closed with its keys. */
    static final int KEYED = 5;

    /** From this version on what landed is closed, too. */
    static final int CLOSED = 6;

    private static final String HISTORY = "flyway_schema_history";
    private static final String FOLDER = "classpath:dev/baton/engine/store/";

    private final String text;
    private final String integer;
    private final String bytes;
    private final String strict;

    Schema(String text, String integer, String bytes, String strict) {
        this.text = text;
        this.integer = integer;
        this.bytes = bytes;
        this.strict = strict;
    }

    /** How a database stands to this program. */
    enum State {
        /** No table of ours. */
        NONE,
        OLDER,
        CURRENT,
        NEWER
    }

    static State state(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            int version = version(connection);
            if (version == 0) {
                return State.NONE;
            }
            int order = Integer.compare(version, VERSION);
            return order < 0 ? State.OLDER : order == 0 ? State.CURRENT : State.NEWER;
        }
    }

    /**
     * Makes the tables as this program knows them. Where they are so already the migration tool is
     * not even loaded: it would take longer than the rest of the start.
     *
     * @param key what rows are closed with from now on
     * @throws StoreException if a newer program made them
     */
    void bringUp(Connections connections, MasterKey key) throws SQLException {
        switch (state(connections.source())) {
            case CURRENT -> {}
            case NEWER -> throw newer();
            case NONE, OLDER -> migrate(connections, key);
        }
    }

    static StoreException newer() {
        return new StoreException(
                "The state was written by a newer version of Baton; this one knows schema "
                        + VERSION
                        + ". Run the newer version, or put back a copy of the state made before it.",
                null);
    }

    static StoreException older() {
        return new StoreException(
                "The state was written by an older version of Baton. Run `baton sync` once: it brings"
                        + " the tables to schema "
                        + VERSION
                        + ".",
                null);
    }

    private void migrate(Connections connections, MasterKey key) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(connections.source())
                    .locations(FOLDER + "common", FOLDER + name().toLowerCase(Locale.ROOT))
                    .placeholders(words())
                    .javaMigrations(new KeyedMigration(this, key), new ClosedMigration(this, key))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            SQLException behind = Connections.behind(e);
            if (behind != null && connections.isOfTheMachine(behind)) {
                throw behind;
            }
            throw new StoreException(
                    "The state's tables cannot be brought to schema "
                            + VERSION
                            + ". If the database holds something else, give Baton one of its own;"
                            + " else put back a copy of the state.",
                    e);
        }
    }

    /** What databases call differently, as migrations name it. */
    Map<String, String> words() {
        return Map.of("text", text, "integer", integer, "bytes", bytes, "strict", strict);
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), HISTORY, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    /** 0 where there is no table of ours. */
    static int version(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return 0;
        }
        List<Integer> applied =
                new Transaction(connection)
                        .list(
                                "SELECT version FROM "
                                        + HISTORY
                                        + " WHERE version IS NOT NULL AND success",
                                row -> Integer.valueOf(row.getString(1)));
        return applied.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
