package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.baton.backtest.Distribution;
import dev.baton.backtest.Foretold;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the customers of now differ from those among whom a model version first ran, as it was looked
 * at last; kept in the state from look to look.
 *
 * @param model its version
 * @param since the day of its first look, ISO-8601
 * @param lookedAt the day of the last one
 * @param accounts looked at then
 * @param measures that score, by name; those that too few accounts had at the first look are left
 *     out until they have
 * @param outcomes of renewals since the first look against what was foretold of them; null where
 *     the model tells no probability or no renewals are mapped
 * @param told whether people were told that something is wrong
 */
record Drifted(
        String model,
        String since,
        String lookedAt,
        int accounts,
        SortedMap<String, Watched> measures,
        @JsonIgnoreProperties("off") @Nullable Foretold outcomes,
        boolean told) {
    /** Where the state keeps it. */
    private static final String NAME = "drift";

    /** A holiday or the end of a quarter is over by then. */
    static final int PATIENCE_DAYS = 14;

    /**
     * One measure.
     *
     * @param then its values at the first look
     * @param psi of those of the last look against them
     * @param shiftedSince the day of the first of the looks in a row that saw a shift, null for
     *     none
     */
    record Watched(Distribution then, double psi, @Nullable String shiftedSince) {}

    Drifted {
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    }

    /** The last look; nothing before the first. */
    static Optional<Drifted> read(StateStore store) {
        return store.document(NAME).map(Drifted::parsed);
    }

    private static Drifted parsed(String text) {
        try {
            return Output.JSON.readValue(text, Drifted.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("What the last look at drift left cannot be read.", e);
        }
    }

    void keep(StateStore store) {
        store.keepDocument(NAME, Output.text(this));
    }

    Drifted told(boolean now) {
        return new Drifted(model, since, lookedAt, accounts, measures, outcomes, now);
    }

    /** Whether people have to know: a shift that lasts, or outcomes that chance hardly explains. */
    boolean alarms() {
        return measures.values().stream().anyMatch(this::lasts)
                || (outcomes != null && outcomes.isOff());
    }

    private boolean lasts(Watched measure) {
        return measure.shiftedSince() != null
                && ChronoUnit.DAYS.between(
                                LocalDate.parse(measure.shiftedSince()), LocalDate.parse(lookedAt))
                        >= PATIENCE_DAYS;
    }
}
