package dev.baton.sandbox;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baton's configuration for this sandbox, and the secrets beside it. Each appears whole or not at
 * all, secrets first, so that whoever sees the configuration can use it at once.
 *
 * @param events where the simulated org tells of changes, null where it does not
 * @param mappings absolute
 * @param usage absolute paths of usage files, empty if no export has one
 * @param exportCallsPerMinute what the simulated helpdesk enforces, calls of its incremental export
 *     a minute
 */
record ConfigFile(
        String url,
        @Nullable String events,
        Path mappings,
        List<Path> usage,
        int exportCallsPerMinute) {
    /**
     * The first words of every file written here; tells ours from a configuration someone cares
     * for.
     */
    static final String MARK = "# Written by `baton sandbox`";

    private static final String SECRETS =
            """
            # Credentials of the sandbox, by connection.
            crm:
              client_secret: sandbox
            helpdesk:
              client_secret: sandbox
            """;

    /** Whether there is a file that someone else wrote. */
    static boolean isForeign(Path file) throws IOException {
        return Files.exists(file) && !Files.readString(file).startsWith(MARK);
    }

    void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path secrets = target.resolveSibling(target.getFileName() + ".secrets");
        Files.createDirectories(parent(target));
        replace(secrets, SECRETS);
        replace(target, text(secrets.getFileName().toString()));
    }

    /** Owner-only from the first byte on: the permissions come with the creation, not after it. */
    private static void replace(Path target, String text) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh =
                Files.createTempFile(parent(target), "." + target.getFileName(), ".new", ownerOnly);
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8, StandardOpenOption.DSYNC);
            Files.move(
                    fresh,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path parent(Path absolute) {
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(absolute + " is no file");
        }
        return parent;
    }

    private String text(String secrets) {
        return MARK
                + """
                : points Baton at the simulated CRM and helpdesk.
                # Folder that says how fields become records, and results become fields.
                mappings: %s
                # on = sync writes into the CRM; preview = it only shows what it would write.
                writes: on
                # What stops a run until a person has looked.
                brake:
                  # Largest share of accounts whose band may change in one run.
                  max_band_changes: 100%%
                  # Largest share of accounts that may have no score.
                  max_unknown: 100%%
                # File with the connections' credentials, relative to this one.
                secrets: %s
                # The systems Baton talks to, by the name the mappings use.
                connections:
                  # The CRM: accounts and opportunities are read from it, results written to it.
                  crm:
                    # Which system it is.
                    type: salesforce
                    # Where it answers.
                    url: %s
                    # OAuth client; its secret is in the secrets file.
                    client_id: sandbox
                %s  # The helpdesk: organisations and tickets are read from it.
                  helpdesk:
                    # Which system it is.
                    type: zendesk
                    # Where it answers.
                    url: %s
                    # OAuth client; its secret is in the secrets file.
                    client_id: sandbox
                    # Calls of the incremental export it allows a minute.
                    export_calls_per_minute: %d
                """
                        .formatted(
                                quoted(mappings.toString()),
                                quoted(secrets),
                                url,
                                eventsText(),
                                url,
                                exportCallsPerMinute)
                + usageText();
    }

    private String eventsText() {
        return events == null
                ? ""
                : "    # Where it tells of changes, so that the daemon need not wait for its next look.\n"
                        + "    events: "
                        + quoted(events)
                        + "\n";
    }

    private String usageText() {
        var text =
                new StringBuilder(
                        """
                          # Product usage: one row an account, day and metric.
                          usage:
                            # Which system it is.
                            type: file
                            # Files of each stream.
                            files:
                              # Read in this order; [] while there are none.
                              usage:\
                        """);
        if (usage.isEmpty()) {
            return text.append(" []\n").toString();
        }
        text.append('\n');
        usage.forEach(
                file -> text.append("        - ").append(quoted(file.toString())).append('\n'));
        return text.toString();
    }

    /** A JSON string is a YAML double-quoted one. */
    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
