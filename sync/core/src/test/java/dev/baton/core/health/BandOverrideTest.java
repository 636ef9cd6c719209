package dev.baton.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import dev.baton.core.model.CanonicalRecord;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandOverrideTest {
    private static final Instant AT = Instant.parse("2026-03-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"2026-03-31T12:00:00Z, true", "2026-03-31T12:00:01Z, false"})
    void whatWasWrittenLaterSaysNothingOfThen(String modified, boolean counts) {
        CanonicalRecord account =
                Given.accountDraft("2024-01-01T00:00:00Z")
                        .modified(modified)
                        .with("override_band", Given.text("Green"))
                        .with("override_until", Given.day("2026-04-30"))
                        .done();
        assertThat(BandOverride.of(account, AT, LocalDate.parse("2026-03-31")).isPresent())
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Green, 2026-04-01, GREEN",
                "Green, 2026-03-31, GREEN",
                "Green, 2026-03-30, -",
                "Green, -, -",
                "-, 2026-04-01, -",
                "Purple, 2026-04-01, -"
            })
    void itCountsToTheEndOfItsDay(
            @Nullable String band, @Nullable String until, @Nullable Band counts) {
        var draft = Given.accountDraft("2024-01-01T00:00:00Z");
        if (band != null) {
            draft.with("override_band", Given.text(band));
        }
        if (until != null) {
            draft.with("override_until", Given.day(until));
        }
        CanonicalRecord account = draft.done();
        assertThat(
                        BandOverride.of(account, AT, LocalDate.parse("2026-03-31"))
                                .map(BandOverride::band)
                                .orElse(null))
                .isEqualTo(counts);
    }
}
