package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.soql.Condition.Operator;
import dev.baton.sandbox.salesforce.soql.Query.Order;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import dev.baton.sandbox.salesforce.soql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Recursive descent over the part of SOQL that an integration needs: fields, parents, COUNT, WHERE,
 * ORDER BY, LIMIT, OFFSET. Subqueries, GROUP BY, TYPEOF and functions are refused as malformed.
 */
final class Parser {
    private static final int MAX_LENGTH = 100_000;
    private static final int MAX_DEPTH = 100;
    private static final Map<String, Operator> OPERATORS =
            Map.of(
                    "=", Operator.EQUAL,
                    "!=", Operator.NOT_EQUAL,
                    "<>", Operator.NOT_EQUAL,
                    "<", Operator.LESS,
                    "<=", Operator.AT_MOST,
                    ">", Operator.GREATER,
                    ">=", Operator.AT_LEAST);

    private final SoqlErrors errors;
    private final List<Token> tokens;
    private int position;
    private int depth;

    private Parser(String query, SoqlErrors errors) {
        this.errors = errors;
        this.tokens = new Lexer(query, errors).tokens();
    }

    /** Throws MALFORMED_QUERY for what is no query. */
    static Query parse(String query, SoqlErrors errors) {
        if (query.length() > MAX_LENGTH) {
            throw errors.malformed(0, "SOQL statements cannot be longer than 100000 characters.");
        }
        return new Parser(query, errors).query();
    }

    private Query query() {
        expect("SELECT");
        List<Selection> selections = selections();
        expect("FROM");
        Token from = take(Kind.WORD);
        Condition where = accept("WHERE") ? condition() : null;
        List<Order> orders = accept("ORDER") ? orders() : List.of();
        Integer limit = accept("LIMIT") ? (Integer) count() : null;
        int offset = accept("OFFSET") ? count() : 0;
        if (peek().kind() != Kind.END) {
            throw errors.unexpected(peek());
        }
        return new Query(selections, from, where, orders, limit, offset);
    }

    private List<Selection> selections() {
        List<Selection> selections = new ArrayList<>();
        do {
            selections.add(selection());
        } while (acceptSymbol(","));
        return selections;
    }

    private Selection selection() {
        Token word = take(Kind.WORD);
        if (!acceptSymbol("(")) {
            return new Selection.Column(FieldPath.of(word));
        }
        if (!word.keyword("COUNT")) {
            throw errors.unexpected(word);
        }
        if (acceptSymbol(")")) {
            return new Selection.CountRows(word.at());
        }
        FieldPath field = FieldPath.of(take(Kind.WORD));
        expectSymbol(")");
        boolean named = peek().kind() == Kind.WORD && !peek().keyword("FROM");
        return new Selection.CountValues(field, named ? take(Kind.WORD).text() : null);
    }

    /** AND and OR side by side need parentheses: the vendor ranks neither above the other. */
    private Condition condition() {
        Condition first = term();
        if (peek().keyword("AND")) {
            return new Condition.All(chain(first, "AND"));
        }
        if (peek().keyword("OR")) {
            return new Condition.Any(chain(first, "OR"));
        }
        return first;
    }

    private List<Condition> chain(Condition first, String word) {
        List<Condition> parts = new ArrayList<>(List.of(first));
        while (accept(word)) {
            parts.add(term());
        }
        if (peek().keyword("AND") || peek().keyword("OR")) {
            throw errors.unexpected(peek());
        }
        return parts;
    }

    private Condition term() {
        if (++depth > MAX_DEPTH) {
            throw errors.malformed(peek().at(), "the query is nested too deeply");
        }
        try {
            if (accept("NOT")) {
                return new Condition.Not(term());
            }
            if (acceptSymbol("(")) {
                Condition inner = condition();
                expectSymbol(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() {
        FieldPath field = FieldPath.of(take(Kind.WORD));
        if (accept("LIKE")) {
            return new Condition.Compare(field, Operator.LIKE, literal());
        }
        if (accept("NOT")) {
            expect("IN");
            return new Condition.In(field, true, list());
        }
        if (accept("IN")) {
            return new Condition.In(field, false, list());
        }
        Token token = next();
        Operator operator = token.kind() == Kind.SYMBOL ? OPERATORS.get(token.text()) : null;
        if (operator == null) {
            throw errors.unexpected(token);
        }
        return new Condition.Compare(field, operator, literal());
    }

    private List<Literal> list() {
        expectSymbol("(");
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return literals;
    }

    private Literal literal() {
        Token token = next();
        return switch (token.kind()) {
            case STRING -> new Literal.Text(token.text());
            case NUMBER -> new Literal.Num(Values.number(token.text()).orElseThrow());
            case DATE -> new Literal.Day(Values.date(token.text()).orElseThrow());
            case DATETIME -> new Literal.Moment(Values.dateTime(token.text()).orElseThrow());
            case WORD -> named(token);
            case SYMBOL, END -> throw errors.unexpected(token);
        };
    }

    private Literal named(Token token) {
        if (token.keyword("null")) {
            return new Literal.Null();
        }
        if (token.keyword("true") || token.keyword("false")) {
            return new Literal.Bool(token.keyword("true"));
        }
        DateSpan span = DateSpan.named(token.text()).orElseThrow(() -> errors.unexpected(token));
        if (!span.counted()) {
            return new Literal.Span(span, 0);
        }
        expectSymbol(":");
        return new Literal.Span(span, count());
    }

    private List<Order> orders() {
        expect("BY");
        List<Order> orders = new ArrayList<>();
        do {
            FieldPath field = FieldPath.of(take(Kind.WORD));
            boolean descending = accept("DESC");
            if (!descending) {
                accept("ASC");
            }
            orders.add(new Order(field, descending, nullsFirst()));
        } while (acceptSymbol(","));
        return orders;
    }

    private boolean nullsFirst() {
        if (!accept("NULLS")) {
            return true;
        }
        boolean first = accept("FIRST");
        if (!first) {
            expect("LAST");
        }
        return first;
    }

    private int count() {
        Token token = take(Kind.NUMBER);
        if (!token.text().matches("\\d{1,9}")) {
            throw errors.unexpected(token);
        }
        return Integer.parseInt(token.text());
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        Token token = tokens.get(position);
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    private Token take(Kind kind) {
        if (peek().kind() != kind) {
            throw errors.unexpected(peek());
        }
        return next();
    }

    private boolean accept(String keyword) {
        boolean there = peek().keyword(keyword);
        if (there) {
            next();
        }
        return there;
    }

    private void expect(String keyword) {
        if (!accept(keyword)) {
            throw errors.unexpected(peek());
        }
    }

    private boolean acceptSymbol(String symbol) {
        boolean there = peek().symbol(symbol);
        if (there) {
            next();
        }
        return there;
    }

    private void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw errors.unexpected(peek());
        }
    }
}
