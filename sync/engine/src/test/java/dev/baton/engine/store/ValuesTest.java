package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void everyTypeComesBack() {
        var values =
                fields(
                        "$date", "a key that looks like a tag",
                        "tagged", fields("$date", "2014-01-04"),
                        "wrapped", fields("$map", fields("$map", 1L), "b", 2L),
                        "decimal", new BigDecimal("0.1"),
                        "date", LocalDate.parse("2014-01-04"),
                        "instant", Instant.parse("2014-01-04T09:30:00Z"),
                        "list", Arrays.asList(null, true, Long.MIN_VALUE, 1e300, "\u0000\uD83D"));

        assertThat(Values.read(Values.write(values))).isEqualTo(values);
        assertThat(Values.read(Values.canonical(values))).isEqualTo(values);
    }

    @Test
    void tagsAreWrittenAsDocumented() {
        assertThat(
                        Values.write(
                                fields(
                                        "d",
                                        LocalDate.parse("2014-01-04"),
                                        "n",
                                        new BigDecimal("8.50"))))
                .isEqualTo("{\"d\":{\"$date\":\"2014-01-04\"},\"n\":{\"$decimal\":\"8.5\"}}");
    }

    @Test
    void canonicalTextIsSortedOnEveryLevel() {
        var inner = fields("z", 1L, "a", List.of(fields("y", null, "b", null)));

        assertThat(Values.canonical(fields("b", inner, "a", 1L)))
                .isEqualTo("{\"a\":1,\"b\":{\"a\":[{\"b\":null,\"y\":null}],\"z\":1}}");
        assertThat(Values.write(fields("b", 2L, "a", 1L))).isEqualTo("{\"b\":2,\"a\":1}");
    }

    @Test
    void aPersonReadsPlainJson() {
        assertThat(Values.plain(null)).isEqualTo("null");
        assertThat(Values.plain(new BigDecimal("1E+2"))).isEqualTo("100");
        assertThat(Values.plain(new BigDecimal("81.50"))).isEqualTo("81.5");
        assertThat(Values.plain("grün \"1\"")).isEqualTo("\"grün \\\"1\\\"\"");
        assertThat(Values.plain(LocalDate.parse("2014-01-04"))).isEqualTo("\"2014-01-04\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+2147483647", "1E-2147483647", "0E+500", "1E+65"})
    void aVastDecimalIsNotWrittenOutInFull(String number) {
        var values = fields("n", new BigDecimal(number));

        String text = Values.write(values);

        assertThat(text).hasSizeLessThan(100);
        assertThat(Values.read(text).get("n"))
                .isInstanceOfSatisfying(
                        BigDecimal.class,
                        read -> assertThat(read).isEqualByComparingTo(new BigDecimal(number)));
    }

    @Test
    void whatJsonCannotSayIsRefusedByItsClassOnly() {
        for (Object value : List.of(Double.NaN, 1.5f, 7, Optional.of("secret text"))) {
            assertThatThrownBy(() -> Values.write(Map.of("field", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .message()
                    .doesNotContain("secret");
        }
    }
}
