package dev.baton.app;

import dev.baton.engine.store.PostgresServer;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import dev.baton.port.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a state is that several daemons share: {@code state: {jdbc: …, user: …}}. */
final class SharedStateReader {
    /** What the secrets call it, beside the connections. */
    static final String NAME = "state";

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Shape SHAPE =
            new Shape("a state in a database", List.of("jdbc", "user"), List.of());

    private final Problems.InFile here;

    SharedStateReader(Problems.InFile here) {
        this.here = here;
    }

    /** Whether it is not a folder's name. */
    static boolean isShared(Section section) {
        return section.has(NAME) && section.node(NAME) instanceof Node.Mapping;
    }

    /** Null when something is wrong, which is told. */
    @Nullable PostgresServer read(Section section, @Nullable Secret password) {
        Section state = section.section(NAME, SHAPE);
        String url = state == null ? null : state.text("jdbc");
        String user = state == null ? null : state.text("user");
        if (state == null || url == null || user == null) {
            return null;
        }
        if (!url.startsWith(PREFIX)) {
            here.error(
                    state.at("jdbc"),
                    "a shared state is a PostgreSQL database",
                    "write " + PREFIX + "//HOST:PORT/DATABASE");
            return null;
        }
        if (password == null) {
            here.error(
                    state.at("user"),
                    "no password for the state's database",
                    "put "
                            + NAME
                            + ": {password: …} into the secrets file, or the password into the"
                            + " environment as "
                            + Secrets.variable(NAME, Secrets.PASSWORD));
            return null;
        }
        return new PostgresServer(url, user, password);
    }
}
