package dev.baton.app;

import dev.baton.core.handoff.Gap;
import dev.baton.core.handoff.Handoff;
import dev.baton.core.handoff.HandoffDays;
import dev.baton.engine.Review;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * As {@code handoffs --json} prints it; names and shapes are a contract with scripts.
 *
 * @param statuses how many handoffs stand how
 */
record HandoffList(String asOf, SortedMap<String, Integer> statuses, List<HandoffJson> handoffs) {
    private static final Comparator<HandoffJson> LONGEST_WAITING =
            Comparator.comparing(
                            HandoffJson::daysWaiting,
                            Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(HandoffJson::deal);

    static HandoffList of(Review review) {
        LocalDate today = review.mappings().day(review.asOf());
        List<HandoffJson> handoffs =
                review.handoffs().stream()
                        .map(each -> HandoffJson.of(each, today))
                        .sorted(LONGEST_WAITING)
                        .toList();
        var statuses = new TreeMap<String, Integer>();
        handoffs.forEach(each -> statuses.merge(each.status(), 1, Integer::sum));
        return new HandoffList(review.asOf().toString(), statuses, handoffs);
    }

    /**
     * One of them.
     *
     * @param deal the opportunity's id
     * @param completeness 0..100
     * @param daysWaiting since the deal was won; null in a draft and once it is decided
     * @param daysToAccept from winning to acceptance, null before
     * @param daysToFirstValue from winning to the first value, null before
     */
    record HandoffJson(
            String deal,
            @Nullable String name,
            String account,
            @Nullable String accountName,
            String status,
            int completeness,
            List<GapJson> gaps,
            @Nullable String salesOwner,
            @Nullable String owner,
            String openedOn,
            @Nullable String acceptDue,
            @Nullable String acceptedOn,
            @Nullable String kickoffOn,
            @Nullable String firstValueOn,
            @Nullable Long daysWaiting,
            @Nullable Long daysToAccept,
            @Nullable Long daysToFirstValue) {
        static HandoffJson of(Review.Handed handed, LocalDate today) {
            Handoff handoff = handed.handoff();
            HandoffDays days = handoff.days();
            return new HandoffJson(
                    handoff.deal(),
                    handoff.name(),
                    handoff.account(),
                    handed.account().text("name"),
                    Documents.word(handoff.status()),
                    handoff.completeness().percent(),
                    handoff.completeness().gaps().stream().map(GapJson::of).toList(),
                    handoff.salesOwner(),
                    handoff.owner(),
                    days.openedOn().toString(),
                    text(days.acceptDue()),
                    text(days.acceptedOn()),
                    text(days.kickoffOn()),
                    text(days.firstValueOn()),
                    handoff.daysWaiting(today).orElse(null),
                    days.toAccept().orElse(null),
                    days.toFirstValue().orElse(null));
        }

        private static @Nullable String text(@Nullable LocalDate day) {
            return day == null ? null : day.toString();
        }
    }

    /**
     * What there is no evidence for.
     *
     * @param who {@code sales_owner}, {@code csm} or {@code lead}
     * @param untold whether nothing that is read could tell it
     */
    record GapJson(String item, String label, String who, boolean untold) {
        static GapJson of(Gap gap) {
            return new GapJson(gap.item(), gap.label(), gap.closer().word(), gap.untold());
        }
    }

    String text() {
        var table = new Table("status", "complete", "waiting", "account", "deal", "gaps");
        for (HandoffJson each : handoffs) {
            table.row(
                    List.of(
                            each.status().replace('_', ' '),
                            each.completeness() + " %",
                            each.daysWaiting() == null ? "–" : each.daysWaiting() + " days",
                            each.accountName() == null ? each.account() : each.accountName(),
                            each.name() == null ? each.deal() : each.name(),
                            gaps(each)));
        }
        return table + "\n" + handoffs.size() + " handoffs as of " + asOf;
    }

    private static String gaps(HandoffJson handoff) {
        return String.join(
                "; ",
                handoff.gaps().stream()
                        .map(gap -> gap.label() + " (" + gap.who().replace('_', ' ') + ")")
                        .toList());
    }
}
