package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, false",
        "2026-03-01T12:00:00.000000001Z, true",
        "2026-03-31T12:00:00Z, true",
        "2026-03-31T12:00:00.000000001Z, false"
    })
    void itBeginsLaterThanItsStartAndEndsNotLaterThanItsEnd(String moment, boolean covered) {
        var month = new Window("created_at", 30);
        assertThat(month.covers(at(moment), at("2026-03-31T12:00:00Z"))).isEqualTo(covered);
    }

    @Test
    void halfADayIsTwelveHours() {
        var half = new Window("created_at", 0.5);
        assertThat(half.covers(at("2026-03-31T00:00:00Z"), at("2026-03-31T12:00:00Z"))).isFalse();
        assertThat(half.covers(at("2026-03-31T00:00:01Z"), at("2026-03-31T12:00:00Z"))).isTrue();
    }

    @Test
    void withoutABeginningItHasAnEndStill() {
        Window all = Window.all("created_at");
        assertThat(all.endless()).isTrue();
        assertThat(all.covers(Instant.MIN, at("2026-03-31T12:00:00Z"))).isTrue();
        assertThat(all.covers(at("2026-03-31T12:00:01Z"), at("2026-03-31T12:00:00Z"))).isFalse();
    }

    @Test
    void longerThanAllTimeIsNoError() {
        var absurd = new Window("created_at", 1e300);
        assertThat(absurd.covers(Instant.MIN, Instant.MAX)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void itIsLongerThanNothing(double days) {
        assertThatThrownBy(() -> new Window("created_at", days))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
