package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.baton.engine.ModelChanges;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model version that runs beside the active one and tells what it would do, before anyone accepts
 * it. Kept in the state, so that restarts do not end it; nothing of it ever goes to a CRM.
 *
 * @param model its version
 * @param beside the active version when it began
 * @param files the mapping folder's texts with it; empty once it has ended
 * @param started its first day, ISO-8601
 * @param until the day on which it ends by itself
 * @param days what it came to, day by day, the last one last
 * @param moves of the last day: accounts whose band would be another, {@link #MOST_NAMED} at most
 * @param tasks of the last day, as many at most
 * @param ended why it runs no more, null while it runs
 */
record Shadow(
        String model,
        String beside,
        SortedMap<String, String> files,
        String started,
        String until,
        List<Day> days,
        List<CalibrateDocument.MoveJson> moves,
        List<CalibrateDocument.TaskJson> tasks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ended) {
    /** Accounts and tasks that are kept of a day. */
    static final int MOST_NAMED = 1_000;

    /** Where the state keeps it. */
    private static final String NAME = "shadow";

    /**
     * One day's comparison.
     *
     * @param scored accounts that have a score by both models
     * @param meanShift its score less the active one's, over those
     * @param meanSize the same of the sizes of the differences
     * @param bandMoves {@code green → yellow}: how many
     * @param opens tasks that would open
     * @param closes tasks that would close
     */
    record Day(
            String day,
            int accounts,
            int scored,
            double meanShift,
            double meanSize,
            SortedMap<String, Integer> bandMoves,
            int opens,
            int closes) {
        Day {
            bandMoves = Collections.unmodifiableSortedMap(new TreeMap<>(bandMoves));
        }
    }

    Shadow {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        days = List.copyOf(days);
        moves = List.copyOf(moves);
        tasks = List.copyOf(tasks);
    }

    /** Begins; looked at on no day yet. */
    static Shadow begin(
            String model,
            String beside,
            SortedMap<String, String> files,
            LocalDate today,
            int days) {
        return new Shadow(
                model,
                beside,
                files,
                today.toString(),
                today.plusDays(days).toString(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** The last that was begun; nothing before the first. */
    static Optional<Shadow> read(StateStore store) {
        return store.document(NAME).map(Shadow::parsed);
    }

    private static Shadow parsed(String text) {
        try {
            return Output.JSON.readValue(text, Shadow.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("The shadow that is kept cannot be read.", e);
        }
    }

    void keep(StateStore store) {
        store.keepDocument(NAME, Output.text(this));
    }

    boolean runs() {
        return ended == null;
    }

    /** Whether a day has been looked at, or a later one. */
    boolean hasSeen(String day) {
        return !days.isEmpty() && days.getLast().day().compareTo(day) >= 0;
    }

    /** It runs no more; what it came to stays. */
    Shadow ended(String why) {
        return new Shadow(model, beside, new TreeMap<>(), started, until, days, moves, tasks, why);
    }

    /** With one more day. */
    Shadow and(String day, ModelChanges changes) {
        var all = new ArrayList<>(days);
        int opens = (int) changes.tasks().stream().filter(ModelChanges.TaskMove::opens).count();
        all.add(
                new Day(
                        day,
                        changes.accounts(),
                        changes.scored(),
                        changes.meanShift(),
                        changes.meanSize(),
                        ModelChangesText.byBand(changes.moves()),
                        opens,
                        changes.tasks().size() - opens));
        return new Shadow(
                model,
                beside,
                files,
                started,
                until,
                all,
                changes.moves().stream()
                        .limit(MOST_NAMED)
                        .map(CalibrateDocument.MoveJson::of)
                        .toList(),
                changes.tasks().stream()
                        .limit(MOST_NAMED)
                        .map(CalibrateDocument.TaskJson::of)
                        .toList(),
                ended);
    }
}
