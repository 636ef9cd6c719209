package dev.baton.usage;

import dev.baton.testkit.Capability;
import dev.baton.testkit.SourceWorld;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceContractTest extends JdbcSourceContract {
    @TempDir Path folder;
    private int worlds;

    /** Its instants are texts: nobody can tell what is ten minutes earlier. */
    @Override
    public boolean has(Capability capability) {
        return capability != Capability.LATE_ROWS && super.has(capability);
    }

    @Override
    public SourceWorld newWorld(int pageSize) {
        try {
            return JdbcWorld.sqlite(
                    "jdbc:sqlite:" + folder.resolve("usage" + ++worlds + ".db"), pageSize);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
