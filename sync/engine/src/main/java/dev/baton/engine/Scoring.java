package dev.baton.engine;

import dev.baton.core.family.Member;
import dev.baton.core.family.Rolled;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.core.health.Scorecard;
import dev.baton.core.model.AccountFacts;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every score that a mapping has a model for. */
final class Scoring {
    private final Bands bands;
    private final @Nullable Rolling rolling;
    private final Scorecard health;
    private final @Nullable Scorecard expansion;

    /**
     * @param rolling null where families are not told
     */
    Scoring(Mappings mappings, @Nullable Rolling rolling) {
        this.rolling = rolling;
        this.bands = mappings.model().bands();
        this.health = new Scorecard(mappings.model(), mappings.vocabulary());
        HealthModel second = mappings.model(Score.EXPANSION);
        this.expansion = second == null ? null : new Scorecard(second, mappings.vocabulary());
    }

    /**
     * What there is to say of an account.
     *
     * @param expansion null where the mapping has no model of it
     * @param family what its family comes to; null for an account that is above no other
     */
    record Told(Assessment health, @Nullable Assessment expansion, @Nullable Rolled family) {}

    /**
     * @param before the band last told of its health, which may be held; null where there is none
     */
    Told of(AccountFacts facts, Instant asOf, @Nullable Band before) {
        Assessment own = health.assess(facts, asOf, before);
        Rolled family = rolling == null ? null : rolling.of(own.account());
        boolean standsIn = rolling != null && rolling.rule().standsIn() && Member.isNoUser(own);
        Assessment told =
                family != null && standsIn ? family.standingInFor(own, bands, before) : own;
        return new Told(
                told, expansion == null ? null : expansion.assessBeside(told, facts, asOf), family);
    }

    /** Whether it can be told of an account what its family comes to. */
    boolean tellsFamilies() {
        return rolling != null;
    }
}
