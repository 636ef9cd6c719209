package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every score that a mapping has a model for. */
final class Scoring {
    private final Scorecard health;
    private final @Nullable Scorecard expansion;

    Scoring(Mappings mappings) {
        this.health = new Scorecard(mappings.model(), mappings.vocabulary());
        HealthModel second = mappings.model(Score.EXPANSION);
        this.expansion = second == null ? null : new Scorecard(second, mappings.vocabulary());
    }

    /**
     * What there is to say of an account.
     *
     * @param expansion null where the mapping has no model of it
     */
    record Told(Assessment health, @Nullable Assessment expansion) {}

    /**
     * @param before the band last told of its health, which may be held; null where there is none
     */
    Told of(AccountFacts facts, Instant asOf, @Nullable Band before) {
        Assessment told = health.assess(facts, asOf, before);
        return new Told(told, expansion == null ? null : expansion.assessBeside(told, facts, asOf));
    }
}
