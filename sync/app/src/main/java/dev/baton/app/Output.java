package dev.baton.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * What a command prints: with {@code --json} exactly one document on stdout, else text; everything
 * else goes to stderr.
 */
final class Output {
    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private static final ObjectWriter WRITER =
            JSON.writer()
                    .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    Output(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Prints the document when JSON is wanted; tells whether it was. */
    boolean json(Object document) {
        if (json) {
            try {
                // Written as it is made: that of a first plan is larger than memory.
                WRITER.writeValue(out, document);
            } catch (IOException e) {
                throw new IllegalStateException("our own records are JSON", e);
            }
            out.println();
            out.flush();
        }
        return json;
    }

    static String text(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are JSON", e);
        }
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** To stderr. */
    void note(String text) {
        err.println(text);
        err.flush();
    }
}
