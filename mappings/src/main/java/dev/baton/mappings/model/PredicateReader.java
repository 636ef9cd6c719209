package dev.baton.mappings.model;

import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.Value;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads conditions and holds them against the fields they speak of. */
final class PredicateReader {
    private static final List<String> FORMS = List.of("all", "any", "not", "field");

    private static final SortedMap<String, Comparator> COMPARATORS =
            new TreeMap<>(
                    Map.of(
                            "is", Comparator.IS,
                            "above", Comparator.ABOVE,
                            "at_least", Comparator.AT_LEAST,
                            "below", Comparator.BELOW,
                            "at_most", Comparator.AT_MOST));

    private static final List<String> TESTS =
            List.of("is", "in", "has", "above", "at_least", "below", "at_most", "empty");

    private static final List<FieldType> ORDERED =
            List.of(FieldType.NUMBER, FieldType.MOMENT, FieldType.DAY);

    private static final List<FieldType> EQUAL =
            List.of(
                    FieldType.TEXT,
                    FieldType.NUMBER,
                    FieldType.TRUTH,
                    FieldType.MOMENT,
                    FieldType.DAY);

    private final FieldFinder fields;
    private final Problems.InFile problems;

    PredicateReader(FieldFinder fields, Problems.InFile problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable Predicate read(Node node) {
        Section section = Section.open(node, Shapes.PREDICATE, problems);
        if (section == null) {
            return null;
        }
        String form = section.oneOf(FORMS, "a condition");
        if (form == null) {
            return null;
        }
        return switch (form) {
            case "field" -> field(section);
            case "not" -> {
                Node part = section.node("not");
                Predicate negated = part == null || tested(section) ? null : read(part);
                yield negated == null ? null : new Predicate.Not(negated);
            }
            case "all" -> parts(section, form, Predicate.All::new);
            default -> parts(section, form, Predicate.Any::new);
        };
    }

    /** Whether a test stands where there is no field to test. */
    private boolean tested(Section section) {
        for (String test : section.among(TESTS)) {
            problems.error(section.at(test), test + " tests a field", "name the field beside it");
            return true;
        }
        return false;
    }

    private @Nullable Predicate parts(
            Section section, String form, Function<List<Predicate>, Predicate> make) {
        if (tested(section)) {
            return null;
        }
        List<Node> items = section.items(form, "conditions");
        var parts = new ArrayList<Predicate>();
        for (Node item : items) {
            Predicate part = read(item);
            if (part != null) {
                parts.add(part);
            }
        }
        if (section.node(form) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at(form), form + " is empty", "write at least one condition");
            return null;
        }
        return parts.isEmpty() || parts.size() < items.size() ? null : make.apply(parts);
    }

    private @Nullable Predicate field(Section section) {
        String name = section.text("field");
        String test = section.oneOf(TESTS, "a test");
        Node operand = test == null ? null : section.node(test);
        if (name == null || test == null || operand == null) {
            return null;
        }
        return switch (test) {
            case "empty" -> empty(section, name);
            case "has" -> has(section, name);
            case "in" -> in(section, name);
            default -> compare(section, name, test, operand);
        };
    }

    private @Nullable Predicate empty(Section section, String name) {
        FieldSpec spec = fields.find(name, section.at("field"));
        Boolean wanted = section.truth("empty");
        if (spec == null || wanted == null) {
            return null;
        }
        var empty = new Predicate.IsEmpty(name);
        return wanted ? empty : new Predicate.Not(empty);
    }

    private @Nullable Predicate has(Section section, String name) {
        FieldSpec spec =
                fields.find(name, section.at("field"), List.of(FieldType.LABELS), "has looks into");
        String word = section.text("has");
        return spec == null || word == null ? null : new Predicate.Has(name, word);
    }

    private @Nullable Predicate in(Section section, String name) {
        FieldSpec spec =
                fields.find(name, section.at("field"), List.of(FieldType.TEXT), "in compares");
        List<Node> items = section.items("in", "texts");
        var texts = new ArrayList<String>();
        for (Node item : items) {
            String text = Section.text(item, problems);
            if (text != null) {
                texts.add(text);
            }
        }
        if (section.node("in") instanceof Node.Sequence && items.isEmpty()) {
            problems.error(section.at("in"), "in is empty", "write at least one text");
        }
        return spec == null || texts.isEmpty() || texts.size() < items.size()
                ? null
                : new Predicate.In(name, texts);
    }

    private @Nullable Predicate compare(Section section, String name, String test, Node operand) {
        Comparator comparator = COMPARATORS.get(test);
        List<FieldType> types = comparator == Comparator.IS ? EQUAL : ORDERED;
        FieldSpec spec = fields.find(name, section.at("field"), types, test + " compares");
        Value constant = spec == null ? null : constant(spec.type(), operand);
        return comparator == null || constant == null
                ? null
                : new Predicate.Compare(name, comparator, constant);
    }

    private @Nullable Value constant(FieldType type, Node operand) {
        return switch (type) {
            case TEXT -> made(Section.text(operand, problems), Value.Text::new);
            case NUMBER -> made(Section.number(operand, problems), Value.Numeric::new);
            case TRUTH -> made(Section.truth(operand, problems), Value.Truth::new);
            case MOMENT ->
                    made(
                            parsed(
                                    operand,
                                    Instant::parse,
                                    "an instant such as 2026-01-31T00:00:00Z"),
                            Value.Moment::new);
            case DAY ->
                    made(
                            parsed(operand, LocalDate::parse, "a day such as 2026-01-31"),
                            Value.Day::new);
            case MOMENTS, LABELS -> throw new IllegalStateException("not comparable: " + type);
        };
    }

    private static <T> @Nullable Value made(@Nullable T constant, Function<T, Value> make) {
        return constant == null ? null : make.apply(constant);
    }

    private <T> @Nullable T parsed(Node operand, Function<String, T> parse, String expected) {
        String text = Section.text(operand, problems);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (DateTimeException malformed) {
            problems.error(
                    operand.at(),
                    "expected " + expected + ", found " + operand.words(),
                    "rewrite it");
            return null;
        }
    }
}
