package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.app.report.History.Ticket;
import dev.baton.core.churn.Finding;
import dev.baton.core.churn.Scoping;
import dev.baton.core.churn.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Who would leave if we did not do this? The accounts that wrote of a theme, as {@code report
 * exposure --json} prints it. It tells who is exposed and how leaving went with it so far; whether
 * an account will leave for it nobody can tell.
 *
 * @param value what exposed accounts that are still there pay a year; null where nobody says
 * @param exposed accounts that wrote of it in the period
 * @param exposedLeft those of them that left
 * @param leftShare their share, 0..1; null of nobody
 * @param others accounts whose tickets are known and are not about it
 * @param othersLeft those of them that left
 * @param scope whether leaving gathers there, by the test of {@code report churn} over all looks of
 *     that report; null where no exposed account left
 * @param adjusted p of that test
 * @param bands of exposed accounts that are still there
 * @param accounts those, the most valuable first
 */
public record ExposureReport(
        String theme,
        String since,
        String asOf,
        @Nullable Double value,
        int exposed,
        int exposedLeft,
        @Nullable Told leftShare,
        int others,
        int othersLeft,
        @Nullable Told othersLeftShare,
        @Nullable String scope,
        @Nullable Double adjusted,
        SortedMap<String, Integer> bands,
        List<AccountJson> accounts) {

    /** An exposed account; its value is null where nobody says. */
    public record AccountJson(
            String id,
            @Nullable String externalId,
            String name,
            String segment,
            String band,
            @Nullable Double value,
            int tickets,
            @Nullable String lastTicket) {}

    /**
     * @return empty where no ticket of the period is about it
     */
    public static Optional<ExposureReport> of(
            List<History> histories, Period period, String theme) {
        var exposures = new Exposures(period);
        List<History> seen = histories.stream().filter(period::saw).toList();
        List<History> told = seen.stream().filter(each -> each.tickets() != null).toList();
        List<History> those =
                told.stream().filter(each -> exposures.themes(each).contains(theme)).toList();
        if (those.isEmpty()) {
            return Optional.empty();
        }
        List<AccountJson> there =
                those.stream()
                        .filter(each -> !each.hasLeft())
                        .map(each -> account(each, exposures.tickets(each), period, theme))
                        .sorted(
                                Comparator.comparingDouble(
                                                (AccountJson each) ->
                                                        each.value() == null ? 0 : -each.value())
                                        .thenComparing(AccountJson::id))
                        .toList();
        int left = those.size() - there.size();
        int others = told.size() - those.size();
        int othersLeft = (int) told.stream().filter(History::hasLeft).count() - left;
        Finding finding = finding(seen, exposures, theme);
        return Optional.of(
                new ExposureReport(
                        theme,
                        period.since().toString(),
                        period.asOf().toString(),
                        value(there),
                        those.size(),
                        left,
                        Told.share(left, those.size()),
                        others,
                        othersLeft,
                        Told.share(othersLeft, others),
                        finding == null ? null : finding.scope().word(),
                        finding == null ? null : (Double) finding.adjusted(),
                        VoiceReport.bands(those.stream().filter(each -> !each.hasLeft()).toList()),
                        there));
    }

    private static @Nullable Finding finding(
            List<History> seen, Exposures exposures, String theme) {
        var suspect = new Suspect(Suspect.Kind.THEME, theme);
        return Scoping.of(seen.stream().map(exposures::of).toList()).findings().stream()
                .filter(each -> each.reason() == null && each.suspect().equals(suspect))
                .findFirst()
                .orElse(null);
    }

    private static AccountJson account(
            History history, List<Ticket> tickets, Period period, String theme) {
        List<Ticket> about =
                tickets.stream().filter(ticket -> ticket.themes().contains(theme)).toList();
        return new AccountJson(
                history.account().id(),
                history.externalId(),
                history.name(),
                history.segment(),
                history.band().name().toLowerCase(Locale.ROOT),
                history.worth(period.asOf(), period.renewal()),
                about.size(),
                about.stream()
                        .flatMap(ticket -> Optional.ofNullable(ticket.createdAt()).stream())
                        .max(Comparator.naturalOrder())
                        .map(at -> at.toString().substring(0, 10))
                        .orElse(null));
    }

    private static @Nullable Double value(List<AccountJson> accounts) {
        Double sum = null;
        for (AccountJson each : accounts) {
            Double value = each.value();
            if (value != null) {
                sum = (sum == null ? 0 : sum) + value;
            }
        }
        return sum;
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        var rows = new ArrayList<List<String>>();
        for (AccountJson each : accounts) {
            rows.add(
                    List.of(
                            Words.said(each.name()),
                            Words.money(each.value()),
                            each.band(),
                            Words.said(each.segment()),
                            each.tickets() + "",
                            each.lastTicket() == null ? Words.NOTHING : each.lastTicket()));
        }
        return new Telling(
                "Exposed to " + theme,
                Words.accounts(accounts.size())
                        + " still there"
                        + (value == null ? "" : ", worth " + Words.money(value) + " a year")
                        + "; red, yellow, green, unknown: "
                        + VoiceReport.told(bands),
                List.of(
                        "From "
                                + since.substring(0, 10)
                                + " to "
                                + asOf.substring(0, 10)
                                + " "
                                + exposedLeft
                                + " of "
                                + exposed
                                + " exposed accounts left, "
                                + Told.percent(leftShare)
                                + "; of those that did not write of it "
                                + othersLeft
                                + " of "
                                + others
                                + ", "
                                + Told.percent(othersLeftShare)
                                + (adjusted == null
                                        ? "."
                                        : ". Scope: "
                                                + scope
                                                + " (p, corrected for all looks: "
                                                + Words.p(adjusted)
                                                + ")."),
                        "Who writes of something is exposed; whether it leaves for that nobody can"
                                + " tell."),
                List.of(
                        new Telling.Part(
                                "Accounts",
                                null,
                                "",
                                List.of(
                                        "account",
                                        "value",
                                        "band",
                                        "segment",
                                        "tickets",
                                        "last one"),
                                rows)));
    }
}
