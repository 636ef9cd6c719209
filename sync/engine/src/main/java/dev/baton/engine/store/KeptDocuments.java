package dev.baton.engine.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents by name, closed: they tell of accounts. */
final class KeptDocuments {
    /** Of which column a text is, for what it is bound to. */
    private static final String PLACE = "document.body";

    private final RowCipher cipher;

    KeptDocuments(StateKeys keys) {
        this.cipher = new RowCipher(keys.data());
    }

    Optional<String> find(Transaction transaction, String name) throws SQLException {
        return transaction.first(
                "SELECT body FROM document WHERE name = ?",
                row -> cipher.open(row.getBytes("body"), PLACE, name),
                name);
    }

    /** In place of the one before; null takes it out. */
    void keep(Transaction transaction, String name, @Nullable String text) throws SQLException {
        transaction.update("DELETE FROM document WHERE name = ?", name);
        if (text != null) {
            transaction.update(
                    "INSERT INTO document (name, body) VALUES (?, ?)",
                    name,
                    cipher.close(text, PLACE, name));
        }
    }
}
