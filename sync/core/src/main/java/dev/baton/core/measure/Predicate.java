package dev.baton.core.measure;

import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.util.List;
import java.util.Locale;

/**
 * Which records count. Three-valued (Kleene): what cannot be told makes the answer {@link
 * Answer#UNKNOWN}, unless the rest decides it anyway. An empty field equals nothing and is neither
 * above nor below anything.
 */
public sealed interface Predicate {

    /** Yes, no, or cannot be told. */
    enum Answer {
        YES,
        NO,
        UNKNOWN;

        public static Answer of(boolean yes) {
            return yes ? YES : NO;
        }

        public Answer not() {
            return this == UNKNOWN ? UNKNOWN : of(this == NO);
        }

        public Answer and(Answer other) {
            return this == NO || other == NO
                    ? NO
                    : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
        }
    }

    Answer test(Seen record);

    /** The fields it looks at. */
    List<String> fields();

    /**
     * The same in words, empty for {@link Always}: "status is open or new, and reopens is above 0".
     */
    String words();

    private static String joined(List<Predicate> parts, String link) {
        List<String> words =
                parts.stream().map(Predicate::nested).filter(w -> !w.isEmpty()).toList();
        return String.join(link, words);
    }

    /** Parts of parts stand in brackets, so that "or" and "and" do not run together. */
    private static String nested(Predicate part) {
        boolean compound = part instanceof All || part instanceof Any;
        String words = part.words();
        return compound && !words.isEmpty() ? "(" + words + ")" : words;
    }

    /** True of every record. */
    record Always() implements Predicate {
        @Override
        public Answer test(Seen record) {
            return Answer.YES;
        }

        @Override
        public String words() {
            return "";
        }

        @Override
        public List<String> fields() {
            return List.of();
        }
    }

    record All(List<Predicate> parts) implements Predicate {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Answer test(Seen record) {
            Answer all = Answer.YES;
            for (Predicate part : parts) {
                all = all.and(part.test(record));
                if (all == Answer.NO) {
                    return all;
                }
            }
            return all;
        }

        @Override
        public String words() {
            return joined(parts, ", and ");
        }

        @Override
        public List<String> fields() {
            return parts.stream().flatMap(part -> part.fields().stream()).toList();
        }
    }

    record Any(List<Predicate> parts) implements Predicate {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Answer test(Seen record) {
            return new All(parts.stream().<Predicate>map(Not::new).toList()).test(record).not();
        }

        @Override
        public String words() {
            return joined(parts, ", or ");
        }

        @Override
        public List<String> fields() {
            return parts.stream().flatMap(part -> part.fields().stream()).toList();
        }
    }

    record Not(Predicate part) implements Predicate {
        @Override
        public Answer test(Seen record) {
            return part.test(record).not();
        }

        @Override
        public String words() {
            return "not (" + part.words() + ")";
        }

        @Override
        public List<String> fields() {
            return part.fields();
        }
    }

    /** How a field compares with a constant. */
    enum Comparator {
        IS,
        ABOVE,
        AT_LEAST,
        BELOW,
        AT_MOST;

        /**
         * Whether it holds.
         *
         * @param order below 0, 0 or above 0, as {@link java.util.Comparator} gives it
         */
        public boolean holds(int order) {
            return switch (this) {
                case IS -> order == 0;
                case ABOVE -> order > 0;
                case AT_LEAST -> order >= 0;
                case BELOW -> order < 0;
                case AT_MOST -> order <= 0;
            };
        }

        String words() {
            return this == IS ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ') + " ";
        }
    }

    /**
     * Compares a field with a constant of its own type; order exists for numbers, moments and days.
     * Mappings refuse other comparisons when they are loaded; here they are a programming error.
     */
    record Compare(String field, Comparator comparator, Value constant) implements Predicate {
        @Override
        public Answer test(Seen record) {
            return switch (record.read(field)) {
                case Reading.Unknown unknown -> Answer.UNKNOWN;
                case Reading.Empty empty -> Answer.NO;
                case Reading.Known known -> Answer.of(holds(known.value()));
            };
        }

        private boolean holds(Value value) {
            return comparator == Comparator.IS
                    ? value.equals(constant)
                    : comparator.holds(order(value, constant));
        }

        private static int order(Value left, Value right) {
            if (left instanceof Value.Numeric a && right instanceof Value.Numeric b) {
                return Double.compare(a.number(), b.number());
            }
            if (left instanceof Value.Moment a && right instanceof Value.Moment b) {
                return a.at().compareTo(b.at());
            }
            if (left instanceof Value.Day a && right instanceof Value.Day b) {
                return a.day().compareTo(b.day());
            }
            throw new IllegalArgumentException(
                    "no order between " + left.type() + " and " + right.type());
        }

        @Override
        public String words() {
            return field + " is " + comparator.words() + Wording.of(constant);
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** Whether a text is one of these. */
    record In(String field, List<String> texts) implements Predicate {
        public In {
            texts = List.copyOf(texts);
        }

        @Override
        public Answer test(Seen record) {
            return switch (record.read(field)) {
                case Reading.Unknown unknown -> Answer.UNKNOWN;
                case Reading.Empty empty -> Answer.NO;
                case Reading.Known known ->
                        Answer.of(
                                known.value() instanceof Value.Text text
                                        && texts.contains(text.text()));
            };
        }

        @Override
        public String words() {
            return field + " is " + String.join(" or ", texts);
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** Whether the labels include this word. */
    record Has(String field, String word) implements Predicate {
        @Override
        public Answer test(Seen record) {
            return switch (record.read(field)) {
                case Reading.Unknown unknown -> Answer.UNKNOWN;
                case Reading.Empty empty -> Answer.NO;
                case Reading.Known known ->
                        Answer.of(
                                known.value() instanceof Value.Labels labels
                                        && labels.words().contains(word));
            };
        }

        @Override
        public String words() {
            return field + " include " + word;
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** Whether the field holds nothing; of an event: whether it has not happened. */
    record IsEmpty(String field) implements Predicate {
        @Override
        public Answer test(Seen record) {
            return switch (record.read(field)) {
                case Reading.Unknown unknown -> Answer.UNKNOWN;
                case Reading.Empty empty -> Answer.YES;
                case Reading.Known known -> Answer.NO;
            };
        }

        @Override
        public String words() {
            return field + " is empty";
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }
}
