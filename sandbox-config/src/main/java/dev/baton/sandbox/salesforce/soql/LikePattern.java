package dev.baton.sandbox.salesforce.soql;

import java.util.regex.Pattern;

/** LIKE: % is any text, _ one character, case does not matter. */
final class LikePattern {
    private LikePattern() {}

    static Pattern of(Literal.Text text) {
        StringBuilder regex = new StringBuilder();
        boolean escaped = false;
        for (char c : text.escaped().toCharArray()) {
            if (!escaped && c == Literal.Text.ESCAPE.charAt(0)) {
                escaped = true;
                continue;
            }
            regex.append(escaped ? Pattern.quote(String.valueOf(c)) : part(c));
            escaped = false;
        }
        return Pattern.compile(
                regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static String part(char c) {
        return switch (c) {
            case '%' -> ".*";
            case '_' -> ".";
            default -> Pattern.quote(String.valueOf(c));
        };
    }
}
