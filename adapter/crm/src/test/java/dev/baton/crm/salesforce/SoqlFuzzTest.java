package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.baton.crm.salesforce.Soql.Condition;
import dev.baton.crm.salesforce.Soql.Literal;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whatever an admin, a record or a peer writes, a query is refused or says, to a reader that knows
 * SOQL from its reference alone, exactly what was asked.
 *
 * <p>An input is a query, one part a line: the object, the selected fields, then conditions of a
 * field, an operator's number and a literal behind its kind: {@code Id 2 id:001000000000001AAA}. A
 * line {@code or} makes alternatives of the conditions before it.
 */
class SoqlFuzzTest {

    @FuzzTest
    void aQueryIsRefusedOrReadAsItWasMeant(byte[] input) {
        Optional<Soql.Query> query = query(new String(input, StandardCharsets.UTF_8));
        query.ifPresent(asked -> assertThat(SoqlReader.read(asked.text())).isEqualTo(asked));
    }

    /** Empty where a constructor refuses, as it must. */
    private static Optional<Soql.Query> query(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            List<Name> fields = names(lines.get(1));
            return Optional.of(
                    new Soql.Query(
                            new Name(lines.get(0)),
                            fields,
                            new Soql.All(conditions(lines.subList(2, lines.size()))),
                            fields.subList(0, fields.size() / 2),
                            Math.floorMod(text.hashCode(), 2001)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static List<Name> names(String line) {
        return List.of(line.split(" ", -1)).stream().map(Name::new).toList();
    }

    private static List<Condition> conditions(List<String> lines) {
        var conditions = new ArrayList<Condition>();
        for (String line : lines) {
            if (line.equals("or")) {
                var any = new Soql.Any(conditions);
                conditions.clear();
                conditions.add(any);
            } else {
                conditions.add(condition(line));
            }
        }
        // Two at least on each level, for brackets around one alone say nothing.
        if (conditions.size() < 2 || conditions.stream().anyMatch(SoqlFuzzTest::isAlone)) {
            throw new IllegalArgumentException("no query worth asking");
        }
        return conditions;
    }

    private static boolean isAlone(Condition condition) {
        return condition instanceof Soql.Any any
                && (any.parts().size() < 2 || any.parts().stream().anyMatch(SoqlFuzzTest::isAlone));
    }

    private static Condition condition(String line) {
        String[] words = line.split(" ", 3);
        if (words.length < 3) {
            throw new IllegalArgumentException("no condition");
        }
        var field = new Name(words[0]);
        if (words[1].equals("in")) {
            return new Soql.In(
                    field,
                    List.of(words[2].split(" ", -1)).stream().map(SoqlFuzzTest::literal).toList());
        }
        int operator = words[1].isEmpty() ? 0 : words[1].charAt(0);
        return new Soql.Compare(
                field,
                List.of(Operator.values()).get(operator % Operator.values().length),
                literal(words[2]));
    }

    private static Literal literal(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String value = text.substring(colon + 1);
        return switch (kind) {
            case "key" -> new Soql.Key(Soql.RecordId.isId(value) ? value + "." : value);
            case "id" -> new Soql.RecordId(value);
            case "time" -> new Soql.Moment(moment(value));
            case "true", "false" -> new Soql.Truth(kind.equals("true"));
            default -> new Soql.Nothing();
        };
    }

    /** As it comes out of an answer; a query is precise to the millisecond. */
    private static Instant moment(String value) {
        return SalesforceTime.parse(value)
                .map(instant -> instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .orElseThrow(IllegalArgumentException::new);
    }
}
