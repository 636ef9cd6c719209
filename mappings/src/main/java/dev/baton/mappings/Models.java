package dev.baton.mappings;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Probability;
import dev.baton.core.health.Score;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping makes of accounts.
 *
 * @param health the model of {@code model.yaml}
 * @param expansion that of {@code expansion.yaml}; null where there is none
 * @param probability null of a model that nobody calibrated
 * @param firstValue null where the model does not say
 * @param handoff what sales hands over; null where nothing is handed over
 */
record Models(
        HealthModel health,
        @Nullable HealthModel expansion,
        @Nullable Probability probability,
        @Nullable FirstValue firstValue,
        @Nullable HandoffRules handoff) {

    @Nullable HealthModel of(Score score) {
        return switch (score) {
            case HEALTH -> health;
            case EXPANSION -> expansion;
        };
    }
}
