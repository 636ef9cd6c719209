package dev.baton.app;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import dev.baton.engine.Review;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Outcomes as the CRM tells them of buying more: at the end of each quarter, whoever wins a deal of
 * a kind within so many days bought more, and every other customer did not. That somebody was never
 * offered more is not told apart.
 *
 * @param kind which deals they are: what their {@code kind} holds, letter case aside
 * @param days within which a deal is won, more than 0
 */
record BacktestExpansions(String kind, int days) {

    BacktestOutcomes of(Review review) {
        SortedMap<String, NavigableSet<LocalDate>> wonBy = new TreeMap<>();
        Vocabulary vocabulary = review.mappings().vocabulary();
        review.each(
                assessed -> {
                    var won = new TreeSet<LocalDate>();
                    for (CanonicalRecord record : assessed.facts().records()) {
                        if (BacktestRenewals.isOf(record, kind)) {
                            Seen.at(review.asOf(), record, vocabulary)
                                    .map(deal -> deal.moment("won_at"))
                                    .ifPresent(at -> won.add(day(at)));
                        }
                    }
                    wonBy.put(assessed.account().ref().id(), won);
                });
        var outcomes = new ArrayList<BacktestOutcomes.Outcome>();
        for (LocalDate look : looks(wonBy, day(review.asOf()))) {
            wonBy.forEach(
                    (account, won) -> {
                        LocalDate next = won.higher(look);
                        boolean bought = next != null && !next.isAfter(look.plusDays(days));
                        outcomes.add(new BacktestOutcomes.Outcome(account, look, bought));
                    });
        }
        return new BacktestOutcomes(outcomes, true);
    }

    /** From the first quarter's end that a deal can tell of to the last whose days are over. */
    private List<LocalDate> looks(
            SortedMap<String, NavigableSet<LocalDate>> wonBy, LocalDate today) {
        LocalDate first =
                wonBy.values().stream()
                        .filter(won -> !won.isEmpty())
                        .map(NavigableSet::first)
                        .min(LocalDate::compareTo)
                        .orElseThrow(this::none);
        var looks = new ArrayList<LocalDate>();
        for (LocalDate look = quarterEnd(first.minusDays(days));
                !look.plusDays(days).isAfter(today);
                look = quarterEnd(look.plusDays(1))) {
            looks.add(look);
        }
        if (looks.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "no quarter has ended "
                            + days
                            + " days ago since the first such deal — give"
                            + " fewer --within-days, or --outcomes FILE");
        }
        return looks;
    }

    private Stop none() {
        return new Stop(
                Exit.USAGE,
                "no deal was won whose kind contains '"
                        + kind
                        + "' — map kind and won_at in the source of deals, or give --outcomes FILE");
    }

    private static LocalDate quarterEnd(LocalDate day) {
        return day.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3).minusDays(1);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
