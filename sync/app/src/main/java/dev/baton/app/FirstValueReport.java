package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.app.report.Telling;
import dev.baton.core.firstvalue.Cohort;
import dev.baton.core.firstvalue.Cohorts;
import dev.baton.core.firstvalue.Course;
import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.measure.Measured.Sight;
import dev.baton.core.measure.Wording;
import dev.baton.engine.Review;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * As {@code report first-value --json} prints it; names and shapes are a contract with scripts.
 *
 * @param startedBy the last day of a start that counts in {@code segments}, UTC
 * @param segments all together first, then one by one
 * @param statuses how many accounts stand how
 */
record FirstValueReport(
        String asOf,
        String label,
        String startedBy,
        List<SegmentJson> segments,
        SortedMap<String, Integer> statuses,
        List<AccountJson> accounts) {

    /** An account and how far it is. */
    record Found(Review.Assessed assessed, Cohorts.Member member) {}

    static FirstValueReport of(Review review, FirstValue rule, LocalDate startedBy) {
        List<Found> found = found(review, rule);
        Instant end = startedBy.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Cohorts cohorts = Cohorts.of(rule, found.stream().map(Found::member).toList(), end);
        List<AccountJson> accounts =
                found.stream()
                        .map(each -> AccountJson.of(each, cohorts.status(each.member())))
                        .toList();
        return new FirstValueReport(
                review.asOf().toString(),
                rule.label(),
                startedBy.toString(),
                segments(cohorts),
                counted(accounts),
                accounts);
    }

    /** Where the source of the value begins is known once every account was looked at. */
    private static List<Found> found(Review review, FirstValue rule) {
        var all = new ArrayList<Found>();
        var firsts = new ArrayList<Instant>();
        var vocabulary = review.mappings().vocabulary();
        review.each(
                assessed -> {
                    Course course = rule.of(assessed.facts(), review.asOf(), vocabulary);
                    all.add(
                            new Found(
                                    assessed, new Cohorts.Member(segment(rule, assessed), course)));
                    rule.sourceBegins(assessed.facts(), review.asOf(), vocabulary)
                            .ifPresent(firsts::add);
                });
        Instant begin = firsts.isEmpty() ? null : Collections.min(firsts);
        return all.stream()
                .map(
                        each ->
                                new Found(
                                        each.assessed(),
                                        new Cohorts.Member(
                                                each.member().segment(),
                                                FirstValue.within(each.member().course(), begin))))
                .toList();
    }

    /** Empty where nobody says. */
    private static String segment(FirstValue rule, Review.Assessed assessed) {
        String field = rule.segment();
        String segment = field == null ? null : assessed.account().text(field);
        return segment == null ? "" : segment;
    }

    private static List<SegmentJson> segments(Cohorts cohorts) {
        var segments = new ArrayList<SegmentJson>();
        segments.add(SegmentJson.of(null, cohorts.together(), cohorts.benchmark()));
        if (cohorts.rule().segment() != null) {
            cohorts.bySegment()
                    .forEach(
                            (name, cohort) ->
                                    segments.add(
                                            SegmentJson.of(name, cohort, cohorts.benchmark(name))));
        }
        return segments;
    }

    private static SortedMap<String, Integer> counted(List<AccountJson> accounts) {
        var counts = new TreeMap<String, Integer>();
        accounts.forEach(account -> counts.merge(account.status(), 1, Integer::sum));
        return counts;
    }

    /**
     * What accounts of a kind say together.
     *
     * @param segment null for all, empty for those of which nobody says
     * @param share of those that started, 0..1; null where nobody did
     * @param shareLow 95 % interval
     * @param medianDays null while fewer than half are known to have reached it
     * @param medianHigh null where it has no bound
     * @param benchmarkDays what accounts are held against, null for nothing
     */
    record SegmentJson(
            @Nullable String segment,
            int started,
            int reached,
            @Nullable Double share,
            @Nullable Double shareLow,
            @Nullable Double shareHigh,
            @Nullable Double medianDays,
            @Nullable Double medianLow,
            @Nullable Double medianHigh,
            @Nullable Double benchmarkDays) {
        static SegmentJson of(@Nullable String segment, Cohort cohort, OptionalDouble benchmark) {
            Cohort.Share share = cohort.started() == 0 ? null : cohort.share();
            return new SegmentJson(
                    segment,
                    cohort.started(),
                    cohort.reached(),
                    share == null ? null : rounded(share.share(), 1_000),
                    share == null ? null : rounded(share.low(), 1_000),
                    share == null ? null : rounded(share.high(), 1_000),
                    days(cohort.curve().median()),
                    days(cohort.curve().medianLow()),
                    days(cohort.curve().medianHigh()),
                    days(benchmark));
        }
    }

    private static @Nullable Double days(OptionalDouble days) {
        return days.isEmpty() ? null : rounded(days.getAsDouble(), 10);
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    /**
     * How an account stands.
     *
     * @param days from the start to the value, or waited so far; null where nobody can tell
     * @param status {@code reached}, {@code on_track}, {@code at_risk}, {@code late}, {@code
     *     too_early}, {@code no_benchmark} or {@code unknown}
     * @param why of an unknown one, else null
     */
    record AccountJson(
            String id,
            @Nullable String externalId,
            @Nullable String name,
            String segment,
            @Nullable String startedOn,
            @Nullable String reachedOn,
            @Nullable Double days,
            String status,
            @Nullable String why) {
        static AccountJson of(Found found, Cohort.Status status) {
            var account = found.assessed().account();
            Course course = found.member().course();
            Sight start = course.start();
            return new AccountJson(
                    account.ref().id(),
                    account.text("external_id"),
                    account.text("name"),
                    found.member().segment(),
                    start == null ? null : Wording.day(start.at()),
                    course instanceof Course.Reached reached
                            ? Wording.day(reached.value().at())
                            : null,
                    days(course),
                    Documents.word(status),
                    course instanceof Course.Untold untold ? Documents.word(untold.why()) : null);
        }

        private static @Nullable Double days(Course course) {
            return switch (course) {
                case Course.Reached reached -> rounded(reached.days(), 10);
                case Course.Waiting waiting -> rounded(waiting.days(), 10);
                case Course.Untold untold -> null;
            };
        }
    }

    /** For people. */
    @JsonIgnore
    Telling telling() {
        var rows = new ArrayList<List<String>>();
        for (SegmentJson each : segments) {
            rows.add(
                    List.of(
                            each.segment() == null
                                    ? "all"
                                    : each.segment().isEmpty() ? "(not said)" : each.segment(),
                            String.valueOf(each.started()),
                            String.valueOf(each.reached()),
                            share(each),
                            median(each),
                            each.benchmarkDays() == null
                                    ? "–"
                                    : Wording.number(each.benchmarkDays()) + " days"));
        }
        var counts = new ArrayList<String>();
        for (Map.Entry<String, Integer> each : statuses.entrySet()) {
            counts.add(each.getKey().replace('_', ' ') + " " + each.getValue());
        }
        return new Telling(
                label,
                "of those who began by " + startedBy + ", as of " + asOf,
                List.of("All accounts: " + String.join(", ", counts) + "."),
                List.of(
                        new Telling.Part(
                                "By segment",
                                null,
                                "Who still waits counts for as long as it does.",
                                List.of(
                                        "",
                                        "started",
                                        "reached",
                                        "share (95 %)",
                                        "median days (95 %)",
                                        "benchmark"),
                                rows)));
    }

    private static String share(SegmentJson each) {
        Double share = each.share();
        Double low = each.shareLow();
        Double high = each.shareHigh();
        return share == null || low == null || high == null
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * share, 100 * low, 100 * high);
    }

    private static String median(SegmentJson each) {
        Double median = each.medianDays();
        Double low = each.medianLow();
        Double high = each.medianHigh();
        return median == null
                ? "fewer than half reached it"
                : Wording.number(median)
                        + " ("
                        + (low == null ? "?" : Wording.number(low))
                        + " to "
                        + (high == null ? "?" : Wording.number(high))
                        + ")";
    }
}
