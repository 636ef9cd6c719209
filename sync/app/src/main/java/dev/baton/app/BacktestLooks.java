package dev.baton.app;

import dev.baton.backtest.Forecast;
import dev.baton.backtest.Journey;
import dev.baton.backtest.Overrides;
import dev.baton.backtest.Target;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Probability;
import dev.baton.core.health.Score;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was to be said at each day of the past, by the code that tells it of today: a {@link Review}
 * as of each day's last second, with what was known by then.
 */
final class BacktestLooks {
    /** How far back warnings are looked for. */
    static final int MONTHS = 12;

    /** Lines told of an account that left while green. */
    private static final int LINES = 4;

    private final StateStore store;
    private final Review last;
    private final BacktestOutcomes outcomes;
    private final Map<String, String> idByKey = new HashMap<>();

    /** By day: what became of whom, as the outcomes name them. */
    private final SortedMap<LocalDate, SortedMap<String, Boolean>> fates = new TreeMap<>();

    private final List<Forecast> forecasts = new ArrayList<>();
    private final List<Miss> misses = new ArrayList<>();
    private final List<Overrides.Row> overrides = new ArrayList<>();
    private final SortedMap<String, List<@Nullable Double>> values = new TreeMap<>();
    private final SortedMap<String, SortedMap<LocalDate, Band>> bands = new TreeMap<>();
    private int unmatched;
    private int absent;

    /**
     * An account to which it happened while its band told the opposite: one that left while green.
     */
    record Miss(
            LocalDate asOf,
            String account,
            @Nullable String externalId,
            String name,
            double score,
            List<String> lines) {}

    BacktestLooks(StateStore store, Review last, BacktestOutcomes outcomes) {
        this.store = store;
        this.last = last;
        this.outcomes = outcomes;
        outcomes.all()
                .forEach(
                        outcome ->
                                fates.computeIfAbsent(outcome.asOf(), day -> new TreeMap<>())
                                        .put(key(outcome.account()), outcome.left()));
    }

    private static String key(String account) {
        return account.toLowerCase(Locale.ROOT);
    }

    /** How outcomes may name an account. */
    private static List<String> keys(CanonicalRecord account) {
        String externalId = account.text("external_id");
        String id = key(account.ref().id());
        return externalId == null ? List.of(id) : List.of(key(externalId), id);
    }

    /** The same outcomes by another model of the same sources, not looked at yet. */
    BacktestLooks by(Mappings other) {
        return new BacktestLooks(store, last.by(other), outcomes);
    }

    /**
     * Looks at each day that has outcomes. Who was a customer then is told by that day: by the last
     * run those that left are none any more.
     */
    void judge() {
        var open = new TreeMap<LocalDate, SortedMap<String, Boolean>>();
        fates.forEach(
                (day, ofDay) -> {
                    var unseen = new TreeMap<>(ofDay);
                    open.put(day, unseen);
                    Review review = at(day);
                    review.each(assessed -> judge(review, day, assessed, unseen));
                });
        if (!outcomes.ofCustomers()) {
            open.forEach((day, unseen) -> unseen.forEach((key, left) -> unseen(day, key, left)));
        }
    }

    private void judge(
            Review review,
            LocalDate day,
            Review.Assessed assessed,
            SortedMap<String, Boolean> unseen) {
        for (String key : keys(assessed.account())) {
            idByKey.put(key, assessed.account().ref().id());
            Boolean left = unseen.remove(key);
            if (left != null) {
                forecast(review, day, assessed, left);
            }
        }
    }

    /** Looks at the ends of the months before, for how early a warning came. */
    void lookBack() {
        var months = new TreeSet<LocalDate>();
        for (LocalDate day : fates.keySet()) {
            for (int back = 1; back <= MONTHS; back++) {
                LocalDate month = day.minusMonths(back);
                months.add(month.withDayOfMonth(month.lengthOfMonth()));
            }
        }
        months.removeAll(fates.keySet());
        for (LocalDate month : months) {
            at(month).each(assessed -> band(month, assessed.assessment()));
        }
    }

