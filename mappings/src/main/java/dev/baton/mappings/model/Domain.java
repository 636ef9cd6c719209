package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.Score;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.Value;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a condition asks of each thing it speaks of: a stretch of numbers, or one of some texts.
 * Tells only what is certain: of conditions with "any" and "not" nothing is.
 *
 * @param numbers by what they are about: {@code field employees}
 * @param texts by what they are about
 * @param isWhole whether this is all that the condition asks
 */
record Domain(
        SortedMap<String, Stretch> numbers,
        SortedMap<String, NavigableSet<String>> texts,
        boolean isWhole) {

    /**
     * The conditions of one part of a whole.
     *
     * @param criterion what is asked
     */
    static Domain of(Criterion criterion) {
        var asked = new Asked();
        boolean whole = asked.add(criterion);
        return new Domain(asked.numbers, asked.texts, whole);
    }

    /** Whether it contradicts itself. */
    boolean isEmpty() {
        return numbers.values().stream().anyMatch(Stretch::isEmpty)
                || texts.values().stream().anyMatch(NavigableSet::isEmpty);
    }

    /** Whether whatever meets the other meets this one, for certain. */
    boolean covers(Domain other) {
        return isWhole
                && numbers.entrySet().stream()
                        .allMatch(
                                each ->
                                        other.numbers.containsKey(each.getKey())
                                                && each.getValue()
                                                        .covers(other.stretch(each.getKey())))
                && texts.entrySet().stream()
                        .allMatch(
                                each ->
                                        other.texts.containsKey(each.getKey())
                                                && each.getValue()
                                                        .containsAll(other.words(each.getKey())));
    }

    /** What it asks of a number; all of them where it asks nothing. */
    Stretch stretch(String about) {
        return numbers.getOrDefault(about, Stretch.ALL);
    }

    /** Which texts it asks for; none where it asks for none. */
    NavigableSet<String> words(String about) {
        return texts.getOrDefault(about, new TreeSet<>());
    }

    /** The one thing that it is about, if it is all about one number. */
    @Nullable String onlyNumber() {
        return isWhole && texts.isEmpty() && numbers.size() == 1 ? numbers.firstKey() : null;
    }

    /** The one thing that it is about, if it is all about one text. */
    @Nullable String onlyText() {
        return isWhole && numbers.isEmpty() && texts.size() == 1 ? texts.firstKey() : null;
    }

    /** Gathers what is asked, part by part. */
    private static final class Asked {
        private final SortedMap<String, Stretch> numbers = new TreeMap<>();
        private final SortedMap<String, NavigableSet<String>> texts = new TreeMap<>();

        /** Whether all of it could be gathered. */
        boolean add(Criterion criterion) {
            return switch (criterion) {
                case Criterion.Everyone everyone -> true;
                case Criterion.All all -> every(all.all(), this::add);
                case Criterion.Any any -> any.any().size() == 1 && add(any.any().getFirst());
                case Criterion.Not not -> false;
                case Criterion.Account account -> add(account.predicate());
                case Criterion.Tenure tenure ->
                        number("tenure", tenure.since(), tenure.comparator(), tenure.days());
                case Criterion.MeasureIs measure ->
                        number("measure", measure.measure(), measure.comparator(), measure.value());
                case Criterion.InSegment in -> words("dimension " + in.dimension(), in.segments());
                case Criterion.HealthIs health ->
                        words("health", health.bands().stream().map(Score.HEALTH::word).toList());
            };
        }

        /** All are gathered, even after one that cannot be. */
        private static <T> boolean every(List<T> parts, java.util.function.Predicate<T> add) {
            boolean whole = true;
            for (T part : parts) {
                whole &= add.test(part);
            }
            return whole;
        }

        private boolean add(Predicate predicate) {
            return switch (predicate) {
                case Predicate.Always always -> true;
                case Predicate.All all -> every(all.parts(), this::add);
                case Predicate.Any any -> any.parts().size() == 1 && add(any.parts().getFirst());
                case Predicate.Not not -> false;
                case Predicate.Has has -> false;
                case Predicate.IsEmpty empty -> false;
                case Predicate.In in -> words("field " + in.field(), in.texts());
                case Predicate.Compare compare -> add(compare);
            };
        }

        private boolean add(Predicate.Compare compare) {
            return switch (compare.constant()) {
                case Value.Numeric numeric -> number(compare, numeric.number());
                case Value.Day day -> number(compare, (double) day.day().toEpochDay());
                case Value.Moment moment ->
                        number(
                                compare,
                                moment.at().atOffset(ZoneOffset.UTC).toEpochSecond() / 86_400.0);
                case Value.Text text -> words("field " + compare.field(), List.of(text.text()));
                case Value.Truth truth ->
                        words("field " + compare.field(), List.of(String.valueOf(truth.truth())));
                case Value.Moments other -> false;
                case Value.Labels other -> false;
            };
        }

        private boolean number(Predicate.Compare compare, double constant) {
            return number("field", compare.field(), compare.comparator(), constant);
        }

        private boolean number(String kind, String name, Comparator comparator, double constant) {
            numbers.merge(kind + " " + name, Stretch.of(comparator, constant), Stretch::and);
            return true;
        }

        private boolean words(String about, List<String> words) {
            texts.merge(
                    about,
                    new TreeSet<>(words),
                    (left, right) -> {
                        var both = new TreeSet<>(left);
                        both.retainAll(right);
                        return both;
                    });
            return true;
        }
    }

    /**
     * Numbers between two ends.
     *
     * @param from its least, in it or not
     * @param to its greatest, in it or not
     */
    record Stretch(double from, boolean fromIn, double to, boolean toIn) {
        static final Stretch ALL =
                new Stretch(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

        static Stretch of(Comparator comparator, double constant) {
            return switch (comparator) {
                case IS -> new Stretch(constant, true, constant, true);
                case ABOVE -> new Stretch(constant, false, Double.POSITIVE_INFINITY, true);
                case AT_LEAST -> new Stretch(constant, true, Double.POSITIVE_INFINITY, true);
                case BELOW -> new Stretch(Double.NEGATIVE_INFINITY, true, constant, false);
                case AT_MOST -> new Stretch(Double.NEGATIVE_INFINITY, true, constant, true);
            };
        }

        boolean isEmpty() {
            return from > to || (from == to && !(fromIn && toIn));
        }

        Stretch and(Stretch other) {
            Stretch low = from > other.from || (from == other.from && !fromIn) ? this : other;
            Stretch high = to < other.to || (to == other.to && !toIn) ? this : other;
            return new Stretch(low.from, low.fromIn, high.to, high.toIn);
        }

        boolean covers(Stretch other) {
            return other.isEmpty() || and(other).equals(other);
        }

        /** Whether it ends where the other begins, with nothing in between. */
        boolean touches(Stretch other) {
            return to > other.from || (to == other.from && (toIn || other.fromIn));
        }

        /** The two together; only of two that touch. */
        Stretch or(Stretch other) {
            boolean longer = to > other.to || (to == other.to && toIn);
            return new Stretch(from, fromIn, longer ? to : other.to, longer ? toIn : other.toIn);
        }

        static List<Stretch> sorted(List<Stretch> all) {
            var sorted = new ArrayList<>(all);
            sorted.sort(
                    java.util.Comparator.comparingDouble(Stretch::from)
                            .thenComparing(each -> !each.fromIn()));
            return sorted;
        }
    }
}
