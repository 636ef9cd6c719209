package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldValuesTest {
    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(null, null, true),
                Arguments.of("", null, true),
                Arguments.of(" \n", null, true),
                Arguments.of("a", "a", true),
                Arguments.of("a ", "a", true),
                Arguments.of("a\r\nb", "a\nb", true),
                Arguments.of("a\r\n", "a", true),
                Arguments.of(" a", "a", false),
                Arguments.of("a", "A", false),
                Arguments.of("null", null, false),
                Arguments.of(new BigDecimal("68"), new BigDecimal("68.00"), true),
                Arguments.of(new BigDecimal("100"), new BigDecimal("1E+2"), true),
                Arguments.of(new BigDecimal("0"), new BigDecimal("-0.000"), true),
                Arguments.of(new BigDecimal("0"), null, false),
                Arguments.of(new BigDecimal("68"), "68", false),
                Arguments.of(new BigDecimal("68"), new BigDecimal("68.01"), false),
                Arguments.of(true, true, true),
                Arguments.of(true, false, false),
                Arguments.of(false, null, false),
                Arguments.of(LocalDate.parse("2026-03-31"), LocalDate.parse("2026-03-31"), true),
                Arguments.of(LocalDate.parse("2026-03-31"), "2026-03-31", false),
                Arguments.of(
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2026-03-31T00:00:00.000Z"),
                        true),
                Arguments.of(
                        Instant.parse("2026-03-31T00:00:00Z"),
                        LocalDate.parse("2026-03-31"),
                        false));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theSameIsWhatTheCrmCouldNotTellApart(
            @Nullable Object left, @Nullable Object right, boolean same) {
        assertThat(FieldValues.same(left, right)).isEqualTo(same);
        assertThat(FieldValues.same(right, left)).isEqualTo(same);
        assertThat(FieldValues.spelled(left).equals(FieldValues.spelled(right))).isEqualTo(same);
    }

    @Test
    void whatNoFieldHoldsIsAProgrammingErrorThatDoesNotTellTheValue() {
        assertThatThrownBy(() -> FieldValues.spelled(68.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no CRM value: Double");
    }
}
