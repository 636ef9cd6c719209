package dev.baton.app;

import dev.baton.backtest.Distribution;
import dev.baton.backtest.Foretold;
import dev.baton.core.health.Probability;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Measured;
import dev.baton.engine.RenewalOutcome;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks, once a day of the CRM's people, whether the customers still are what the model was made
 * for. Reads the state alone, as the last run left it.
 *
 * @param stopping whether it is to be given up
 */
record DriftLook(StateStore store, BooleanSupplier stopping) {

    /**
     * The look of the day; the one that was kept where the day has one already, or where a field
     * that scores rest on is hidden now: what cannot be seen has not shifted.
     *
     * @return nothing before the first run
     * @throws CancellationException when it was given up
     */
    Optional<Drifted> look() {
        Optional<Drifted> before = Drifted.read(store);
        Optional<Review> found = Review.of(store, null);
        if (found.isEmpty() || !found.get().mappings().stopped().isEmpty()) {
            return before;
        }
        Review review = found.get();
        String today = review.mappings().day(review.asOf()).toString();
        Drifted same = before.filter(each -> each.model().equals(review.model())).orElse(null);
        return same != null && same.lookedAt().compareTo(today) >= 0
                ? before
                : Optional.of(looked(review, today, same));
    }

    private Drifted looked(Review review, String today, @Nullable Drifted before) {
        SortedMap<String, Sample> samples = new TreeMap<>();
        for (ScoredMeasure scored : review.mappings().model().scored()) {
            samples.put(scored.measure().name(), new Sample());
        }
        int[] accounts = new int[1];
        review.each(
                assessed -> {
                    if (stopping.getAsBoolean()) {
                        throw new CancellationException();
                    }
                    if (!assessed.assessment().isEnded()) {
                        accounts[0]++;
                        samples.forEach(
                                (name, sample) ->
                                        sample.add(
                                                value(assessed.assessment().measured().get(name))));
                    }
                });
        var measures = new TreeMap<String, Drifted.Watched>();
        samples.forEach(
                (name, sample) ->
                        watched(
                                        before == null ? null : before.measures().get(name),
                                        sample.values(),
                                        today)
                                .ifPresent(each -> measures.put(name, each)));
        String since = before == null ? today : before.since();
        return new Drifted(
                review.model(),
                since,
                today,
                accounts[0],
                measures,
                outcomes(review, LocalDate.parse(since)),
                before != null && before.told());
    }

    private static @Nullable Double value(@Nullable Measured measured) {
        return measured instanceof Measured.Known known ? known.value() : null;
    }

    private static Optional<Drifted.Watched> watched(
            Drifted.@Nullable Watched before, List<@Nullable Double> values, String today) {
        if (before == null) {
            return Distribution.of(values).map(then -> new Drifted.Watched(then, 0, null));
        }
        Distribution now = before.then().over(values);
        if (now.n() == 0) {
            return Optional.of(new Drifted.Watched(before.then(), 0, null));
        }
        String since = before.shiftedSince() == null ? today : before.shiftedSince();
        return Optional.of(
                new Drifted.Watched(
                        before.then(),
                        before.then().psi(now),
                        before.then().isShifted(now) ? since : null));
    }

    private @Nullable Foretold outcomes(Review review, LocalDate since) {
        Probability probability = review.mappings().probability();
        if (probability == null || review.mappings().outputs().renewals() == null) {
            return null;
        }
        Foretold foretold = Foretold.NOTHING;
        var all = new ArrayList<>(RenewalOutcome.of(store, review.mappings(), review.asOf()));
        for (RenewalOutcome outcome : all) {
            if (!outcome.told().isBefore(since)) {
                foretold = foretold.and(probability.leaving(outcome.score()), outcome.left());
            }
        }
        return foretold;
    }
}
