package dev.baton.engine;

import dev.baton.core.plan.FieldValues;
import dev.baton.core.plan.Ours;
import dev.baton.core.renewal.Renewal;
import dev.baton.core.renewal.RenewalField;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.RenewalOutputs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of renewals, beside the score that was frozen on them before: the one of 90 days, or
 * the next best that the mapping tells.
 *
 * @param told the day of that score, about: the close less its days
 * @param closed the day on which it was won or lost
 * @param score 0..100, as we wrote it
 */
public record RenewalOutcome(LocalDate told, LocalDate closed, double score, boolean left) {
    /** The farther away, the more it is a forecast; 120 days are told of few deals. */
    private static final List<RenewalField> BEST =
            List.of(
                    RenewalField.SCORE_90D,
                    RenewalField.SCORE_60D,
                    RenewalField.SCORE_120D,
                    RenewalField.SCORE_30D);

    private static final int TOGETHER = 500;

    /**
     * All that were closed, by what is known at an instant.
     *
     * @return empty where no renewals are mapped, or only their close is told: that is no forecast
     */
    public static List<RenewalOutcome> of(StateStore store, Mappings mappings, Instant knownAt) {
        RenewalOutputs outputs = mappings.outputs().renewals();
        Optional<RenewalField> best =
                outputs == null
                        ? Optional.empty()
                        : BEST.stream()
                                .filter(each -> outputs.fields().containsKey(each))
                                .findFirst();
        if (outputs == null || best.isEmpty()) {
            return List.of();
        }
        var closed = new LinkedHashMap<String, Renewal>();
        new Renewals(store, mappings, outputs, knownAt)
                .each(
                        (deal, renewal) -> {
                            if (renewal.closedAt() != null) {
                                closed.put(deal.id(), renewal);
                            }
                        });
        var object = new StreamKey(mappings.crm(), outputs.object());
        String field = outputs.fields().getOrDefault(best.get(), "");
        var outcomes = new ArrayList<RenewalOutcome>();
        for (List<String> some : Batches.of(List.copyOf(closed.keySet()), TOGETHER)) {
            Map<String, Map<String, @Nullable Object>> held = store.held(object, some);
            Map<String, Map<String, Ours>> ours = store.ours(object, some);
            some.stream()
                    .flatMap(
                            deal ->
                                    outcome(
                                            mappings,
                                            best.get(),
                                            closed.get(deal),
                                            held.getOrDefault(deal, Map.of()).get(field),
                                            ours.getOrDefault(deal, Map.of()).get(field)))
                    .forEach(outcomes::add);
        }
        return outcomes;
    }

    /** What a person wrote is no forecast of ours. */
    private static Stream<RenewalOutcome> outcome(
            Mappings mappings,
            RenewalField told,
            @Nullable Renewal renewal,
            @Nullable Object held,
            @Nullable Ours ours) {
        if (renewal == null
                || renewal.closedAt() == null
                || ours == null
                || !(held instanceof BigDecimal score)
                || !FieldValues.same(held, ours.got())) {
            return Stream.empty();
        }
        LocalDate closed = mappings.day(renewal.closedAt());
        return Stream.of(
                new RenewalOutcome(
                        closed.minusDays(told.daysBefore()),
                        closed,
                        score.doubleValue(),
                        renewal.isLost()));
    }
}
