package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Soql.Condition;
import dev.baton.crm.salesforce.Soql.Literal;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of SOQL that we write, from the vendor's reference and not from {@link Soql}: a
 * text either is one such query to its last character, or it is refused.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm">SOQL
 *     SELECT</a>
 */
final class SoqlReader {
    /** Quoted strings with their escapes, dates, words, signs; what is none of them is an error. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*+(?:(?<string>'(?:[^'\\\\]|\\\\.)*+')"
                            + "|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)"
                            + "|(?<number>\\d++)"
                            + "|(?<word>[A-Za-z]\\w*+(?:\\.[A-Za-z]\\w*+)*+)"
                            + "|(?<sign>[<>!]=|[=<>(),]))");

    private static final Map<String, Operator> OPERATORS =
            Map.of(
                    "=", Operator.EQUAL,
                    "!=", Operator.NOT_EQUAL,
                    ">", Operator.GREATER,
                    ">=", Operator.AT_LEAST,
                    "<=", Operator.AT_MOST);

    private final List<String> tokens;
    private int at;

    private SoqlReader(List<String> tokens) {
        this.tokens = tokens;
    }

    static Soql.Query read(String text) {
        var reader = new SoqlReader(tokens(text));
        Soql.Query query = reader.query();
        if (reader.at < reader.tokens.size()) {
            throw new AssertionError("something stands behind the query");
        }
        return query;
    }

    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!token.find(end) || token.start() != end) {
                throw new AssertionError("no SOQL at " + end);
            }
            tokens.add(token.group().strip());
            end = token.end();
        }
        return tokens;
    }

    private Soql.Query query() {
        take("SELECT");
        List<Name> select = list(this::name);
        take("FROM");
        Name object = name();
        take("WHERE");
        Condition where = conditions();
        List<Name> order = List.of();
        if (is("ORDER")) {
            take("ORDER");
            take("BY");
            order = list(this::name);
        }
        take("LIMIT");
        return new Soql.Query(object, select, where, order, Integer.parseInt(next()));
    }

    /** AND and OR never stand beside each other without brackets. */
    private Condition conditions() {
        var parts = new ArrayList<Condition>(List.of(condition()));
        boolean any = is("OR");
        while (is(any ? "OR" : "AND")) {
            at++;
            parts.add(condition());
        }
        return any ? new Soql.Any(parts) : new Soql.All(parts);
    }

    private Condition condition() {
        if (is("(")) {
            take("(");
            Condition inner = conditions();
            take(")");
            return inner;
        }
        Name field = name();
        if (is("IN")) {
            take("IN");
            take("(");
            List<Literal> values = list(this::literal);
            take(")");
            return new Soql.In(field, values);
        }
        Operator operator = OPERATORS.get(next());
        if (operator == null) {
            throw new AssertionError("no operator");
        }
        return new Soql.Compare(field, operator, literal());
    }

    private Literal literal() {
        String token = next();
        if (token.startsWith("'")) {
            String inside = token.substring(1, token.length() - 1);
            return inside.matches("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}")
                    ? new Soql.RecordId(inside)
                    : new Soql.Key(inside);
        }
        return switch (token) {
            case "null" -> new Soql.Nothing();
            case "true" -> new Soql.Truth(true);
            case "false" -> new Soql.Truth(false);
            default -> new Soql.Moment(Instant.parse(token));
        };
    }

    private <T> List<T> list(Supplier<T> element) {
        var list = new ArrayList<T>(List.of(element.get()));
        while (is(",")) {
            at++;
            list.add(element.get());
        }
        return list;
    }

    private Name name() {
        return new Name(next());
    }

    private boolean is(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private void take(String token) {
        if (!is(token)) {
            throw new AssertionError(token + " is missing at token " + at);
        }
        at++;
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new AssertionError("the query ends early");
        }
        return tokens.get(at++);
    }
}
