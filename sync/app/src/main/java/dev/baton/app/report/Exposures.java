package dev.baton.app.report;

import dev.baton.app.report.History.Deal;
import dev.baton.app.report.History.Ticket;
import dev.baton.core.churn.Exposure;
import dev.baton.core.churn.Suspect;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What accounts were exposed to while they were customers in a period: the themes of their tickets
 * of that time, the products they had bought, their segment, and who sold to them first.
 */
final class Exposures {
    /** Between the two levels of a reason. */
    static final String WITHIN = ": ";

    private final Period period;

    Exposures(Period period) {
        this.period = period;
    }

    Exposure of(History history) {
        var suspects = new TreeSet<Suspect>();
        var untold = EnumSet.noneOf(Suspect.Kind.class);
        if (history.tickets() == null) {
            untold.add(Suspect.Kind.THEME);
        } else {
            add(suspects, Suspect.Kind.THEME, themes(history));
        }
        named(suspects, untold, Suspect.Kind.PRODUCT, history.products(end(history)));
        named(suspects, untold, Suspect.Kind.SEGMENT, one(history.segment()));
        named(suspects, untold, Suspect.Kind.REP, one(history.first().map(Deal::owner).orElse("")));
        return new Exposure(
                history.segment(), history.hasLeft(), reasons(history), suspects, untold);
    }

    /** Until it left, or until now. */
    Instant end(History history) {
        History.Departure departure = history.departure();
        return departure == null ? period.asOf() : departure.at();
    }

    /** Of tickets of the period, while it was a customer. */
    SortedSet<String> themes(History history) {
        var themes = new TreeSet<String>();
        tickets(history).forEach(ticket -> themes.addAll(ticket.themes()));
        return themes;
    }

    /** Tickets of the period, while it was a customer. */
    List<Ticket> tickets(History history) {
        List<Ticket> tickets = history.tickets();
        return tickets == null
                ? List.of()
                : tickets.stream().filter(ticket -> during(ticket, end(history))).toList();
    }

    private boolean during(Ticket ticket, Instant end) {
        Instant at = ticket.createdAt();
        return at == null || (!at.isBefore(period.since()) && !at.isAfter(end));
    }

    /** At both levels: "Price", and "Price: Budget cut". */
    SortedSet<String> reasons(History history) {
        var reasons = new TreeSet<String>();
        history.farewell(period.renewal())
                .filter(deal -> !deal.reason().isEmpty())
                .ifPresent(
                        deal -> {
                            reasons.add(deal.reason());
                            if (!deal.reasonDetail().isEmpty()) {
                                reasons.add(deal.reason() + WITHIN + deal.reasonDetail());
                            }
                        });
        return reasons;
    }

    private static List<String> one(String name) {
        return name.isEmpty() ? List.of() : List.of(name);
    }

    private static void named(
            SortedSet<Suspect> suspects,
            EnumSet<Suspect.Kind> untold,
            Suspect.Kind kind,
            Iterable<String> names) {
        if (names.iterator().hasNext()) {
            add(suspects, kind, names);
        } else {
            untold.add(kind);
        }
    }

    private static void add(
            SortedSet<Suspect> suspects, Suspect.Kind kind, Iterable<String> names) {
        names.forEach(name -> suspects.add(new Suspect(kind, name)));
    }
}
