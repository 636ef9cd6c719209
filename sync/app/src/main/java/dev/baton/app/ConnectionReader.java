package dev.baton.app;

import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import dev.baton.port.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the systems of a configuration. */
final class ConnectionReader {
    private static final List<String> TYPES = List.of("salesforce", "zendesk", "file", "jdbc");
    private static final Shape SALESFORCE =
            new Shape(
                    "a salesforce connection",
                    List.of("type", "url", "client_id"),
                    List.of("auth", "user", "private_key_file", "events"));
    private static final Shape ZENDESK =
            new Shape(
                    "a zendesk connection",
                    List.of("type", "url", "client_id"),
                    List.of("export_calls_per_minute"));
    private static final Shape FILE =
            new Shape("a file connection", List.of("type", "files"), List.of());
    private static final Shape JDBC =
            new Shape("a jdbc connection", List.of("type", "url"), List.of("user"));
    private static final Shape ANY =
            new Shape(
                    "a connection",
                    List.of("type"),
                    List.of(
                            "url",
                            "client_id",
                            "events",
                            "export_calls_per_minute",
                            "files",
                            "user"));

    private final Problems.InFile here;
    private final Function<String, Path> beside;
    private final SortedMap<String, Secret> secrets;

    /**
     * A reader of one file.
     *
     * @param beside finds a path that is relative to the file
     * @param secrets by connection
     */
    ConnectionReader(
            Problems.InFile here,
            Function<String, Path> beside,
            SortedMap<String, Secret> secrets) {
        this.here = here;
        this.beside = beside;
        this.secrets = secrets;
    }

    SortedMap<String, Config.Connection> read(Section section) {
        var connections = new TreeMap<String, Config.Connection>();
        Node node = section.node("connections");
        if (node == null) {
            return connections;
        }
        for (Node.Entry entry :
                Section.entries(
                        node,
                        "connections by name",
                        "write a name, and below it type, url, client_id",
                        here)) {
            Config.Connection connection = connection(entry);
            if (connection != null) {
                connections.put(entry.name(), connection);
            }
        }
        return connections;
    }

    private Config.@Nullable Connection connection(Node.Entry entry) {
        String type = entry.value() instanceof Node.Mapping mapping ? type(mapping) : null;
        Section section = Section.open(entry.value(), shape(type), here);
        if (section == null || type == null || !known(section, type)) {
            return null;
        }
        return switch (type) {
            case "file" -> files(section);
            case "jdbc" -> database(entry, section);
            case "salesforce" ->
                    new SalesforceReader(here, beside)
                            .read(entry, section, secrets.get(entry.name()));
            default -> helpdesk(entry, section);
        };
    }

    private static Shape shape(@Nullable String type) {
        return switch (type) {
            case "salesforce" -> SALESFORCE;
            case "zendesk" -> ZENDESK;
            case "file" -> FILE;
            case "jdbc" -> JDBC;
            case null, default -> ANY;
        };
    }

    private Config.@Nullable Connection helpdesk(Node.Entry entry, Section section) {
        String url = section.text("url");
        String clientId = section.text("client_id");
        if (url == null || clientId == null) {
            return null;
        }
        Secret secret = secrets.get(entry.name());
        if (secret == null) {
            lacks(here, entry, Secrets.CLIENT_SECRET);
            return null;
        }
        return new Config.Connection.Zendesk(url, clientId, secret, calls(section));
    }

    static void lacks(Problems.InFile here, Node.Entry entry, String word) {
        here.error(
                entry.key().at(),
                "no " + word + " for connection " + entry.name(),
                "put it into the secrets file, or into the environment as "
                        + Secrets.variable(entry.name(), word));
    }

    private Config.@Nullable Connection database(Node.Entry entry, Section section) {
        String url = section.text("url");
        String user = section.text("user");
        Secret password = secrets.get(entry.name());
        if (user != null && password == null) {
            lacks(here, entry, Secrets.PASSWORD);
        }
        return url == null || (user == null && section.has("user"))
                ? null
                : new Config.Connection.Jdbc(url, user, password);
    }

    private Config.@Nullable Connection files(Section section) {
        Node node = section.node("files");
        if (node == null) {
            return null;
        }
        var files = new TreeMap<String, List<Path>>();
        for (Node.Entry entry :
                Section.entries(node, "files by stream", "write STREAM: [PATH, …]", here)) {
            var paths = new ArrayList<Path>();
            for (Node item : Section.items(entry.value(), "paths", here)) {
                String path = Section.text(item, here);
                if (path != null) {
                    paths.add(beside.apply(path));
                }
            }
            files.put(entry.name(), List.copyOf(paths));
        }
        return new Config.Connection.Files(files);
    }

    private static @Nullable String type(Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
            if (entry.name().equals("type") && entry.value() instanceof Node.Scalar scalar) {
                return scalar.text();
            }
        }
        return null;
    }

    private boolean known(Section section, String type) {
        if (TYPES.contains(type)) {
            return true;
        }
        here.error(
                section.at("type"),
                "no kind of system is called " + type,
                Nearest.fix(type, TYPES));
        return false;
    }

    private @Nullable Integer calls(Section section) {
        Double number = section.number("export_calls_per_minute");
        if (number != null && (number < 1 || number > 100_000 || number != Math.rint(number))) {
            here.error(
                    section.at("export_calls_per_minute"),
                    "expected a whole number from 1 to 100000",
                    "write what your helpdesk plan allows, usually 10");
            return null;
        }
        return number == null ? null : number.intValue();
    }
}
