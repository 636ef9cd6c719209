package dev.baton.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which state this is, and whose key its rows are closed with.
 *
 * @param state random, so that no row of one state opens in another
 * @param keyId of the {@link MasterKey}
 */
record Identity(String state, String keyId) {

    /** Empty where the tables are older than keys. */
    static Optional<Identity> of(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Schema.version(connection) < Schema.KEYED
                    ? Optional.empty()
                    : of(new Transaction(connection));
        }
    }

    /** Of tables that are keyed. */
    static Optional<Identity> of(Transaction transaction) throws SQLException {
        return transaction.first(
                "SELECT id, key_id FROM state",
                row -> new Identity(row.getString("id"), row.getString("key_id")));
    }

    /** As {@link #keys(MasterKey)}, of tables that are keyed for sure. */
    static StateKeys keys(DataSource source, MasterKey key) throws SQLException {
        return of(source)
                .orElseThrow(() -> new SQLException("The state has no identity"))
                .keys(key);
    }

    /**
     * The keys of this state.
     *
     * @throws StoreException if it was made with another master key
     */
    StateKeys keys(MasterKey key) {
        if (!keyId.equals(key.id())) {
            throw new StoreException(
                    "The state was made with the key "
                            + keyId
                            + ", but this installation's key is "
                            + key.id()
                            + ". Put back the key that belongs to it; if that one is lost, move the"
                            + " state away: everything is read and worked out anew, only the ledger"
                            + " stays closed.",
                    null);
        }
        return StateKeys.of(key, state);
    }
}
