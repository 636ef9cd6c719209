package dev.baton.usage;

import dev.baton.port.Secret;
import dev.baton.testkit.SourceWorld;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresSourceContractTest extends JdbcSourceContract {
    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    static JdbcSettings settings(EmbeddedPostgres server) {
        return new JdbcSettings(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "postgres",
                new Secret("postgres"));
    }

    @Override
    public SourceWorld newWorld(int pageSize) {
        EmbeddedPostgres running = Objects.requireNonNull(server);
        try {
            return JdbcWorld.postgres(
                    settings(running), running.getPostgresDatabase().getConnection(), pageSize);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
