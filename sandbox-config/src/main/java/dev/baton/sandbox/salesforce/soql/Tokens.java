package dev.baton.sandbox.salesforce.soql;

import java.util.List;

/** The tokens of a query, read from left to right. */
final class Tokens {
    private final SoqlErrors errors;
    private final List<Token> tokens;
    private int position;

    Tokens(String query, SoqlErrors errors) {
        this.errors = errors;
        this.tokens = new Lexer(query, errors).tokens();
    }

    Token peek() {
        return tokens.get(position);
    }

    /** The one after that; the last token follows itself. */
    Token second() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    Token take(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw errors.unexpected(peek());
        }
        return next();
    }

    boolean accept(String keyword) {
        boolean there = peek().keyword(keyword);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String keyword) {
        if (!accept(keyword)) {
            throw errors.unexpected(peek());
        }
    }

    boolean acceptSymbol(String symbol) {
        boolean there = peek().symbol(symbol);
        if (there) {
            next();
        }
        return there;
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw errors.unexpected(peek());
        }
    }

    int count() {
        Token token = take(Token.Kind.NUMBER);
        if (!token.text().matches("\\d{1,9}")) {
            throw errors.unexpected(token);
        }
        return Integer.parseInt(token.text());
    }

    /** A field or, in front of a parenthesis, an aggregate. */
    Operand operand() {
        Token word = take(Token.Kind.WORD);
        return peek().symbol("(") ? aggregate(word) : FieldPath.of(word);
    }

    /** What follows the name of a function. */
    Aggregate aggregate(Token name) {
        Aggregate.Function function =
                Aggregate.Function.named(name.text()).orElseThrow(() -> errors.unexpected(name));
        expectSymbol("(");
        FieldPath field = FieldPath.of(take(Token.Kind.WORD));
        expectSymbol(")");
        return new Aggregate(function, field);
    }
}
