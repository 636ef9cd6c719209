package dev.baton.app.report;

import dev.baton.app.report.History.Deal;
import dev.baton.app.report.History.Departure;
import dev.baton.backtest.PartialPooling;
import dev.baton.core.firstvalue.Cohort;
import dev.baton.core.firstvalue.Course;
import dev.baton.core.firstvalue.KaplanMeier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import dev.baton.app.report.RepsReport.GroupJson;
import dev.baton.app.report.RepsReport.Known;

/** Counts what was sold and what became of it. */
final class RepsCount {
    private static final Duration YEAR = Duration.ofDays(365);

    private final List<History> won;
    private final Instant asOf;
    private final Known known;

    RepsCount(List<History> histories, Instant asOf, Known known) {
        won = histories.stream().filter(each -> each.came() != null).toList();
        this.asOf = asOf;
        this.known = known;
    }

    RepsReport report() {
        return new RepsReport(
                asOf.toString(),
                group("", won, deals(won), null),
                by(Deal::owner),
                by(Deal::product),
                bySegment(),
                byFit(),
                (int) won.stream().filter(each -> days(each) < 0).count(),
                known.leavingTold(),
                known.tooEarlyDays() != null);
    }

    private static Deal first(History history) {
        return history.first().orElseThrow();
    }

    private static int deals(Collection<History> those) {
        return those.stream().mapToInt(each -> each.won().size()).sum();
    }

    /** Deals are counted for whom each names, accounts for whom the first one names. */
    private List<GroupJson> by(Function<Deal, String> what) {
        var accounts = new TreeMap<String, List<History>>();
        var deals = new TreeMap<String, Integer>();
        for (History each : won) {
            accounts.computeIfAbsent(what.apply(first(each)), none -> new ArrayList<>()).add(each);
            each.won().forEach(deal -> deals.merge(what.apply(deal), 1, Integer::sum));
        }
        deals.keySet().forEach(name -> accounts.putIfAbsent(name, new ArrayList<>()));
        return groups(accounts, (name, those) -> deals.getOrDefault(name, 0));
    }

    private List<GroupJson> bySegment() {
        var accounts = new TreeMap<String, List<History>>();
        for (History each : won) {
            accounts.computeIfAbsent(each.segment(), none -> new ArrayList<>()).add(each);
        }
        return groups(accounts, (name, those) -> deals(those));
    }

    private List<GroupJson> byFit() {
        var accounts = new TreeMap<String, List<History>>();
        for (History each : won) {
            Double fit = first(each).fit();
            if (fit != null) {
                String band = fit < 40 ? "below 40" : fit < 70 ? "from 40" : "from 70";
                accounts.computeIfAbsent(band, none -> new ArrayList<>()).add(each);
            }
        }
        return groups(accounts, (name, those) -> deals(those));
    }

    /** Deals of a group. */
    private interface Counting {
        int deals(String name, List<History> those);
    }

    private List<GroupJson> groups(SortedMap<String, List<History>> accounts, Counting counting) {
        var values = new PartialPooling.Values();
        accounts.forEach(
                (name, those) ->
                        followed(those).forEach(each -> values.add(name, leftEarly(each) ? 1 : 0)));
        PartialPooling pooled = values.isEmpty() ? null : values.pooled();
        var groups = new ArrayList<GroupJson>();
        accounts.forEach(
                (name, those) -> {
                    PartialPooling.Group own = pooled == null ? null : pooled.groups().get(name);
                    groups.add(
                            group(
                                    name,
                                    those,
                                    counting.deals(name, those),
                                    own == null ? null : own.pooled()));
                });
        return groups;
    }

    private GroupJson group(String name, List<History> those, int deals, @Nullable Double pooled) {
        List<KaplanMeier.Spell> spells =
                those.stream()
                        .map(RepsCount::days)
                        .filter(days -> days >= 0)
                        .map(days -> new KaplanMeier.Spell(days, true))
                        .toList();
        KaplanMeier days = KaplanMeier.of(spells);
        Cohort cohort = cohort(those);
        List<History> followed = followed(those);
        int early = (int) followed.stream().filter(RepsCount::leftEarly).count();
        return new GroupJson(
                name,
                deals,
                those.size(),
                spells.size(),
                Told.of(days.median(), days.medianLow(), days.medianHigh()),
                cohort.started(),
                cohort.reached(),
                Told.share(cohort.reached(), cohort.started()),
                followed.size(),
                early,
                Told.share(early, followed.size()),
                pooled == null ? null : (Double) Words.rounded(pooled, 4),
                those.size() < RepsReport.FEW);
    }

    /** From first contact to the first signature; not a number where nobody says. */
    private static double days(History history) {
        Deal deal = first(history);
        Instant created = deal.createdAt();
        return created == null
                ? Double.NaN
                : Duration.between(created, Objects.requireNonNull(deal.wonAt())).toSeconds()
                        / 86_400.0;
    }

    private Cohort cohort(List<History> those) {
        Double tooEarly = known.tooEarlyDays();
        var courses = new ArrayList<Course>();
        for (History each : those) {
            Course course = each.course();
            if (tooEarly != null && course != null && isOld(course, tooEarly)) {
                courses.add(course);
            }
        }
        return Cohort.of(courses);
    }

    private boolean isOld(Course course, double days) {
        var start = course.start();
        return start != null && !start.at().isAfter(asOf.minusSeconds(Math.round(86_400 * days)));
    }

    /** Won a year ago or longer; whoever left and nobody says when is left out. */
    private List<History> followed(List<History> those) {
        return those.stream()
                .filter(each -> known.leavingTold())
                .filter(each -> each.customer() || each.hasLeft())
                .filter(each -> !came(each).isAfter(asOf.minus(YEAR)))
                .toList();
    }

    private static boolean leftEarly(History history) {
        Departure departure = history.departure();
        return departure != null && !departure.at().isAfter(came(history).plus(YEAR));
    }

    private static Instant came(History history) {
        return Objects.requireNonNull(history.came());
    }
}
