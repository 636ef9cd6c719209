package dev.baton.engine.store;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** A change of the tables that SQL alone cannot make; all of it in one transaction. */
abstract class TableMigration implements JavaMigration {
    private final Schema schema;
    private final int version;
    private final String description;

    TableMigration(Schema schema, int version, String description) {
        this.schema = schema;
        this.version = version;
        this.description = description;
    }

    abstract void migrate(Transaction transaction) throws SQLException;

    Schema schema() {
        return schema;
    }

    /** Statements in the words that databases have in common, each on lines of its own. */
    void execute(Transaction transaction, String statements) throws SQLException {
        String worded = statements;
        for (var word : schema.words().entrySet()) {
            worded = worded.replace("${" + word.getKey() + "}", word.getValue());
        }
        for (String statement : worded.split(";\n", -1)) {
            if (!statement.isBlank()) {
                transaction.update(statement);
            }
        }
    }

    @Override
    public final void migrate(Context context) throws SQLException {
        migrate(new Transaction(context.getConnection()));
    }

    @Override
    public final MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(version));
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }
}
