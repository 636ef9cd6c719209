package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.backtest.Bootstrap;
import dev.baton.backtest.PoissonRate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of what customers pay stays, and what a customer is worth; as {@code report retention
 * --json} prints it.
 *
 * <p><b>Net revenue retention</b> is what the customers of the first day pay on the last, over what
 * they paid on the first; those that came since count nowhere. <b>Gross revenue retention</b> is
 * the same with no account counted for more than it paid on the first day, so that what grew does
 * not hide what was lost. Both as public software companies tell them: yearly, by account, of
 * revenue that recurs. Their intervals draw accounts ({@link Bootstrap}).
 *
 * <p><b>Lifetime value</b> is that of Gupta, Lehmann and Stuart (Valuing Customers, Journal of
 * Marketing Research 41, 2004): {@code m · r ÷ (1 + i − r)}, for a margin m a year, a share r that
 * stays from one year to the next, and a discount i a year, for ever. It assumes that neither
 * margin nor r changes with age, and that who pays leaves as often as who pays little. r is e to
 * the power of minus the rate at which accounts left in the period ({@link PoissonRate}); its
 * interval is that of the rate alone.
 *
 * @param source {@code deals} or {@code account values}
 * @param tooShort why nothing can be told, null where it can
 * @param margin share of what customers pay that is left after serving them; 1 makes a revenue of
 *     lifetime value
 * @param cohorts all first, then by segment, then by quarter of the first deal
 * @param lifetimes all first, then by segment
 */
public record RetentionReport(
        String since,
        String asOf,
        String source,
        @Nullable String tooShort,
        double margin,
        double discount,
        List<CohortJson> cohorts,
        List<LifetimeJson> lifetimes,
        List<AccountJson> accounts) {

    /** Fewer accounts that left tell no rate. */
    static final int FEWEST_LEFT = 10;

    static final int FEW = 10;
    static final long SEED = 20_261_129;

    /**
     * Accounts that paid something on the first day.
     *
     * @param of {@code all}, {@code segment} or {@code started}
     * @param lost those of them that pay nothing any more
     * @param net share, 0 or more
     * @param gross share, 0..1
     */
    public record CohortJson(
            String of,
            String name,
            int accounts,
            int lost,
            double valueThen,
            double valueNow,
            Told net,
            Told gross,
            boolean few) {}

    /**
     * What a customer is worth.
     *
     * @param left accounts that left in the period
     * @param years account-years looked at
     * @param leavesYearly rate; null with too few that left
     * @param lifetimeYears how long one stays on average
     * @param valueYearly what one pays on average now; null where nobody says
     * @param value lifetime value of that
     */
    public record LifetimeJson(
            String segment,
            int accounts,
            int left,
            double years,
            @Nullable Told leavesYearly,
            @Nullable Told lifetimeYears,
            @Nullable Double valueYearly,
            @Nullable Told value) {}

    /**
     * An account: what it paid, what it pays, and its lifetime value by the rate of its segment.
     */
    public record AccountJson(
            String id,
            String name,
            String segment,
            @Nullable Double valueThen,
            @Nullable Double valueNow,
            @Nullable Double lifetimeValue) {}

    /**
     * How lifetime value is reckoned.
     *
     * @param margin more than 0, at most 1
     * @param discount a year, 0 or more
     */
    public record Terms(double margin, double discount) {
        double multiple(double leavesYearly) {
            double stays = Math.exp(-leavesYearly);
            return margin * stays / (1 + discount - stays);
        }
    }

    public static RetentionReport of(
            List<History> histories, Period period, Worths worths, Terms terms) {
        return new RetentionCount(histories, period, worths, terms).report();
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        if (tooShort != null) {
            return new Telling("Retention", tooShort, List.of(), List.of());
        }
        CohortJson all = cohorts.getFirst();
        return new Telling(
                "Retention",
                "of "
                        + Words.money(all.valueThen())
                        + " a year that "
                        + Words.accounts(all.accounts())
                        + " paid on "
                        + since.substring(0, 10)
                        + ", "
                        + Told.percent(all.gross())
                        + " is left on "
                        + asOf.substring(0, 10)
                        + ", and with what grew "
                        + Told.percent(all.net()),
                notes(),
                List.of(cohortsPart(), lifetimesPart()));
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(
                source.equals("deals")
                        ? "Values by won deals: a renewal takes the place of all before it, other"
                                + " deals come on top, nothing is left once an account has left."
                        : "Values as the accounts' records had them, where they were known then.");
        notes.add(
                "Intervals hold 95 times of 100; accounts are drawn, seed "
                        + SEED
                        + ". Each account stands in --json.");
        notes.add(
                "Lifetime value is m · r / (1 + i − r): a yearly margin m of "
                        + Words.percent(margin)
                        + " of what is paid, the share r that stays a year, a discount i of "
                        + Words.percent(discount)
                        + "; as if neither changed with age.");
        return notes;
    }

    private Telling.Part cohortsPart() {
        var rows = new ArrayList<List<String>>();
        for (CohortJson each : cohorts) {
            rows.add(
                    List.of(
                            name(each) + (each.few() ? " *" : ""),
                            each.accounts() + "",
                            each.lost() + "",
                            Words.money(each.valueThen()),
                            Words.money(each.valueNow()),
                            Told.percent(each.net()),
                            Told.percent(each.gross())));
        }
        return new Telling.Part(
                "Net and gross revenue retention",
                plot(),
                "Gross retention by cohort with its interval; * marks fewer than "
                        + FEW
                        + " accounts.",
                List.of("cohort", "accounts", "lost", "then", "now", "net (95 %)", "gross (95 %)"),
                rows);
    }

    private static String name(CohortJson cohort) {
        return switch (cohort.of()) {
            case "all" -> "all";
            case "started" -> "started " + Words.said(cohort.name());
            default -> Words.said(cohort.name());
        };
    }

    private String plot() {
        List<CohortJson> shown = cohorts.stream().filter(each -> !each.few()).toList();
        var plot = new Plot("Gross revenue retention by cohort", 1, true);
        for (int place = 0; place < shown.size(); place++) {
            Told gross = shown.get(place).gross();
            double at = (place + 0.5) / shown.size();
            Double low = gross.low();
            Double high = gross.high();
            if (low != null && high != null) {
                plot.line("whisker", plot.x(at), plot.y(low), plot.x(at), plot.y(high));
            }
            plot.dot(at, gross.value());
        }
        return plot.end("cohorts of 10 accounts and more, in the table's order");
    }

    private Telling.Part lifetimesPart() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < lifetimes.size(); i++) {
            LifetimeJson each = lifetimes.get(i);
            rows.add(
                    List.of(
                            i == 0 ? "all" : Words.said(each.segment()),
                            each.accounts() + "",
                            each.left() + "",
                            Told.percent(each.leavesYearly()),
                            Told.plain(each.lifetimeYears(), 1),
                            Words.money(each.valueYearly()),
                            Told.money(each.value())));
        }
        return new Telling.Part(
                "Lifetime value",
                null,
                "With fewer than "
                        + FEWEST_LEFT
                        + " that left no rate is told; accounts of such a segment take that of all.",
                List.of(
                        "segment",
                        "accounts",
                        "left",
                        "leave a year (95 %)",
                        "years (95 %)",
                        "pays a year",
                        "lifetime value (95 %)"),
                rows);
    }
}
