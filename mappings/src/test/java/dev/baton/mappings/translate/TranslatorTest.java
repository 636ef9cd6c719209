package dev.baton.mappings.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TranslatorTest {
    private static final Instant CREATED = Instant.parse("2013-01-01T00:00:00Z");
    private static final Instant MODIFIED = Instant.parse("2013-02-01T00:00:00Z");

    static Stream<Arguments> values() {
        Instant noon = Instant.parse("2013-06-01T12:00:00Z");
        return Stream.of(
                Arguments.of(FieldType.TEXT, "open", new Value.Text("open")),
                Arguments.of(FieldType.TEXT, "", new Value.Text("")),
                Arguments.of(FieldType.TEXT, 7L, new Value.Text("7")),
                Arguments.of(FieldType.TEXT, 7, new Value.Text("7")),
                Arguments.of(FieldType.TEXT, 7.0, new Value.Text("7")),
                Arguments.of(FieldType.TEXT, 1e20, new Value.Text("100000000000000000000")),
                Arguments.of(FieldType.TEXT, BigInteger.TEN, new Value.Text("10")),
                Arguments.of(FieldType.TEXT, new BigDecimal("1.50"), new Value.Text("1.5")),
                Arguments.of(FieldType.NUMBER, 3L, new Value.Numeric(3)),
                Arguments.of(FieldType.NUMBER, 2.5, new Value.Numeric(2.5)),
                Arguments.of(FieldType.TRUTH, true, new Value.Truth(true)),
                Arguments.of(FieldType.MOMENT, "2013-06-01T12:00:00Z", new Value.Moment(noon)),
                Arguments.of(
                        FieldType.MOMENT, "2013-06-01T14:00:00.000+0200", new Value.Moment(noon)),
                Arguments.of(FieldType.MOMENT, "2013-06-01T14:00:00+02:00", new Value.Moment(noon)),
                Arguments.of(FieldType.MOMENT, noon.getEpochSecond(), new Value.Moment(noon)),
                Arguments.of(
                        FieldType.MOMENTS,
                        List.of("2013-06-01T12:00:00Z"),
                        new Value.Moments(List.of(noon))),
                Arguments.of(
                        FieldType.MOMENTS,
                        "2013-06-01T12:00:00Z",
                        new Value.Moments(List.of(noon))),
                Arguments.of(FieldType.MOMENTS, List.of(), null),
                Arguments.of(
                        FieldType.DAY, "2013-06-01", new Value.Day(LocalDate.parse("2013-06-01"))),
                Arguments.of(
                        FieldType.LABELS,
                        List.of("b", "a", 3L),
                        new Value.Labels(new TreeSet<>(List.of("3", "a", "b")))),
                Arguments.of(FieldType.LABELS, List.of(), new Value.Labels(new TreeSet<>())),
                Arguments.of(FieldType.NUMBER, null, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueBecomesWhatTheFieldHolds(
            FieldType type, @Nullable Object raw, @Nullable Value expected) {
        assertThat(copied(type, raw))
                .isInstanceOfSatisfying(
                        Translated.Good.class,
                        good -> assertThat(good.record().fields().get("it")).isEqualTo(expected));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(FieldType.TEXT, true, "expected a text, found true or false"),
                Arguments.of(FieldType.TEXT, List.of("a"), "expected a text, found a list"),
                Arguments.of(FieldType.NUMBER, "3", "expected a finite number, found a text"),
                Arguments.of(
                        FieldType.NUMBER, Double.NaN, "expected a finite number, found a number"),
                Arguments.of(
                        FieldType.NUMBER,
                        Double.POSITIVE_INFINITY,
                        "expected a finite number, found a number"),
                Arguments.of(
                        FieldType.NUMBER, true, "expected a finite number, found true or false"),
                Arguments.of(FieldType.TRUTH, "true", "expected true or false, found a text"),
                Arguments.of(FieldType.MOMENT, "2013-06-01", "expected an instant, found a text"),
                Arguments.of(
                        FieldType.MOMENT,
                        "2013-06-01T12:00:00",
                        "expected an instant, found a text"),
                Arguments.of(
                        FieldType.MOMENT,
                        1_370_088_000_000L,
                        "expected an instant, found a number"),
                Arguments.of(FieldType.MOMENT, 1.5, "expected an instant, found a number"),
                Arguments.of(
                        FieldType.MOMENTS, Arrays.asList("x"), "expected instants, found a text"),
                Arguments.of(
                        FieldType.MOMENTS,
                        Arrays.asList((Object) null),
                        "expected instants, found nothing"),
                Arguments.of(FieldType.DAY, "2013-02-30", "expected a day, found a text"),
                Arguments.of(FieldType.LABELS, "a;b", "expected a list of words, found a text"),
                Arguments.of(
                        FieldType.LABELS, List.of(Map.of()), "expected words, found an object"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aValueOfTheWrongKindMakesTheRecordBad(FieldType type, Object raw, String reason) {
        assertThat(copied(type, raw)).isEqualTo(new Translated.Bad("it", reason));
    }

    @Test
    void whatLiesBelowAValueThatIsNoObjectIsBad() {
        var rule = new FieldRule.Copied(FieldSpec.state("it", FieldType.TEXT), "a.b", false);
        assertThat(translate(rule, Map.of("a", "text")))
                .isEqualTo(new Translated.Bad("it", "nothing lies below it at a.b"));
        assertThat(translate(rule, nulls("a"))).isInstanceOf(Translated.Good.class);
        assertThat(translate(rule, Map.of())).isInstanceOf(Translated.Good.class);
    }

    @Test
    void aTableGivesWhatTheSourceMeansAndNothingForOtherWords() {
        var table = new TreeMap<String, Value>();
        table.put("good", new Value.Numeric(1));
        var rule = new FieldRule.LookedUp(FieldSpec.state("it", FieldType.NUMBER), "x", table);
        assertThat(field(rule, Map.of("x", "good"))).isEqualTo(new Value.Numeric(1));
        assertThat(field(rule, Map.of("x", "offered"))).isNull();
        assertThat(field(rule, nulls("x"))).isNull();
        assertThat(translate(rule, Map.of("x", List.of())))
                .isEqualTo(new Translated.Bad("it", "expected a text, found a list"));
    }

    @Test
    void reasonsNeverQuoteValues() {
        var rule = new FieldRule.Copied(FieldSpec.state("it", FieldType.NUMBER), "x", false);
        assertThat(translate(rule, Map.of("x", "secret-4711")).toString()).doesNotContain("4711");
    }

    @Test
    void identityAndTimesComeFromTheRecordItself() {
        var rule =
                new FieldRule.Constant(
                        FieldSpec.fixed("it", FieldType.TEXT), new Value.Text("csat"));
        Translated.Good good = (Translated.Good) translate(rule, Map.of());
        assertThat(good.record().ref().toString())
                .isEqualTo("RecordRef[system=zendesk, object=ticket, id=42]");
        assertThat(good.record().createdAt()).isEqualTo(CREATED);
        assertThat(good.record().modifiedAt()).isEqualTo(MODIFIED);
        assertThat(good.record().text("it")).isEqualTo("csat");
    }

    private static Map<String, @Nullable Object> nulls(String name) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put(name, null);
        return fields;
    }

    private static Translated copied(FieldType type, @Nullable Object raw) {
        var fields = nulls("x");
        fields.put("x", raw);
        return translate(new FieldRule.Copied(FieldSpec.state("it", type), "x", false), fields);
    }

    private static Translated translate(FieldRule rule, Map<String, @Nullable Object> fields) {
        return new Translator(RecordType.TICKET, "zendesk", "ticket", List.of(rule))
                .translate(new Raw("42", CREATED, MODIFIED, fields), Map.of());
    }

    private static @Nullable Value field(FieldRule rule, Map<String, @Nullable Object> fields) {
        return ((Translated.Good) translate(rule, fields)).record().fields().get("it");
    }
}
