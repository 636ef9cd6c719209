package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A copy of a shipped mapping to change. */
final class Mapping {
    private final Path folder;

    private Mapping(Path folder) {
        this.folder = folder;
    }

    /** Of the helpdesk. */
    static Mapping copiedTo(Path folder) throws IOException {
        return copied(SandboxProcess.helpdeskMappings(), folder);
    }

    static Mapping copied(Path shipped, Path folder) throws IOException {
        try (var files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(shipped.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
        return new Mapping(folder);
    }

    static Mapping at(Path folder) {
        return new Mapping(folder);
    }

    Path folder() {
        return folder;
    }

    /** Puts one text in place of another, which must be there exactly once. */
    Mapping change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (text.indexOf(from) < 0 || text.indexOf(from) != text.lastIndexOf(from)) {
            throw new IllegalArgumentException("not exactly once in " + file + ": " + from);
        }
        Files.writeString(path, text.replace(from, to));
        return this;
    }

    /** Rewrites every file. */
    Mapping rewrite(UnaryOperator<String> change) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, change.apply(Files.readString(file)));
            }
        }
        return this;
    }

    Mapping append(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + text);
        return this;
    }

    /** Figures of accounts by metric and day, from a file named usage. */
    Mapping readUsage() throws IOException {
        append(
                "connections.yaml",
                """
                  usage:
                    type: file
                    streams:
                      usage: {key: [account_external_id, date, metric], created_at: date}
                """);
        Files.writeString(
                folder.resolve("sources/usage.yaml"),
                """
                from: usage.usage
                to: usage
                account: {external_id: account_external_id}
                fields:
                  metric: metric
                  value: {cel: double(value)}
                  on: date
                """);
        return this;
    }
}
