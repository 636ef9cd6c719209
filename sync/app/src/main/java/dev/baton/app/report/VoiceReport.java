package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.app.report.History.Ticket;
import dev.baton.core.health.Band;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers ask for and complain of, and what they are worth; as {@code report voice --json}
 * prints it.
 *
 * @param customers accounts that were customers at some time of the period
 * @param silent those of them of which no helpdesk could speak: what they would say is unknown
 * @param themes the most valuable first
 */
public record VoiceReport(
        String since, String asOf, int customers, int silent, List<ThemeJson> themes) {

    /**
     * A theme.
     *
     * @param tickets of the period
     * @param accounts that wrote them
     * @param value what those of them pay a year that are still there; null where nobody says
     * @param share of what all customers of now pay, 0..1
     * @param bands how healthy those are that are still there
     * @param left those of them that left
     * @param valueLost what they paid a year
     */
    public record ThemeJson(
            String theme,
            int tickets,
            int accounts,
            @Nullable Double value,
            @Nullable Double share,
            SortedMap<String, Integer> bands,
            int left,
            @Nullable Double valueLost) {}

    /** Of accounts in any order. */
    public static VoiceReport of(List<History> histories, Period period) {
        return new Making(histories, period).report();
    }

    private static final class Making {
        private final Period period;
        private final Exposures exposures;
        private final List<History> seen;
        private final @Nullable Double whole;

        Making(List<History> histories, Period period) {
            this.period = period;
            exposures = new Exposures(period);
            seen = histories.stream().filter(period::saw).toList();
            whole = worth(seen.stream().filter(each -> !each.hasLeft()).toList());
        }

        VoiceReport report() {
            var tickets = new TreeMap<String, Integer>();
            var accounts = new TreeMap<String, List<History>>();
            for (History each : seen) {
                for (Ticket ticket : exposures.tickets(each)) {
                    ticket.themes().forEach(theme -> tickets.merge(theme, 1, Integer::sum));
                }
                exposures
                        .themes(each)
                        .forEach(
                                theme ->
                                        accounts.computeIfAbsent(theme, none -> new ArrayList<>())
                                                .add(each));
            }
            var themes = new ArrayList<ThemeJson>();
            accounts.forEach(
                    (name, those) -> themes.add(theme(name, tickets.getOrDefault(name, 0), those)));
            themes.sort(
                    Comparator.comparingDouble(
                                    (ThemeJson each) -> each.value() == null ? 0 : -each.value())
                            .thenComparing(ThemeJson::theme));
            return new VoiceReport(
                    period.since().toString(),
                    period.asOf().toString(),
                    seen.size(),
                    (int) seen.stream().filter(each -> each.tickets() == null).count(),
                    themes);
        }

        private ThemeJson theme(String name, int tickets, List<History> those) {
            List<History> there = those.stream().filter(each -> !each.hasLeft()).toList();
            List<History> gone = those.stream().filter(History::hasLeft).toList();
            Double value = worth(there);
            return new ThemeJson(
                    name,
                    tickets,
                    those.size(),
                    value,
                    value == null || whole == null || whole == 0
                            ? null
                            : (Double) Words.rounded(value / whole, 4),
                    bands(there),
                    gone.size(),
                    worth(gone));
        }

        private @Nullable Double worth(List<History> those) {
            Double sum = null;
            for (History each : those) {
                Double worth = each.worth(period.asOf(), period.renewal());
                if (worth != null) {
                    sum = (sum == null ? 0 : sum) + worth;
                }
            }
            return sum;
        }
    }

    /** How many accounts have which band; bands that none has are there. */
    static SortedMap<String, Integer> bands(List<History> those) {
        var bands = new TreeMap<String, Integer>();
        for (Band band : Band.values()) {
            bands.put(band.name().toLowerCase(Locale.ROOT), 0);
        }
        those.forEach(
                each -> bands.merge(each.band().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return bands;
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        var rows = new ArrayList<List<String>>();
        for (ThemeJson each : themes) {
            rows.add(
                    List.of(
                            each.theme(),
                            each.tickets() + "",
                            each.accounts() + "",
                            Words.money(each.value()),
                            each.share() == null ? Words.NOTHING : Words.percent(each.share()),
                            told(each.bands()),
                            each.left() + "",
                            Words.money(each.valueLost())));
        }
        return new Telling(
                "Voice of customers",
                themes.isEmpty()
                        ? "no ticket of the period has a theme: map `themes`, or `labels`, of"
                                + " tickets"
                        : themes.size()
                                + " themes from "
                                + since.substring(0, 10)
                                + " to "
                                + asOf.substring(0, 10),
                List.of(
                        silent
                                + " of "
                                + Words.accounts(customers)
                                + " have no helpdesk that could speak of them: what they would say"
                                + " is unknown.",
                        "Who would leave for it? `report exposure --theme THEME`."),
                List.of(
                        new Telling.Part(
                                "Themes",
                                null,
                                "Value is what the accounts that wrote of it and are still there pay"
                                        + " a year.",
                                List.of(
                                        "theme",
                                        "tickets",
                                        "accounts",
                                        "value",
                                        "of all",
                                        "red, yellow, green, unknown",
                                        "left",
                                        "value lost"),
                                rows)));
    }

    static String told(SortedMap<String, Integer> bands) {
        return bands.get("red")
                + ", "
                + bands.get("yellow")
                + ", "
                + bands.get("green")
                + ", "
                + bands.get("unknown");
    }
}
