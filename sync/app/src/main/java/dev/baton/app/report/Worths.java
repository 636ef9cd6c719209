package dev.baton.app.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What accounts paid a year at the beginning and at the end of a period: by their deals where any
 * deal that was won has an amount, else by the value in their records as it was known then and is
 * known now.
 */
public final class Worths {
    private final Period period;
    private final @Nullable Map<String, Double> then;

    private Worths(Period period, @Nullable Map<String, Double> then) {
        this.period = period;
        this.then = then;
    }

    /** Whether the deals tell. */
    public static boolean byDeals(List<History> histories) {
        return histories.stream()
                .flatMap(each -> each.won().stream())
                .anyMatch(deal -> deal.amount() != null);
    }

    public static Worths ofDeals(Period period) {
        return new Worths(period, null);
    }

    /**
     * By the values of records.
     *
     * @param earlier the accounts as they were known at the beginning
     */
    public static Worths ofValues(Period period, List<History> earlier) {
        var then = new HashMap<String, Double>();
        for (History each : earlier) {
            Double value = each.value();
            if (each.customer() && value != null) {
                then.put(each.account().id(), value);
            }
        }
        return new Worths(period, then);
    }

    boolean areOfDeals() {
        return then == null;
    }

    /** Null where nobody can tell, 0 where it paid nothing. */
    @Nullable Double before(History history) {
        if (then != null) {
            return then.get(history.account().id());
        }
        History.Departure departure = history.departure();
        boolean gone = departure != null && !departure.at().isAfter(period.since());
        return gone ? (Double) 0.0 : history.recurring(period.since(), period.renewal());
    }

    /** The same of now. */
    @Nullable Double after(History history) {
        if (history.hasLeft()) {
            return 0.0;
        }
        return then == null
                ? history.recurring(period.asOf(), period.renewal())
                : history.customer() ? history.value() : null;
    }

    /** An account whose value is known at both ends, and that paid something at the first. */
    record Pair(History history, double before, double after) {}

    List<Pair> pairs(List<History> histories) {
        return histories.stream()
                .filter(each -> each.customer() || each.hasLeft())
                .filter(each -> before(each) != null && after(each) != null)
                .map(
                        each ->
                                new Pair(
                                        each,
                                        Objects.requireNonNull(before(each)),
                                        Objects.requireNonNull(after(each))))
                .filter(each -> each.before() > 0)
                .toList();
    }
}