    /** The day's last second; of the day that the last run was in, what that run knew. */
    private Review at(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
        boolean now = last.asOf().atZone(ZoneOffset.UTC).toLocalDate().equals(day);
        return Review.of(store, now ? last.asOf() : end)
                .orElseThrow(BatonCommand::nothingYet)
                .by(last.mappings())
                .scoring(last.score());
    }

    /** No customer at that day, or not in the CRM at all: nothing was said of it. */
    private void unseen(LocalDate day, String key, boolean left) {
        String id = idByKey.get(key);
        if (id == null) {
            unmatched++;
        } else {
            absent++;
        }
        forecasts.add(
                new Forecast(id == null ? key : id, day, "", null, Band.UNKNOWN, null, null, left));
        last.judging().measures().forEach(measure -> column(measure.name()).add(null));
    }

    private void forecast(Review review, LocalDate day, Review.Assessed assessed, boolean left) {
        Assessment assessment = assessed.assessment();
        Probability probability = probability();
        Double score = ranked(assessment);
        var forecast =
                new Forecast(
                        assessment.account(),
                        day,
                        segment(review, assessed),
                        score,
                        ranked(assessment.band()),
                        probability == null || score == null ? null : probability.leaving(score),
                        worth(review, assessed),
                        left);
        forecasts.add(forecast);
        if (target() == Target.LEAVING) {
            review.override(assessed)
                    .ifPresent(set -> overrides.add(new Overrides.Row(forecast, set.band())));
        }
        for (Measure measure : last.judging().measures()) {
            column(measure.name())
                    .add(
                            assessment.measured().get(measure.name())
                                            instanceof Measured.Known known
                                    ? known.value()
                                    : null);
        }
        band(day, assessment);
        if (left && ranked(assessment.band()) == Band.GREEN && assessment.score() != null) {
            misses.add(
                    new Miss(
                            day,
                            assessment.account(),
                            assessed.account().text("external_id"),
                            assessed.name(),
                            assessment.score().toDecimal().doubleValue(),
                            lines(assessment)));
        }
    }

    private List<@Nullable Double> column(String measure) {
        return values.computeIfAbsent(measure, none -> new ArrayList<>());
    }

    private void band(LocalDate day, Assessment assessment) {
        bands.computeIfAbsent(assessment.account(), none -> new TreeMap<>())
                .put(day, ranked(assessment.band()));
    }

    /** What the score is held against. */
    Target target() {
        return target(last);
    }

    static Target target(Review review) {
        return review.score() == Score.HEALTH ? Target.LEAVING : Target.BUYING_MORE;
    }

    /** Only of the score that outcomes were fitted to. */
    @Nullable Probability probability() {
        return last.score() == Score.HEALTH ? last.mappings().probability() : null;
    }

    /** The less, the likelier it happens: the score, or what is missing to all of readiness. */
    private @Nullable Double ranked(Assessment assessment) {
        Points score = assessment.score();
        if (score == null) {
            return null;
        }
        return (target() == Target.LEAVING ? score : Points.of(100).minus(score))
                .toDecimal()
                .doubleValue();
    }

    /** Red tells that it will happen, green that it will not. */
    private Band ranked(Band band) {
        if (target() == Target.LEAVING) {
            return band;
        }
        return switch (band) {
            case GREEN -> Band.RED;
            case YELLOW -> Band.YELLOW;
            case RED -> Band.GREEN;
            case UNKNOWN -> Band.UNKNOWN;
        };
    }

    /** The model's own, or where it has none the account's. */
    private static String segment(Review review, Review.Assessed assessed) {
        for (Line line : assessed.assessment().lines()) {
            if (line instanceof Line.Base base && !base.segment().isEmpty()) {
                return base.segment();
            }
        }
        return read(review, assessed, "segment") instanceof Value.Text text ? text.text() : "";
    }

