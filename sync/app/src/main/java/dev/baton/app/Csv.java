package dev.baton.app;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 for spreadsheets: a text that a spreadsheet would take for a formula gets an apostrophe
 * before it, for names come from people.
 */
final class Csv {
    private static final String FORMULA = "=+-@\t\r";
    private final StringBuilder text = new StringBuilder();

    void row(@Nullable String... cells) {
        row(Arrays.asList(cells));
    }

    void row(List<@Nullable String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
    }

    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        boolean formula = FORMULA.indexOf(value.charAt(0)) >= 0 && !value.matches("-?[0-9.]+");
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
