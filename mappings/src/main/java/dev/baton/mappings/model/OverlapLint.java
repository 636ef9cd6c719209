package dev.baton.mappings.model;

import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.mappings.yaml.Problems;
import java.util.List;
import java.util.Objects;

/** Measures that count the same things, so that what they say counts twice. */
final class OverlapLint {
    private final Places places;
    private final Problems.InFile problems;

    OverlapLint(Places places, Problems.InFile problems) {
        this.places = places;
        this.problems = problems;
    }

    void look(List<ScoredMeasure> all) {
        for (int i = 0; i < all.size(); i++) {
            for (ScoredMeasure earlier : all.subList(0, i)) {
                if (isTwice(earlier, all.get(i))) {
                    String name = all.get(i).measure().name();
                    problems.warning(
                            places.of("measures", name),
                            name + " counts what " + earlier.measure().name() + " counts",
                            "keep one of the two, or let them share a group");
                    break;
                }
            }
        }
    }

    /** A group's measures share its weight: there nothing counts twice. */
    private static boolean isTwice(ScoredMeasure left, ScoredMeasure right) {
        Terms.Share share = left.terms().share();
        Terms.Share other = right.terms().share();
        boolean together = share != null && other != null && share.group().equals(other.group());
        return !together && isTwice(left.measure(), right.measure());
    }

    private static boolean isTwice(Measure left, Measure right) {
        return left.over() == right.over()
                && left.filter().equals(right.filter())
                && left.window().by().equals(right.window().by())
                && left.comparison().getClass().equals(right.comparison().getClass())
                && Objects.equals(left.per(), right.per())
                && alike(left.aggregate(), right.aggregate());
    }

    /** The same, its complement, or another middle of the same numbers. */
    private static boolean alike(Aggregate left, Aggregate right) {
        if (left instanceof Aggregate.Ratio one && right instanceof Aggregate.Ratio other) {
            return plain(one.part()).equals(plain(other.part()));
        }
        boolean middles = isMiddle(left) && isMiddle(right);
        return left.equals(right)
                || (middles && left.quantity() != null && left.quantity().equals(right.quantity()));
    }

    private static boolean isMiddle(Aggregate aggregate) {
        return aggregate instanceof Aggregate.Mean || aggregate instanceof Aggregate.Median;
    }

    private static Predicate plain(Predicate part) {
        return part instanceof Predicate.Not not ? plain(not.part()) : part;
    }
}
