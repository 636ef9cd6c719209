package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Wording;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which accounts belong to a segment, or are meant by a rule of the model. Three-valued like {@link
 * Predicate}: what nobody can tell of an account fits nothing.
 */
public sealed interface Criterion {
    Answer test(Profile account);

    /** Itself and its parts, the whole first. */
    default List<Criterion> parts() {
        return List.of(this);
    }

    /** The same in words: "tier is enterprise, and a customer for less than 90 days". */
    String words();

    /** Fields of the account that it looks at. */
    default List<String> fields() {
        var fields = new ArrayList<String>();
        for (Criterion part : parts()) {
            if (part instanceof Account account) {
                fields.addAll(account.predicate().fields());
            } else if (part instanceof Tenure tenure) {
                fields.add(tenure.since());
            }
        }
        return fields;
    }

    /** Measures that it looks at, by name. */
    default List<String> measures() {
        return parts().stream()
                .filter(MeasureIs.class::isInstance)
                .map(part -> ((MeasureIs) part).measure())
                .toList();
    }

    private static List<Criterion> withParts(Criterion whole, List<Criterion> parts) {
        var all = new ArrayList<>(List.of(whole));
        parts.forEach(part -> all.addAll(part.parts()));
        return all;
    }

    private static String joined(List<Criterion> parts, String link) {
        return String.join(link, parts.stream().map(Criterion::nested).toList());
    }

    private static String nested(Criterion part) {
        return part instanceof All || part instanceof Any ? "(" + part.words() + ")" : part.words();
    }

    /** Every account. */
    record Everyone() implements Criterion {
        @Override
        public Answer test(Profile account) {
            return Answer.YES;
        }

        @Override
        public String words() {
            return "it is any account";
        }
    }

    /** What stands on the account's record. */
    record Account(Predicate predicate) implements Criterion {
        @Override
        public Answer test(Profile account) {
            return account.seen().map(predicate::test).orElse(Answer.UNKNOWN);
        }

        @Override
        public String words() {
            return predicate.words();
        }
    }

    /**
     * How long it has been a customer.
     *
     * @param since a moment or day field of the account; what is empty cannot be told
     * @param days 0 or more
     */
    record Tenure(String since, Comparator comparator, double days) implements Criterion {
        public Tenure {
            if (!(days >= 0)) {
                throw new IllegalArgumentException("a tenure is 0 days or more");
            }
        }

        @Override
        public Answer test(Profile account) {
            Reading reading = account.seen().map(seen -> seen.read(since)).orElse(null);
            Instant begun = reading == null ? null : Seen.moment(reading);
            return begun == null
                    ? Answer.UNKNOWN
                    : Answer.of(
                            comparator.holds(
                                    Double.compare(
                                            Quantity.days(Duration.between(begun, account.asOf())),
                                            days)));
        }

        @Override
        public String words() {
            String how =
                    switch (comparator) {
                        case IS -> "exactly ";
                        case ABOVE -> "more than ";
                        case AT_LEAST -> "at least ";
                        case BELOW -> "less than ";
                        case AT_MOST -> "at most ";
                    };
            return "a customer for " + how + Wording.number(days) + " days";
        }
    }

    /** What a measure came to: a segment by use. */
    record MeasureIs(String measure, Comparator comparator, double value) implements Criterion {
        @Override
        public Answer test(Profile account) {
            return switch (account.measured().get(measure)) {
                case Measured.Known known ->
                        Answer.of(comparator.holds(Double.compare(known.value(), value)));
                case Measured.Missing missing -> Answer.UNKNOWN;
                case null -> throw new IllegalArgumentException("no measure " + measure);
            };
        }

        @Override
        public String words() {
            String how =
                    comparator == Comparator.IS
                            ? ""
                            : comparator.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " ";
            return measure + " is " + how + Wording.number(value);
        }
    }

    /** It is in one of these segments of a dimension. */
    record InSegment(String dimension, List<String> segments) implements Criterion {
        public InSegment {
            segments = List.copyOf(segments);
        }

        @Override
        public Answer test(Profile account) {
            return Answer.of(segments.contains(account.segments().getOrDefault(dimension, "")));
        }

        @Override
        public String words() {
            return dimension + " is " + String.join(" or ", segments);
        }
    }

    /**
     * Its health is in one of these bands. Only another score than health may ask.
     *
     * @param bands at least one; what is unknown fits nothing
     */
    record HealthIs(List<Band> bands) implements Criterion {
        public HealthIs {
            bands = List.copyOf(bands);
        }

        @Override
        public Answer test(Profile account) {
            Band health = account.health();
            return health == null || health == Band.UNKNOWN
                    ? Answer.UNKNOWN
                    : Answer.of(bands.contains(health));
        }

        @Override
        public String words() {
            return "health is "
                    + String.join(" or ", bands.stream().map(Score.HEALTH::word).toList());
        }
    }

    /** Every part holds. */
    record All(List<Criterion> all) implements Criterion {
        public All {
            all = List.copyOf(all);
        }

        @Override
        public Answer test(Profile account) {
            return all.stream().map(part -> part.test(account)).reduce(Answer.YES, Answer::and);
        }

        @Override
        public List<Criterion> parts() {
            return withParts(this, all);
        }

        @Override
        public String words() {
            return joined(all, ", and ");
        }
    }

    /** At least one part holds. */
    record Any(List<Criterion> any) implements Criterion {
        public Any {
            any = List.copyOf(any);
        }

        @Override
        public Answer test(Profile account) {
            return any.stream()
                    .map(part -> part.test(account).not())
                    .reduce(Answer.YES, Answer::and)
                    .not();
        }

        @Override
        public List<Criterion> parts() {
            return withParts(this, any);
        }

        @Override
        public String words() {
            return joined(any, ", or ");
        }
    }

    /** The part does not hold. */
    record Not(Criterion part) implements Criterion {
        @Override
        public Answer test(Profile account) {
            return part.test(account).not();
        }

        @Override
        public List<Criterion> parts() {
            return withParts(this, List.of(part));
        }

        @Override
        public String words() {
            return "not (" + part.words() + ")";
        }
    }
}
