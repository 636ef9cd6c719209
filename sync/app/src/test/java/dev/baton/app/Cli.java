package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as the launcher does, in this process. */
final class Cli {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cli() {}

    record Result(int exit, String out, String err) {
        /** Stdout, which must be exactly one document. */
        JsonNode json() throws Exception {
            try (var parser = JSON.createParser(out)) {
                JsonNode document = JSON.readTree(parser);
                if (document == null || parser.nextToken() != null) {
                    throw new IllegalStateException(
                            "stdout is not exactly one JSON document: " + out + err);
                }
                return document;
            }
        }
    }

    static Result run(Path config, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", config.toString()));
        var out = new StringWriter();
        var err = new StringWriter();
        int exit =
                Baton.run(
                        all.toArray(String[]::new),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true));
        return new Result(exit, out.toString(), err.toString());
    }
}
