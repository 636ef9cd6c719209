package dev.baton.mappings.model;

import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.model.FieldType;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how many records become one number. */
final class AggregateReader {
    static final List<FieldType> TIMES =
            List.of(FieldType.MOMENT, FieldType.MOMENTS, FieldType.DAY);

    private static final List<String> BARE = List.of("count", "days_since");

    private final FieldFinder fields;
    private final PredicateReader predicates;
    private final Problems.InFile problems;

    AggregateReader(FieldFinder fields, PredicateReader predicates, Problems.InFile problems) {
        this.fields = fields;
        this.predicates = predicates;
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable Aggregate read(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return bare(scalar);
        }
        Section section = Section.open(node, Shapes.AGGREGATE, problems);
        String form =
                section == null ? null : section.oneOf(Shapes.AGGREGATE.keys(), "an aggregate");
        Node operand = section == null || form == null ? null : section.node(form);
        return form == null || operand == null ? null : over(form, operand);
    }

    private @Nullable Aggregate bare(Node.Scalar scalar) {
        String word = Section.text(scalar, problems);
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "count" -> new Aggregate.Count();
            case "days_since" -> new Aggregate.DaysSince();
            default -> {
                boolean needsMore = Shapes.AGGREGATE.keys().contains(word);
                problems.error(
                        scalar.at(),
                        needsMore ? word + " of what?" : "unknown aggregate " + word,
                        needsMore ? "write {" + word + ": FIELD}" : Nearest.fix(word, BARE));
                yield null;
            }
        };
    }

    private @Nullable Aggregate over(String form, Node operand) {
        if (form.equals("ratio")) {
            Predicate part = predicates.read(operand);
            return part == null ? null : new Aggregate.Ratio(part);
        }
        if (form.equals("distinct")) {
            String name = Section.text(operand, problems);
            return name == null
                            || fields.find(
                                            name,
                                            operand.at(),
                                            List.of(FieldType.TEXT),
                                            "distinct counts")
                                    == null
                    ? null
                    : new Aggregate.Distinct(name);
        }
        if (form.equals("proportion")) {
            return proportion(operand);
        }
        Quantity quantity = quantity(operand);
        return quantity == null ? null : of(form, quantity);
    }

    private @Nullable Aggregate proportion(Node operand) {
        Section section = Section.open(operand, Shapes.PROPORTION, problems);
        Node of = section == null ? null : section.node("of");
        Node part = section == null ? null : section.node("part");
        Node whole = section == null ? null : section.node("whole");
        Quantity quantity = of == null ? null : quantity(of);
        Predicate some = part == null ? null : predicates.read(part);
        Predicate all = whole == null ? null : predicates.read(whole);
        return quantity == null || some == null || all == null
                ? null
                : new Aggregate.Proportion(quantity, some, all);
    }

    private static Aggregate of(String form, Quantity quantity) {
        return switch (form) {
            case "sum" -> new Aggregate.Sum(quantity);
            case "mean" -> new Aggregate.Mean(quantity);
            case "median" -> new Aggregate.Median(quantity);
            case "min" -> new Aggregate.Min(quantity);
            case "max" -> new Aggregate.Max(quantity);
            case "last" -> new Aggregate.Last(quantity);
            case "slope" -> new Aggregate.Slope(quantity);
            default -> throw new IllegalStateException("no aggregate " + form);
        };
    }

    private @Nullable Quantity quantity(Node operand) {
        if (operand instanceof Node.Mapping) {
            return elapsed(operand);
        }
        String name = Section.text(operand, problems);
        return name == null
                        || fields.find(
                                        name,
                                        operand.at(),
                                        List.of(FieldType.NUMBER, FieldType.TRUTH),
                                        "an aggregate takes")
                                == null
                ? null
                : new Quantity.Field(name);
    }

    private @Nullable Quantity elapsed(Node operand) {
        Section section = Section.open(operand, Shapes.ELAPSED, problems);
        String word =
                section == null ? null : section.oneOf(Shapes.ELAPSED.keys(), "an elapsed time");
        if (section == null || word == null) {
            return null;
        }
        List<Node> ends = section.items(word, "moments");
        if (ends.size() != 2) {
            if (section.node(word) instanceof Node.Sequence) {
                problems.error(
                        section.at(word),
                        "an elapsed time has two ends, found " + ends.size(),
                        "write [FROM, TO]");
            }
            return null;
        }
        String from = end(ends.getFirst(), false);
        String to = end(ends.getLast(), true);
        if (from == null || to == null) {
            return null;
        }
        if (from.equals(to)) {
            problems.error(section.at(word), "both ends are " + from, "name two moments");
            return null;
        }
        return new Quantity.Elapsed(from, to, unit(word));
    }

    private @Nullable String end(Node node, boolean mayBeNow) {
        String name = Section.text(node, problems);
        if (name == null || (mayBeNow && name.equals(Quantity.AS_OF))) {
            return name;
        }
        return fields.find(name, node.at(), TIMES, "an end is") == null ? null : name;
    }

    private static Quantity.Unit unit(String word) {
        return switch (word) {
            case "minutes" -> Quantity.Unit.MINUTES;
            case "hours" -> Quantity.Unit.HOURS;
            case "days" -> Quantity.Unit.DAYS;
            default -> throw new IllegalStateException("no unit " + word);
        };
    }
}
