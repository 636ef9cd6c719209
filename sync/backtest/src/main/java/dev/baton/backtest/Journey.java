package dev.baton.backtest;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bands of an account, from look to look.
 *
 * @param bands by the day of the look
 */
public record Journey(SortedMap<LocalDate, Band> bands) {
    private static final double DAYS_OF_A_QUARTER = 365.25 / 4;

    public Journey {
        bands = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(bands));
    }

    /**
     * Days from the first red that lasted to a last look: red there and at every look between.
     * Empty when the account was not red at the last one, for then nobody was warned.
     *
     * @param last the day that the account was last looked at before it left
     */
    public OptionalLong warned(LocalDate last) {
        LocalDate first = null;
        for (Map.Entry<LocalDate, Band> look :
                new ArrayList<>(bands.headMap(last.plusDays(1)).entrySet()).reversed()) {
            if (look.getValue() != Band.RED) {
                break;
            }
            first = look.getKey();
        }
        return first == null
                ? OptionalLong.empty()
                : OptionalLong.of(ChronoUnit.DAYS.between(first, last));
    }

    /**
     * Changes from one known band to another.
     *
     * @param flips how many
     * @param quarters how long it was watched: from the first known band to the last
     */
    public record Flips(int flips, double quarters) {}

    /** A band in between that is unknown is no change, for nothing was claimed. */
    public Flips flips() {
        List<Map.Entry<LocalDate, Band>> known =
                bands.entrySet().stream().filter(look -> look.getValue() != Band.UNKNOWN).toList();
        if (known.size() < 2) {
            return new Flips(0, 0);
        }
        int flips = 0;
        for (int i = 1; i < known.size(); i++) {
            flips += known.get(i).getValue() == known.get(i - 1).getValue() ? 0 : 1;
        }
        long days = ChronoUnit.DAYS.between(known.getFirst().getKey(), known.getLast().getKey());
        return new Flips(flips, days / DAYS_OF_A_QUARTER);
    }
}
