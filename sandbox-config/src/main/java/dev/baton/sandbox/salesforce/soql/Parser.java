package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.soql.Query.FieldSet;
import dev.baton.sandbox.salesforce.soql.Query.Order;
import dev.baton.sandbox.salesforce.soql.Query.Selection;
import dev.baton.sandbox.salesforce.soql.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the part of SOQL that clients of an integration use: fields, parents,
 * children, FIELDS(), WHERE with semi-joins, GROUP BY with aggregates and HAVING, ORDER BY, LIMIT,
 * OFFSET. TYPEOF, ROLLUP, scopes and functions of dates or texts are refused as malformed.
 */
final class Parser {
    private static final int MAX_LENGTH = 100_000;
    private static final int MAX_DEPTH = 5;

    private final SoqlErrors errors;
    private final Tokens tokens;
    private final ConditionParser conditions;
    private int depth;

    private Parser(String query, SoqlErrors errors) {
        this.errors = errors;
        this.tokens = new Tokens(query, errors);
        this.conditions = new ConditionParser(tokens, errors, this::query);
    }

    /** Throws MALFORMED_QUERY for what is no query. */
    static Query parse(String query, SoqlErrors errors) {
        if (query.length() > MAX_LENGTH) {
            throw errors.malformed(0, "SOQL statements cannot be longer than 100000 characters.");
        }
        Parser parser = new Parser(query, errors);
        Query parsed = parser.query();
        if (parser.tokens.peek().kind() != Kind.END) {
            throw errors.unexpected(parser.tokens.peek());
        }
        return parsed;
    }

    private Query query() {
        if (++depth > MAX_DEPTH) {
            throw errors.malformed(tokens.peek().at(), "the query is nested too deeply");
        }
        tokens.expect("SELECT");
        List<Selection> selections = selections();
        tokens.expect("FROM");
        Token from = tokens.take(Kind.WORD);
        Condition where = tokens.accept("WHERE") ? conditions.condition() : null;
        List<FieldPath> groups = tokens.accept("GROUP") ? groups() : List.of();
        Condition having = tokens.accept("HAVING") ? conditions.condition() : null;
        List<Order> orders = tokens.accept("ORDER") ? orders() : List.of();
        Integer limit = tokens.accept("LIMIT") ? (Integer) tokens.count() : null;
        int offset = tokens.accept("OFFSET") ? tokens.count() : 0;
        depth--;
        return new Query(selections, from, where, groups, having, orders, limit, offset);
    }

    private List<Selection> selections() {
        List<Selection> selections = new ArrayList<>();
        do {
            selections.add(selection());
        } while (tokens.acceptSymbol(","));
        return selections;
    }

    private Selection selection() {
        int at = tokens.peek().at();
        if (tokens.acceptSymbol("(")) {
            Query children = query();
            tokens.expectSymbol(")");
            return new Selection.Children(children, at);
        }
        Token word = tokens.take(Kind.WORD);
        if (!tokens.peek().symbol("(")) {
            return new Selection.Column(FieldPath.of(word), word.keyword("FROM") ? null : alias());
        }
        if (word.keyword("FIELDS")) {
            return new Selection.Fields(fieldSet(), at);
        }
        if (word.keyword("COUNT") && tokens.second().symbol(")")) {
            tokens.next();
            tokens.next();
            return new Selection.CountRows(at);
        }
        return new Selection.Aggregated(tokens.aggregate(word), alias());
    }

    private FieldSet fieldSet() {
        tokens.expectSymbol("(");
        Token name = tokens.take(Kind.WORD);
        tokens.expectSymbol(")");
        return Arrays.stream(FieldSet.values())
                .filter(set -> name.keyword(set.name()))
                .findFirst()
                .orElseThrow(() -> errors.unexpected(name));
    }

    private @Nullable String alias() {
        Token next = tokens.peek();
        return next.kind() == Kind.WORD && !next.keyword("FROM") ? tokens.next().text() : null;
    }

    private List<FieldPath> groups() {
        tokens.expect("BY");
        List<FieldPath> groups = new ArrayList<>();
        do {
            groups.add(FieldPath.of(tokens.take(Kind.WORD)));
        } while (tokens.acceptSymbol(","));
        return groups;
    }

    private List<Order> orders() {
        tokens.expect("BY");
        List<Order> orders = new ArrayList<>();
        do {
            Operand operand = tokens.operand();
            boolean descending = tokens.accept("DESC");
            if (!descending) {
                tokens.accept("ASC");
            }
            orders.add(new Order(operand, descending, nullsFirst()));
        } while (tokens.acceptSymbol(","));
        return orders;
    }

    private boolean nullsFirst() {
        if (!tokens.accept("NULLS")) {
            return true;
        }
        boolean first = tokens.accept("FIRST");
        if (!first) {
            tokens.expect("LAST");
        }
        return first;
    }
}
