package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.schema.Values;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens; the last one is END. */
final class Lexer {
    private final String query;
    private final SoqlErrors errors;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(String query, SoqlErrors errors) {
        this.query = query;
        this.errors = errors;
    }

    List<Token> tokens() {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                string();
            } else if (Character.isLetter(c) || c == '_') {
                word();
            } else if (Character.isDigit(c)
                    || ((c == '-' || c == '+' || c == '.') && digitFollows())) {
                literal();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", query.length()));
        return tokens;
    }

    private boolean digitFollows() {
        return at + 1 < query.length() && Character.isDigit(query.charAt(at + 1));
    }

    private void word() {
        int start = at;
        while (at < query.length() && isWordPart(query.charAt(at))) {
            at++;
        }
        add(Token.Kind.WORD, query.substring(start, at), start);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private void literal() {
        int start = at;
        at++;
        while (at < query.length() && isLiteralPart(query.charAt(at))) {
            at++;
        }
        String text = query.substring(start, at);
        if (Values.date(text).isPresent()) {
            add(Token.Kind.DATE, text, start);
        } else if (Values.dateTime(text).isPresent()) {
            add(Token.Kind.DATETIME, text, start);
        } else if (Values.number(text).isPresent()) {
            add(Token.Kind.NUMBER, text, start);
        } else {
            throw errors.unexpected(new Token(Token.Kind.WORD, text, start));
        }
    }

    private static boolean isLiteralPart(char c) {
        return Character.isLetterOrDigit(c) || ":.+-".indexOf(c) >= 0;
    }

    private void string() {
        int start = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            if (at >= query.length()) {
                throw errors.malformed(start, "Line has mismatched quotes");
            }
            char c = query.charAt(at++);
            if (c == '\'') {
                add(Token.Kind.STRING, value.toString(), start);
                return;
            }
            value.append(c == '\\' ? escaped(start) : String.valueOf(c));
        }
    }

    /** An escaped % or _ keeps its backslash, so that LIKE can tell it from a wildcard. */
    private String escaped(int start) {
        if (at >= query.length()) {
            throw errors.malformed(start, "Line has mismatched quotes");
        }
        char c = query.charAt(at++);
        return switch (c) {
            case 'n', 'N' -> "\n";
            case 'r', 'R' -> "\r";
            case 't', 'T' -> "\t";
            case 'b', 'B' -> "\b";
            case 'f', 'F' -> "\f";
            case '\'', '"' -> String.valueOf(c);
            case '\\' -> Literal.Text.ESCAPE + "\\";
            case '%', '_' -> Literal.Text.ESCAPE + String.valueOf(c);
            default ->
                    throw errors.malformed(
                            at - 2, "Illegal character sequence '\\" + c + "' in string literal");
        };
    }

    private void symbol() {
        String two = query.substring(at, Math.min(at + 2, query.length()));
        String symbol = List.of("!=", "<>", "<=", ">=").contains(two) ? two : two.substring(0, 1);
        if (symbol.length() == 1 && "(),=<>:".indexOf(symbol.charAt(0)) < 0) {
            throw errors.unexpected(new Token(Token.Kind.SYMBOL, symbol, at));
        }
        add(Token.Kind.SYMBOL, symbol, at);
        at += symbol.length();
    }

    private void add(Token.Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, start));
    }
}
