package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.backtest.Bootstrap;
import dev.baton.backtest.Interval;
import dev.baton.backtest.PoissonRate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
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
    private static final int FEWEST_LEFT = 10;

    private static final int FEW = 10;
    private static final long SEED = 20_261_129;
    private static final int DRAWS = 1_000;
    private static final double YEAR_SECONDS = 365.25 * 86_400;

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
        return new Making(histories, period, worths, terms).report();
    }

    private static final class Making {
        private final List<History> histories;
        private final Period period;
        private final Worths worths;
        private final Terms terms;
        private final List<Worths.Pair> pairs;

        Making(List<History> histories, Period period, Worths worths, Terms terms) {
            this.histories = histories.stream().filter(period::saw).toList();
            this.period = period;
            this.worths = worths;
            this.terms = terms;
            pairs = worths.pairs(histories);
        }

        RetentionReport report() {
            String tooShort = tooShort();
            List<LifetimeJson> lifetimes = tooShort == null ? lifetimes() : List.of();
            return new RetentionReport(
                    period.since().toString(),
                    period.asOf().toString(),
                    worths.areOfDeals() ? "deals" : "account values",
                    tooShort,
                    terms.margin(),
                    terms.discount(),
                    tooShort == null ? cohorts() : List.of(),
                    lifetimes,
                    tooShort == null ? accounts(lifetimes) : List.of());
        }

        private @Nullable String tooShort() {
            if (!pairs.isEmpty()) {
                return null;
            }
            return worths.areOfDeals()
                    ? "no account that paid anything on "
                            + day(period.since())
                            + " by its won deals is known: the history is too short, or no deal has"
                            + " an amount"
                    : "no account's value of "
                            + day(period.since())
                            + " is known: it was not read yet then, or has changed since it was;"
                            + " map `amount` and `won_at` of deals, or wait";
        }

        private List<CohortJson> cohorts() {
            var cohorts = new ArrayList<CohortJson>();
            cohorts.add(cohort("all", "", pairs));
            by(each -> each.history().segment())
                    .forEach((name, those) -> cohorts.add(cohort("segment", name, those)));
            by(each -> quarter(each.history().came()))
                    .forEach((name, those) -> cohorts.add(cohort("started", name, those)));
            return cohorts;
        }

        private SortedMap<String, List<Worths.Pair>> by(Function<Worths.Pair, String> what) {
            var groups = new TreeMap<String, List<Worths.Pair>>();
            for (Worths.Pair each : pairs) {
                groups.computeIfAbsent(what.apply(each), none -> new ArrayList<>()).add(each);
            }
            return groups;
        }

        private static String quarter(@Nullable Instant at) {
            if (at == null) {
                return "";
            }
            LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
            return day.getYear() + "-Q" + (1 + (day.getMonthValue() - 1) / 3);
        }

        private static CohortJson cohort(String of, String name, List<Worths.Pair> those) {
            return new CohortJson(
                    of,
                    name,
                    those.size(),
                    (int) those.stream().filter(each -> each.after() == 0).count(),
                    those.stream().mapToDouble(Worths.Pair::before).sum(),
                    those.stream().mapToDouble(Worths.Pair::after).sum(),
                    kept(those, Worths.Pair::after),
                    kept(those, each -> Math.min(each.before(), each.after())),
                    those.size() < FEW);
        }

        private static Told kept(List<Worths.Pair> those, ToDoubleFunction<Worths.Pair> kept) {
            var bootstrap =
                    new Bootstrap(
                            SEED,
                            DRAWS,
                            those.stream().map(each -> each.history().account().id()).toList());
            Interval interval =
                    those.size() < 2
                            ? new Interval(Double.NaN, Double.NaN)
                            : bootstrap.interval(times -> share(those, kept, times));
            return Told.of(share(those, kept, Bootstrap.once(those.size())), interval);
        }

        private static double share(
                List<Worths.Pair> those, ToDoubleFunction<Worths.Pair> kept, int[] times) {
            double before = 0;
            double after = 0;
            for (int i = 0; i < times.length; i++) {
                before += times[i] * those.get(i).before();
                after += times[i] * kept.applyAsDouble(those.get(i));
            }
            return after / before;
        }

        private List<LifetimeJson> lifetimes() {
            var bySegment = new TreeMap<String, List<History>>();
            for (History each : histories) {
                bySegment.computeIfAbsent(each.segment(), none -> new ArrayList<>()).add(each);
            }
            var lifetimes = new ArrayList<LifetimeJson>();
            lifetimes.add(lifetime("", histories));
            bySegment.forEach((name, those) -> lifetimes.add(lifetime(name, those)));
            return lifetimes;
        }

        private LifetimeJson lifetime(String segment, List<History> those) {
            int left = (int) those.stream().filter(History::hasLeft).count();
            double years = those.stream().mapToDouble(this::years).sum();
            boolean told = left >= FEWEST_LEFT && years > 0;
            PoissonRate rate = told ? new PoissonRate(left, years) : null;
            Double average = average(those);
            return new LifetimeJson(
                    segment,
                    those.size(),
                    left,
                    Words.rounded(years, 1),
                    rate == null ? null : Told.of(rate.rate(), rate.interval()),
                    rate == null ? null : inverse(rate, leaves -> 1 / leaves),
                    average,
                    rate == null || average == null
                            ? null
                            : inverse(rate, leaves -> average * terms.multiple(leaves)));
        }

        /** The more leave, the less it is. */
        private static Told inverse(PoissonRate rate, ToDoubleFunction<Double> of) {
            Interval interval = rate.interval();
            return Told.of(
                    of.applyAsDouble(rate.rate()),
                    new Interval(
                            of.applyAsDouble(interval.high()), of.applyAsDouble(interval.low())));
        }

        private double years(History history) {
            Instant came = history.came();
            Instant from = came != null && came.isAfter(period.since()) ? came : period.since();
            History.Departure departure = history.departure();
            Instant to = departure == null ? period.asOf() : departure.at();
            return Math.max(0, Duration.between(from, to).toSeconds() / YEAR_SECONDS);
        }

        private @Nullable Double average(List<History> those) {
            double[] values =
                    those.stream()
                            .filter(each -> !each.hasLeft())
                            .map(worths::after)
                            .filter(each -> each != null)
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            return values.length == 0
                    ? null
                    : (Double) (Arrays.stream(values).sum() / values.length);
        }

        private List<AccountJson> accounts(List<LifetimeJson> lifetimes) {
            var leaves = new TreeMap<String, Double>();
            Told ofAll = lifetimes.getFirst().leavesYearly();
            for (LifetimeJson each : lifetimes.subList(1, lifetimes.size())) {
                Told own = each.leavesYearly() == null ? ofAll : each.leavesYearly();
                if (own != null) {
                    leaves.put(each.segment(), own.value());
                }
            }
            return histories.stream()
                    .map(each -> account(each, leaves.get(each.segment())))
                    .sorted(Comparator.comparing(AccountJson::id))
                    .toList();
        }

        private AccountJson account(History history, @Nullable Double leavesYearly) {
            Double now = worths.after(history);
            return new AccountJson(
                    history.account().id(),
                    history.name(),
                    history.segment(),
                    worths.before(history),
                    now,
                    leavesYearly == null || now == null
                            ? null
                            : (Double) Words.rounded(now * terms.multiple(leavesYearly), 0));
        }
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
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
