package dev.baton.app.report;

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
import dev.baton.app.report.RetentionReport.CohortJson;
import dev.baton.app.report.RetentionReport.LifetimeJson;
import dev.baton.app.report.RetentionReport.AccountJson;
import dev.baton.app.report.RetentionReport.Terms;

/** Counts what stays of what is paid, and what a customer is worth. */
final class RetentionCount {
    private static final int DRAWS = 1_000;
    private static final double YEAR_SECONDS = 365.25 * 86_400;

    private final List<History> histories;
    private final Period period;
    private final Worths worths;
    private final Terms terms;
    private final List<Worths.Pair> pairs;

    RetentionCount(List<History> histories, Period period, Worths worths, Terms terms) {
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
                those.size() < RetentionReport.FEW);
    }

    private static Told kept(List<Worths.Pair> those, ToDoubleFunction<Worths.Pair> kept) {
        var bootstrap =
                new Bootstrap(
                        RetentionReport.SEED,
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
        boolean told = left >= RetentionReport.FEWEST_LEFT && years > 0;
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
                new Interval(of.applyAsDouble(interval.high()), of.applyAsDouble(interval.low())));
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
        return values.length == 0 ? null : (Double) (Arrays.stream(values).sum() / values.length);
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

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}
