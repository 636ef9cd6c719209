package dev.baton.simulation.vendor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much SOQL as is asked for here: one object, AND, OR, comparisons, IN. */
final class Soql {
    private static final Pattern QUERY =
            Pattern.compile(
                    "SELECT (.+?) FROM (\\w+) WHERE (.+?)(?: ORDER BY (.+?))?(?: LIMIT (\\d+))?");
    private static final Pattern TOKEN =
            Pattern.compile("\\s*([(),]|>=|<=|!=|=|>|<|'[^']*'|[\\w.:+-]+)");

    /** What a row says of a field. */
    @FunctionalInterface
    interface Cells extends Function<String, @Nullable String> {}

    final List<String> select;
    final String from;
    final Predicate<Cells> where;
    final int limit;
    private final List<String> order;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    Soql(String text) {
        Matcher query = QUERY.matcher(text);
        if (!query.matches()) {
            throw new IllegalArgumentException("no query: " + text);
        }
        select = List.of(query.group(1).split(","));
        from = query.group(2);
        order = query.group(4) == null ? List.of() : List.of(query.group(4).split(","));
        limit = query.group(5) == null ? 2_000 : Integer.parseInt(query.group(5));
        Matcher token = TOKEN.matcher(query.group(3));
        while (token.lookingAt()) {
            tokens.add(token.group(1));
            token.region(token.end(), token.regionEnd());
        }
        where = any();
        if (at < tokens.size()) {
            throw new IllegalArgumentException("no condition: " + query.group(3));
        }
    }

    /** Values as texts order as the vendor orders them: stamps have one length. */
    Comparator<Cells> order() {
        return order.stream()
                .map(Soql::by)
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.comparing(cells -> String.valueOf(cells.apply("Id"))));
    }

    private static Comparator<Cells> by(String field) {
        return Comparator.comparing(cells -> String.valueOf(cells.apply(field)));
    }

    private Predicate<Cells> any() {
        Predicate<Cells> either = all();
        while (eat("OR")) {
            either = either.or(all());
        }
        return either;
    }

    private Predicate<Cells> all() {
        Predicate<Cells> both = one();
        while (eat("AND")) {
            both = both.and(one());
        }
        return both;
    }

    private Predicate<Cells> one() {
        if (eat("(")) {
            Predicate<Cells> inner = any();
            eat(")");
            return inner;
        }
        String field = tokens.get(at++);
        String operator = tokens.get(at++);
        return operator.equals("IN")
                ? in(field)
                : compare(field, operator, plain(tokens.get(at++)));
    }

    private Predicate<Cells> in(String field) {
        Set<String> values = new HashSet<>();
        eat("(");
        do {
            values.add(String.valueOf(plain(tokens.get(at++))));
        } while (eat(","));
        eat(")");
        return cells -> values.contains(String.valueOf(cells.apply(field)));
    }

    private static Predicate<Cells> compare(String field, String operator, @Nullable String value) {
        if (value == null) {
            return cells -> (cells.apply(field) == null) == operator.equals("=");
        }
        return cells -> {
            String cell = cells.apply(field);
            int order = cell == null ? -1 : cell.compareTo(value);
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                default -> throw new IllegalArgumentException("no operator: " + operator);
            };
        };
    }

    /** A moment becomes what rows hold. */
    private static @Nullable String plain(String token) {
        if (token.equals("null")) {
            return null;
        }
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1);
        }
        return Character.isDigit(token.charAt(0)) && token.contains("T")
                ? token.substring(0, 19) + ".000+0000"
                : token;
    }

    private boolean eat(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }
}