    private static @Nullable Double worth(Review review, Review.Assessed assessed) {
        return read(review, assessed, "value") instanceof Value.Numeric worth && worth.number() >= 0
                ? worth.number()
                : null;
    }

    private static @Nullable Value read(Review review, Review.Assessed assessed, String field) {
        return Seen.at(review.asOf(), assessed.account(), review.mappings().vocabulary())
                                .map(seen -> seen.read(field))
                                .orElse(new Reading.Empty())
                        instanceof Reading.Known known
                ? known.value()
                : null;
    }

    /** What misled: the lines that spoke most against it, then what nobody could tell. */
    private List<String> lines(Assessment assessment) {
        return assessment.lines().stream()
                .filter(line -> line instanceof Line.Counted || line instanceof Line.Missing)
                .sorted(
                        Comparator.comparingInt((Line line) -> line instanceof Line.Missing ? 1 : 0)
                                .thenComparing(
                                        (Line line) -> line.points(),
                                        target() == Target.LEAVING
                                                ? Comparator.reverseOrder()
                                                : Comparator.naturalOrder()))
                .limit(LINES)
                .map(line -> line.points() + " " + Presentation.because(line))
                .toList();
    }

    List<Forecast> forecasts() {
        return forecasts;
    }

    /** Those in whose place a person had set a band by then. */
    List<Overrides.Row> overrides() {
        return overrides;
    }

    /** By day, those first whose score told it least. */
    List<Miss> misses() {
        return misses.stream()
                .sorted(
                        Comparator.comparing(Miss::asOf)
                                .thenComparing(
                                        Miss::score,
                                        target() == Target.LEAVING
                                                ? Comparator.reverseOrder()
                                                : Comparator.naturalOrder())
                                .thenComparing(Miss::account))
                .toList();
    }

    /** What a measure came to, in the order of the forecasts; null where it was not known. */
    SortedMap<String, List<@Nullable Double>> values() {
        return values;
    }

    /** Of those accounts that have outcomes. */
    SortedMap<String, Journey> journeys() {
        var journeys = new TreeMap<String, Journey>();
        SortedMap<String, SortedMap<LocalDate, Boolean>> known = fatesByAccount();
        bands.forEach(
                (account, looks) -> {
                    if (known.containsKey(account)) {
                        journeys.put(account, new Journey(looks));
                    }
                });
        return journeys;
    }

    /** What became of each account after each day. */
    SortedMap<String, SortedMap<LocalDate, Boolean>> fatesByAccount() {
        var byAccount = new TreeMap<String, SortedMap<LocalDate, Boolean>>();
        fates.forEach(
                (day, ofDay) ->
                        ofDay.forEach(
                                (key, left) ->
                                        byAccount
                                                .computeIfAbsent(
                                                        idByKey.getOrDefault(key, key),
                                                        none -> new TreeMap<>())
                                                .put(day, left)));
        return byAccount;
    }

    /** Of those that left: the last day after which they did. */
    SortedMap<String, LocalDate> lastLooks() {
        var lasts = new TreeMap<String, LocalDate>();
        fatesByAccount()
                .forEach(
                        (account, ofAccount) ->
                                ofAccount.forEach(
                                        (day, left) -> {
                                            if (left) {
                                                lasts.put(account, day);
                                            }
                                        }));
        return lasts;
    }

    /** Outcomes of accounts that the CRM does not have. */
    int unmatched() {
        return unmatched;
    }

    /** Outcomes of accounts that were there, and no customers on that day. */
    int absent() {
        return absent;
    }

    SortedSet<LocalDate> days() {
        return new TreeSet<>(fates.keySet());
    }

    /** Every account at every day with outcomes, with its facts. */
    void each(Consumer<At> consumer) {
        for (LocalDate day : fates.keySet()) {
            Review review = at(day);
            review.each(assessed -> consumer.accept(new At(day, review, assessed)));
        }
    }

    /** An account as it looked at a day. */
    record At(LocalDate day, Review review, Review.Assessed assessed) {}
}
