package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.soql.Condition.Operator;
import dev.baton.sandbox.salesforce.soql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what stands behind WHERE and HAVING. */
final class ConditionParser {
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

    private final Tokens tokens;
    private final SoqlErrors errors;
    private final Supplier<Query> subquery;
    private int depth;

    /**
     * A reader.
     *
     * @param subquery reads the query that begins at the next token
     */
    ConditionParser(Tokens tokens, SoqlErrors errors, Supplier<Query> subquery) {
        this.tokens = tokens;
        this.errors = errors;
        this.subquery = subquery;
    }

    /** AND and OR side by side need parentheses: the vendor ranks neither above the other. */
    Condition condition() {
        Condition first = term();
        if (tokens.peek().keyword("AND")) {
            return new Condition.All(chain(first, "AND"));
        }
        if (tokens.peek().keyword("OR")) {
            return new Condition.Any(chain(first, "OR"));
        }
        return first;
    }

    private List<Condition> chain(Condition first, String word) {
        List<Condition> parts = new ArrayList<>(List.of(first));
        while (tokens.accept(word)) {
            parts.add(term());
        }
        if (tokens.peek().keyword("AND") || tokens.peek().keyword("OR")) {
            throw errors.unexpected(tokens.peek());
        }
        return parts;
    }

    private Condition term() {
        if (++depth > MAX_DEPTH) {
            throw errors.malformed(tokens.peek().at(), "the query is nested too deeply");
        }
        try {
            if (tokens.accept("NOT")) {
                return new Condition.Not(term());
            }
            if (tokens.acceptSymbol("(")) {
                Condition inner = condition();
                tokens.expectSymbol(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() {
        Operand operand = tokens.operand();
        if (tokens.accept("LIKE")) {
            return new Condition.Compare(operand, Operator.LIKE, literal());
        }
        if (tokens.accept("NOT")) {
            tokens.expect("IN");
            return membership(operand, true);
        }
        if (tokens.accept("IN")) {
            return membership(operand, false);
        }
        Token token = tokens.next();
        Operator operator = token.kind() == Kind.SYMBOL ? OPERATORS.get(token.text()) : null;
        if (operator == null) {
            throw errors.unexpected(token);
        }
        return new Condition.Compare(operand, operator, literal());
    }

    private Condition membership(Operand operand, boolean negated) {
        if (operand instanceof FieldPath field && tokens.second().keyword("SELECT")) {
            tokens.expectSymbol("(");
            Query query = subquery.get();
            tokens.expectSymbol(")");
            return new Condition.InQuery(field, negated, query);
        }
        return new Condition.In(operand, negated, list());
    }

    private List<Literal> list() {
        tokens.expectSymbol("(");
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return literals;
    }

    private Literal literal() {
        Token token = tokens.next();
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
            return new Literal.Span(span, span.fixed());
        }
        tokens.expectSymbol(":");
        return new Literal.Span(span, tokens.count());
    }
}
