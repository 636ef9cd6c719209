package dev.baton.app;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Vocabulary;
import dev.baton.engine.Review;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as the CRM tells them: a renewal that was won stayed, one that was lost left. Each is
 * foretold some days before it was decided, at the end of that month, so that renewals of a month
 * share their look.
 *
 * @param kind which deals are renewals: what their {@code kind} holds, letter case aside
 * @param daysBefore how long before the decision the score is judged, more than 0
 */
record BacktestRenewals(String kind, int daysBefore) {

    BacktestOutcomes of(Review review) {
        Vocabulary vocabulary = review.mappings().vocabulary();
        var outcomes = new ArrayList<BacktestOutcomes.Outcome>();
        review.each(
                assessed -> {
                    SortedMap<LocalDate, Boolean> byDay = new TreeMap<>();
                    for (CanonicalRecord record : assessed.facts().records()) {
                        if (record.type() == RecordType.OPPORTUNITY) {
                            decided(record, review.asOf(), vocabulary, byDay);
                        }
                    }
                    String account = assessed.account().ref().id();
                    byDay.forEach(
                            (day, left) ->
                                    outcomes.add(new BacktestOutcomes.Outcome(account, day, left)));
                });
        if (outcomes.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "no renewal was won or lost: no deal's kind contains '"
                            + kind
                            + "' and has won_at or lost_at — map kind, won_at and lost_at in the"
                            + " source of deals, or give --outcomes FILE");
        }
        return new BacktestOutcomes(outcomes);
    }

    /** Whether a record is a deal whose kind holds a word, letter case aside. */
    static boolean isOf(CanonicalRecord record, String kind) {
        String of = record.type() == RecordType.OPPORTUNITY ? record.text("kind") : null;
        return of != null && of.toLowerCase(Locale.ROOT).contains(kind.toLowerCase(Locale.ROOT));
    }

    /** Of several renewals in a month one that was lost counts. */
    private void decided(
            CanonicalRecord record,
            Instant asOf,
            Vocabulary vocabulary,
            SortedMap<LocalDate, Boolean> byDay) {
        if (!isOf(record, kind)) {
            return;
        }
        Seen.at(asOf, record, vocabulary)
                .ifPresent(
                        deal -> {
                            add(byDay, deal.moment("won_at"), false);
                            add(byDay, deal.moment("lost_at"), true);
                        });
    }

    private void add(SortedMap<LocalDate, Boolean> byDay, @Nullable Instant decided, boolean left) {
        if (decided != null) {
            LocalDate before = decided.atZone(ZoneOffset.UTC).toLocalDate().minusDays(daysBefore);
            LocalDate look = before.withDayOfMonth(1).minusDays(1);
            byDay.merge(look, left, Boolean::logicalOr);
        }
    }
}
