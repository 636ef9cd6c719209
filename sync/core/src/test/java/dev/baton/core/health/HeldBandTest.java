package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.EverySeed;
import dev.baton.core.Seeds;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldBandTest {
    private static final Bands BANDS = new Bands(75, 40, 45, 70);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "39.9, -, RED", "40, -, YELLOW", "75, -, GREEN",
                "39.9, YELLOW, RED", "40, YELLOW, YELLOW", "74.9, YELLOW, YELLOW",
                "44.9, RED, RED", "45, RED, YELLOW", "75, RED, GREEN",
                "70, GREEN, GREEN", "69.9, GREEN, YELLOW", "39.9, GREEN, RED",
                "42, UNKNOWN, YELLOW", "74, UNKNOWN, YELLOW"
            })
    void aBandIsLeftLaterThanItIsEntered(double score, @Nullable Band before, Band band) {
        assertThat(BANDS.of(Points.of(score), before)).isEqualTo(band);
    }

    @EverySeed
    void whatItSaysItSaysAgainAndMorePointsAreNeverAWorseBand(long seed) {
        var random = Seeds.random(seed);
        double yellow = 1 + random.nextInt(60);
        double green = yellow + 1 + random.nextInt(30);
        var bands =
                new Bands(
                        green,
                        yellow,
                        yellow + random.nextDouble() * (green - yellow),
                        yellow + random.nextDouble() * (green - yellow));
        for (Band before : Band.values()) {
            Band last = Band.UNKNOWN;
            for (int tenths = 0; tenths <= 1000; tenths++) {
                Band band = bands.of(new Points(tenths), before);
                assertThat(bands.of(new Points(tenths), band)).isEqualTo(band);
                assertThat(band).isLessThanOrEqualTo(last);
                last = band;
            }
        }
    }

    @Test
    void withoutSuchLimitsTheBandBeforeDoesNotMatter() {
        var plain = new Bands(75, 40);
        assertThat(plain.areHeld()).isFalse();
        assertThat(BANDS.areHeld()).isTrue();
        for (Band before : Band.values()) {
            for (int tenths = 0; tenths <= 1000; tenths++) {
                assertThat(plain.of(new Points(tenths), before))
                        .isEqualTo(plain.of(new Points(tenths), null));
            }
        }
    }

    @Test
    void theExplanationSaysThatABandIsHeld() {
        // 50 + 30 · (0.3 − 0.5) = 44
        var model =
                new HealthModel(
                        "v",
                        50,
                        List.of(Models.usage()),
                        List.of(),
                        BANDS,
                        0,
                        new TrendRule(30, 3),
                        List.of());
        var scorecard = new Scorecard(model, Vocabulary.standard());
        var facts = facts("2024-01-01T00:00:00Z", List.of(usage("u", "2026-03-30", 30)));
        Assessment held = scorecard.assess(facts, at("2026-03-31T00:00:00Z"), Band.RED);
        assertThat(held.band()).isEqualTo(Band.RED);
        assertThat(Presentation.held(held)).isEqualTo(", still Red; by the score alone Yellow");
        Assessment free = scorecard.assess(facts, at("2026-03-31T00:00:00Z"));
        assertThat(free.band()).isEqualTo(Band.YELLOW);
        assertThat(Presentation.held(free)).isEmpty();
    }

    @Test
    void aWordOfTheCrmIsABandOrNone() {
        assertThat(Band.titled("Yellow")).contains(Band.YELLOW);
        assertThat(Band.titled("Gelb")).isEmpty();
        assertThat(Band.titled(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"75, 40, 39, 75", "75, 40, 76, 75", "75, 40, 40, 39", "75, 40, 40, 76"})
    void aBandIsLeftBetweenTheOthers(double green, double yellow, double red, double leaveGreen) {
        assertThatThrownBy(() -> new Bands(green, yellow, red, leaveGreen))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
