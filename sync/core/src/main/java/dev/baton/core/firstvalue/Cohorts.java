package dev.baton.core.firstvalue;

import dev.baton.core.measure.Measured.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Customers on their way to the first value: all together, each kind by itself, and how an account
 * stands among its own.
 *
 * @param bySegment in order of name; those of whom nobody says stand under the empty one
 */
public record Cohorts(FirstValue rule, Cohort together, SortedMap<String, Cohort> bySegment) {
    public Cohorts {
        bySegment = Collections.unmodifiableSortedMap(new TreeMap<>(bySegment));
    }

    /**
     * A customer.
     *
     * @param segment empty where nobody says
     */
    public record Member(String segment, Course course) {}

    /**
     * Of those that began before an instant; the others teach nothing yet.
     *
     * @param members in any order
     */
    public static Cohorts of(FirstValue rule, Collection<Member> members, Instant before) {
        var bySegment = new TreeMap<String, List<Course>>();
        var all = new ArrayList<Course>();
        for (Member each : members) {
            Sight start = each.course().start();
            if (start != null && start.at().isBefore(before)) {
                all.add(each.course());
                bySegment
                        .computeIfAbsent(each.segment(), unused -> new ArrayList<>())
                        .add(each.course());
            }
        }
        var cohorts = new TreeMap<String, Cohort>();
        bySegment.forEach((name, courses) -> cohorts.put(name, Cohort.of(courses)));
        return new Cohorts(rule, Cohort.of(all), cohorts);
    }

    /** Days that a segment's accounts are held against; too small a segment has that of all. */
    public OptionalDouble benchmark(String segment) {
        Cohort own = bySegment.get(segment);
        return own == null || rule.benchmarkDays() != null || own.benchmark().isEmpty()
                ? benchmark()
                : own.benchmark();
    }

    /** Days that an account of any segment is held against. */
    public OptionalDouble benchmark() {
        Double told = rule.benchmarkDays();
        return told == null ? together.benchmark() : OptionalDouble.of(told);
    }

    /** How a customer stands. */
    public Cohort.Status status(Member member) {
        return Cohort.status(rule, member.course(), benchmark(member.segment()));
    }
}
