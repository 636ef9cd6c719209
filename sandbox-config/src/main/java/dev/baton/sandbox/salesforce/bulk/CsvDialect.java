package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.fault.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a job's CSV separates values and rows. */
public record CsvDialect(Delimiter delimiter, LineEnding lineEnding) {
    /** Commas and line feeds. */
    public static final CsvDialect PLAIN = new CsvDialect(Delimiter.COMMA, LineEnding.LF);

    /** Between the values of a row. */
    public enum Delimiter {
        BACKQUOTE('`'),
        CARET('^'),
        COMMA(','),
        PIPE('|'),
        SEMICOLON(';'),
        TAB('\t');

        private final char character;

        Delimiter(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /** Between rows. */
    public enum LineEnding {
        LF("\n"),
        CRLF("\r\n");

        private final String text;

        LineEnding(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What a job's creation asks for; commas and line feeds where it says nothing. */
    static CsvDialect of(ObjectNode body) {
        String content = body.path("contentType").asText("CSV");
        if (!content.equals("CSV")) {
            throw ApiException.badRequest(
                    "INVALIDJOB", "InvalidJob : contentType must be CSV, not " + content);
        }
        return new CsvDialect(
                word(Delimiter.class, body, "columnDelimiter", Delimiter.COMMA),
                word(LineEnding.class, body, "lineEnding", LineEnding.LF));
    }

    private static <E extends Enum<E>> E word(
            Class<E> type, ObjectNode body, String name, E absent) {
        if (!body.hasNonNull(name)) {
            return absent;
        }
        String given = body.path(name).asText();
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(given))
                .findFirst()
                .orElseThrow(() -> unknown(type, name, given));
    }

    private static <E extends Enum<E>> ApiException unknown(
            Class<E> type, String name, String given) {
        String all =
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        return ApiException.badRequest(
                "JSON_PARSER_ERROR", name + " must be one of " + all + ", not " + given);
    }
}
