package dev.baton.app;

import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import dev.baton.port.Finding;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the connections' secrets: from a file, over it the service manager's credentials, over them
 * the environment.
 */
final class Secrets {
    /** Of an OAuth client. */
    static final String CLIENT_SECRET = "client_secret";

    /** Of a database's user. */
    static final String PASSWORD = "password";

    /** Of alerts. */
    static final String SIGNING_KEY = "signing_key";

    /** Of the JWT bearer flow: the text of a PEM file. */
    static final String PRIVATE_KEY = "private_key";

    private static final List<String> WORDS =
            List.of(CLIENT_SECRET, PASSWORD, SIGNING_KEY, PRIVATE_KEY);
    private static final Shape SHAPE = new Shape("the secrets of a connection", List.of(), WORDS);

    private final SortedMap<String, Secret> byConnection = new TreeMap<>();
    private final List<Finding> problems = new ArrayList<>();

    private Secrets() {}

    /**
     * Reads them.
     *
     * @param file null for the environment alone
     * @param connections the names of all connections, and of what else asks for a secret
     */
    static Secrets read(@Nullable Path file, List<String> connections) {
        var secrets = new Secrets();
        if (file != null) {
            secrets.readFile(file);
        }
        for (String connection : connections) {
            for (String word : WORDS) {
                secrets.handedOver(connection, word);
            }
        }
        return secrets;
    }

    /** By the service manager, and over it by the environment. */
    private void handedOver(String connection, String word) {
        String value = System.getenv(variable(connection, word));
        if (value != null && !value.isBlank()) {
            byConnection.put(connection, new Secret(value));
            return;
        }
        Path file = Credentials.in(System.getenv()).file(connection + "_" + word);
        if (file != null) {
            try {
                byConnection.put(connection, new Secret(Files.readString(file).strip()));
            } catch (IOException e) {
                problems.add(
                        Finding.error(
                                file.toString(),
                                "the credential cannot be read",
                                "check its rights"));
            }
        }
    }

    /** One a connection. */
    SortedMap<String, Secret> byConnection() {
        return byConnection;
    }

    List<Finding> problems() {
        return problems;
    }

    /** The environment's name of a connection's secret. */
    static String variable(String connection, String word) {
        return "BATON_"
                + connection.toUpperCase(Locale.ROOT).replace('-', '_')
                + "_"
                + word.toUpperCase(Locale.ROOT);
    }

    /** Of this file only places are told, never words: a slip may have made a secret a key. */
    private void readFile(Path path) {
        if (Credentials.othersMayRead(path)) {
            problems.add(
                    Finding.error(
                            path.toString(),
                            "other users of this machine can read the secrets",
                            "run: chmod 600 " + path));
        }
        var own = new Problems();
        read(path, own.in(path.toString()));
        own.errors()
                .forEach(
                        problem ->
                                problems.add(
                                        Finding.error(
                                                problem.where(),
                                                "secrets cannot be read from here",
                                                "the file holds CONNECTION: {client_secret: \"…\"}, of a database {password: \"…\"}, and is readable by its owner only")));
    }

    private void read(Path path, Problems.InFile there) {
        Node root = ConfigReader.node(path, there, "make it");
        if (root == null) {
            return;
        }
        for (Node.Entry entry :
                Section.entries(root, "secrets by connection", "name the connection", there)) {
            Section section = Section.open(entry.value(), SHAPE, there);
            String word = section == null ? null : section.oneOf(WORDS, "a connection");
            String secret = section == null || word == null ? null : section.text(word);
            if (secret != null) {
                byConnection.put(entry.name(), new Secret(secret));
            }
        }
    }
}
