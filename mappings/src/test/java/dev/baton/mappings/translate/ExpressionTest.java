package dev.baton.mappings.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.model.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
    private static final Instant CREATED = Instant.parse("2013-01-01T00:00:00Z");
    private static final Map<String, List<String>> CHILDREN =
            Map.of("events", List.of("metric", "time"));

    private static final Object EMPTY = new Outcome.Nothing<>();

    private static Object found(Object value) {
        return new Outcome.Found<>(value);
    }

    private static Object wrong(String reason) {
        return new Outcome.Wrong<>(reason);
    }

    private static Map<String, @Nullable Object> map(String name, @Nullable Object value) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put(name, value);
        return map;
    }

    static Stream<Arguments> results() {
        String added = "created_at + minutes(m.reply.calendar)";
        String type = "the expression met a value of the wrong type";
        return Stream.of(
                Arguments.of(
                        added,
                        map("m", map("reply", map("calendar", 5L))),
                        found(CREATED.plus(Duration.ofMinutes(5)))),
                Arguments.of(
                        added,
                        map("m", map("reply", map("calendar", 5))),
                        found(CREATED.plus(Duration.ofMinutes(5)))),
                Arguments.of(
                        added,
                        map("m", map("reply", map("calendar", 0.5))),
                        found(CREATED.plus(Duration.ofSeconds(30)))),
                Arguments.of(added, map("m", map("reply", map("calendar", null))), EMPTY),
                Arguments.of(added, map("m", map("reply", null)), EMPTY),
                Arguments.of(added, map("m", map("other", 1L)), EMPTY),
                Arguments.of(added, map("m", null), EMPTY),
                Arguments.of(added, Map.of(), EMPTY),
                Arguments.of(added, map("m", map("reply", map("calendar", "five"))), wrong(type)),
                Arguments.of(added, map("m", map("reply", 5L)), wrong(type)),
                Arguments.of(
                        added,
                        map("m", map("reply", map("calendar", 1e18))),
                        wrong("the expression's number is too large")),
                Arguments.of(
                        "created_at + hours(x)",
                        map("x", 2L),
                        found(CREATED.plus(Duration.ofHours(2)))),
                Arguments.of(
                        "created_at + days(x)",
                        map("x", 2L),
                        found(CREATED.plus(Duration.ofDays(2)))),
                Arguments.of(
                        "moment(x)",
                        map("x", "2013-06-01T12:00:00.000+0000"),
                        found(Instant.parse("2013-06-01T12:00:00Z"))),
                Arguments.of(
                        "moment(x)",
                        map("x", "yesterday"),
                        wrong("the expression cannot read a text as what it should be")),
                Arguments.of("moment(x)", map("x", null), EMPTY),
                Arguments.of(
                        "x == null ? modified_at : moment(x)",
                        map("x", null),
                        found(CREATED.plus(Duration.ofDays(9)))),
                Arguments.of(
                        "has(x.y) ? moment(x.y) : created_at", map("x", Map.of()), found(CREATED)),
                Arguments.of(
                        "x == null ? moment('rubbish') : created_at",
                        map("x", null),
                        wrong("the expression cannot read a text as what it should be")),
                Arguments.of(
                        "x[0]",
                        map("x", List.of()),
                        wrong("the expression reads past the end of a list")));
    }

    @ParameterizedTest
    @MethodSource("results")
    void emptyInEmptyOutAndWrongInWrongOut(
            String text, Map<String, @Nullable Object> fields, Object expected) {
        assertThat((Object) compiled(text, FieldType.MOMENT).evaluate(raw(fields), Map.of()))
                .isEqualTo(expected);
    }

    @Test
    void aDivisionByZeroIsBad() {
        assertThat(
                        (Object)
                                compiled("1 / x", FieldType.NUMBER)
                                        .evaluate(raw(map("x", 0L)), Map.of()))
                .isEqualTo(wrong("the expression divides by zero"));
    }

    @Test
    void childrenAreFilteredAndTheirOrderDoesNotMatter() {
        Expression expression =
                compiled(
                        "events.filter(e, e.metric == 'solve').map(e, moment(e.time))",
                        FieldType.MOMENTS);
        List<Raw> events =
                List.of(
                        event("1", "solve", "2013-02-01T00:00:00Z"),
                        event("2", "reply", "2013-02-02T00:00:00Z"),
                        event("3", "solve", "2013-02-03T00:00:00Z"));
        Object expected =
                found(
                        List.of(
                                Instant.parse("2013-02-01T00:00:00Z"),
                                Instant.parse("2013-02-03T00:00:00Z")));
        assertThat((Object) expression.evaluate(raw(Map.of()), Map.of("events", events)))
                .isEqualTo(expected);
        assertThat((Object) expression.evaluate(raw(Map.of()), Map.of()))
                .isEqualTo(found(List.of()));
    }

    @Test
    void aChildWithoutATimeLeavesTheFieldEmpty() {
        Expression expression = compiled("events.map(e, moment(e.time))", FieldType.MOMENTS);
        List<Raw> events = List.of(new Raw("1", CREATED, CREATED, map("time", null)));
        assertThat((Object) expression.evaluate(raw(Map.of()), Map.of("events", events)))
                .isEqualTo(EMPTY);
    }

    @Test
    void whatItReadsAreThePathsOfTheRecordOnly() {
        assertThat(
                        compiled(
                                        "created_at + minutes(m.reply.calendar) > modified_at"
                                                + " && tags.exists(t, t == kind)"
                                                + " && events.exists(e, e.metric == other.a)",
                                        FieldType.TRUTH)
                                .paths())
                .containsExactly("kind", "m.reply.calendar", "other.a", "tags");
    }

    @Test
    void anExpressionStopsThatRunsOverTooManyItems() {
        List<Long> many = IntStream.range(0, 200).mapToObj(i -> (long) i).toList();
        assertThat(
                        (Object)
                                compiled("x.all(a, x.all(b, x.all(c, true)))", FieldType.TRUTH)
                                        .evaluate(raw(map("x", many)), Map.of()))
                .isEqualTo(wrong("the expression runs over too many items"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "a +", FieldType.NUMBER, "1:4 the expression ends too early; complete it"),
                Arguments.of(
                        "created_at + minuts(x)",
                        FieldType.MOMENT,
                        "1:20 no function minuts; did you mean minutes?"),
                Arguments.of(
                        "events.map(e, e.metrc)",
                        FieldType.LABELS,
                        "1:16 not an expression: undefined field 'metrc'"),
                Arguments.of(
                        "'a' + 5",
                        FieldType.TEXT,
                        "1:5 not an expression: found no matching overload for '_+_' applied to '(string, int)'"),
                Arguments.of(
                        "'open'",
                        FieldType.MOMENT,
                        "1:1 the expression gives string, the field holds moment"),
                Arguments.of(
                        "created_at",
                        FieldType.NUMBER,
                        "1:1 the expression gives timestamp, the field holds number"),
                Arguments.of(
                        "null",
                        FieldType.TEXT,
                        "1:1 the expression gives null_type, the field holds text"),
                Arguments.of(
                        "events.map(e, 1)",
                        FieldType.MOMENTS,
                        "1:1 the expression gives a list of int, the field holds moments"),
                Arguments.of("", FieldType.TEXT, "1:1 the expression ends too early; complete it"),
                Arguments.of(
                        "a\n  + )",
                        FieldType.NUMBER,
                        "2:5 not an expression: mismatched input ')'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFoundAtItsPlace(String text, FieldType type, String expected) {
        assertThat(Expression.compile(text, CHILDREN, type))
                .isInstanceOfSatisfying(
                        Expression.Compiled.Bad.class,
                        bad -> assertThat(words(bad.mistakes().getFirst())).startsWith(expected));
    }

    private static String words(Expression.Mistake mistake) {
        return mistake.line()
                + ":"
                + mistake.column()
                + " "
                + mistake.what()
                + "; "
                + mistake.fix();
    }

    @Test
    void bombsAreRefusedBeforeTheyRun() {
        for (String bomb :
                List.of(
                        "x".repeat(3_000),
                        "(".repeat(500) + "x" + ")".repeat(500),
                        String.join(" + ", Collections.nCopies(400, "x")),
                        "[".repeat(900) + "]".repeat(900),
                        "x.y".repeat(600))) {
            assertThat(Expression.compile(bomb, CHILDREN, FieldType.NUMBER))
                    .as(bomb.substring(0, 10))
                    .isInstanceOf(Expression.Compiled.Bad.class);
        }
    }

    private static Expression compiled(String text, FieldType type) {
        return switch (Expression.compile(text, CHILDREN, type)) {
            case Expression.Compiled.Good good -> good.expression();
            case Expression.Compiled.Bad bad -> throw new AssertionError(bad.mistakes().toString());
        };
    }

    private static Raw raw(Map<String, @Nullable Object> fields) {
        return new Raw("42", CREATED, CREATED.plus(Duration.ofDays(9)), fields);
    }

    private static Raw event(String id, String metric, String time) {
        return new Raw(id, CREATED, CREATED, Map.of("metric", metric, "time", time));
    }
}
