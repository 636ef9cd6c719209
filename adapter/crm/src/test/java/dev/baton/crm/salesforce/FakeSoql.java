package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.FakeOrg.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a small part of SOQL by the vendor's rules, on a parser of its own: comparisons, IN, AND,
 * OR, brackets, ORDER BY, LIMIT. AND beside OR without brackets is refused, as the vendor does.
 */
final class FakeSoql {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|'[^']*'|[A-Za-z_][A-Za-z0-9_.]*|\\d+|[<>!]=|[()=<>,]");

    /** The vendor's refusal. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    final List<String> select = new ArrayList<>();
    final List<String> orderBy = new ArrayList<>();
    final String from;
    final Predicate<Map<String, @Nullable Object>> where;
    final int limit;

    /** Asks only how many rows there are. */
    final boolean count;

    private final List<String> tokens = new ArrayList<>();
    private int at;

    FakeSoql(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        expect("SELECT");
        list(select);
        count = select.getFirst().equals("COUNT") && skip("(") && skip(")");
        expect("FROM");
        from = next();
        where = skip("WHERE") ? expression() : row -> true;
        if (skip("ORDER")) {
            expect("BY");
            list(orderBy);
        }
        limit = skip("LIMIT") ? Integer.parseInt(next()) : Integer.MAX_VALUE;
        if (at < tokens.size()) {
            throw new Refused("MALFORMED_QUERY", "unexpected token: '" + tokens.get(at) + "'");
        }
    }

    List<Row> run(List<Row> rows) {
        return rows.stream().filter(row -> where.test(row.values)).sorted(order()).toList();
    }

    private Comparator<Row> order() {
        Comparator<Row> order = (_, _) -> 0;
        for (String field : orderBy) {
            order =
                    order.thenComparing(
                            (a, b) -> compare(a.values.get(field), b.values.get(field)));
        }
        return order;
    }

    private void list(List<String> names) {
        names.add(next());
        while (skip(",")) {
            names.add(next());
        }
    }

    private Predicate<Map<String, @Nullable Object>> expression() {
        Predicate<Map<String, @Nullable Object>> all = term();
        String word = null;
        while (at < tokens.size() && List.of("AND", "OR").contains(tokens.get(at))) {
            String joined = next();
            if (word != null && !word.equals(joined)) {
                throw new Refused("MALFORMED_QUERY", "unexpected token: '" + joined + "'");
            }
            word = joined;
            all = joined.equals("AND") ? all.and(term()) : all.or(term());
        }
        return all;
    }

    private Predicate<Map<String, @Nullable Object>> term() {
        if (skip("(")) {
            Predicate<Map<String, @Nullable Object>> inner = expression();
            expect(")");
            return inner;
        }
        String field = next();
        String operator = next();
        if (operator.equals("IN")) {
            expect("(");
            var values = new ArrayList<String>();
            list(values);
            expect(")");
            return row -> values.stream().anyMatch(v -> compare(row.get(field), literal(v)) == 0);
        }
        Object literal = literal(next());
        return row -> holds(compare(row.get(field), literal), operator);
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case "=" -> order == 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            default -> throw new Refused("MALFORMED_QUERY", "unexpected token: " + operator);
        };
    }

    private static Object literal(String token) {
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1);
        }
        return token.contains("T") && token.endsWith("Z") ? Instant.parse(token) : token;
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Instant a && other instanceof Instant b) {
            return a.compareTo(b);
        }
        return String.valueOf(one).compareTo(String.valueOf(other));
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new Refused("MALFORMED_QUERY", "unexpected end");
        }
        return tokens.get(at++);
    }

    private boolean skip(String word) {
        boolean there = at < tokens.size() && tokens.get(at).toUpperCase(Locale.ROOT).equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!skip(word)) {
            throw new Refused("MALFORMED_QUERY", "expected " + word);
        }
    }
}
