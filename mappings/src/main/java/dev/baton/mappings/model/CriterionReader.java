package dev.baton.mappings.model;

import dev.baton.core.health.Band;
import dev.baton.core.health.Criterion;
import dev.baton.core.health.Score;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which accounts are meant, and holds it against the model's own names. */
final class CriterionReader {
    private static final List<String> FORMS =
            List.of("all", "any", "not", "field", "tenure", "measure", "dimension", "health");
    private static final SortedMap<String, Comparator> COMPARATORS = comparators();
    private static final SortedMap<String, Band> BANDS = bands();
    private static final List<String> TESTS =
            List.of("is", "in", "has", "above", "at_least", "below", "at_most", "empty");
    private static final double MOST = 1e12;

    private final Names names;
    private final FieldFinder fields;
    private final Problems.InFile problems;

    /**
     * Ready to read.
     *
     * @param names what conditions may speak of
     */
    CriterionReader(Names names, Filled filled, Problems.InFile problems) {
        this.names = names;
        this.fields = new FieldFinder(RecordType.ACCOUNT, filled, problems);
        this.problems = problems;
    }

    private static SortedMap<String, Comparator> comparators() {
        var all = new TreeMap<String, Comparator>();
        Arrays.stream(Comparator.values())
                .forEach(each -> all.put(each.name().toLowerCase(Locale.ROOT), each));
        return Collections.unmodifiableSortedMap(all);
    }

    /** Those that tell something. */
    private static SortedMap<String, Band> bands() {
        var all = new TreeMap<String, Band>();
        for (Band band : Band.values()) {
            if (band != Band.UNKNOWN) {
                all.put(Score.HEALTH.word(band), band);
            }
        }
        return Collections.unmodifiableSortedMap(all);
    }

    /** Null when something is wrong, told. */
    @Nullable Criterion read(Node node) {
        Section section = Section.open(node, Shapes.CRITERION, problems);
        String form = section == null ? null : section.oneOf(FORMS, "a condition for accounts");
        if (section == null || form == null || !fits(section, form)) {
            return null;
        }
        return switch (form) {
            case "all" -> parts(section, form, Criterion.All::new);
            case "any" -> parts(section, form, Criterion.Any::new);
            case "not" -> negated(section);
            case "tenure" -> tenure(section);
            case "measure" -> measure(section);
            case "dimension" -> dimension(section);
            case "health" -> health(section);
            default -> account(node);
        };
    }

    /** A test stands beside what it tests. */
    private boolean fits(Section section, String form) {
        boolean tests = List.of("field", "measure", "dimension").contains(form);
        List<String> there = section.among(TESTS);
        if (!tests && !there.isEmpty()) {
            String test = there.getFirst();
            problems.error(section.at(test), test + " tests a field", "name the field beside it");
            return false;
        }
        return true;
    }

    private @Nullable Criterion account(Node node) {
        Predicate predicate = new PredicateReader(fields, problems).read(node);
        return predicate == null ? null : new Criterion.Account(predicate);
    }

    private @Nullable Criterion parts(
            Section section, String form, Function<List<Criterion>, Criterion> make) {
        List<Node> items = section.items(form, "conditions");
        var parts = new ArrayList<Criterion>();
        for (Node item : items) {
            Criterion part = read(item);
            if (part != null) {
                parts.add(part);
            }
        }
        if (section.node(form) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at(form), form + " is empty", "write at least one condition");
        }
        return parts.isEmpty() || parts.size() < items.size() ? null : make.apply(parts);
    }

    private @Nullable Criterion negated(Section section) {
        Node part = section.node("not");
        Criterion criterion = part == null ? null : read(part);
        return criterion == null ? null : new Criterion.Not(criterion);
    }

    private @Nullable Criterion tenure(Section section) {
        Section tenure = section.section("tenure", Shapes.TENURE);
        if (tenure == null) {
            return null;
        }
        String since = tenure.has("since") ? tenure.text("since") : FieldFinder.CREATED_AT;
        boolean found =
                since != null
                        && fields.find(
                                        since,
                                        tenure.at("since"),
                                        AggregateReader.TIMES,
                                        "a tenure begins with")
                                != null;
        Criterion criterion =
                compared(
                        tenure,
                        0,
                        MeasureReader.MOST_DAYS,
                        (comparator, days) ->
                                new Criterion.Tenure(String.valueOf(since), comparator, days));
        return found ? criterion : null;
    }

    private @Nullable Criterion measure(Section section) {
        String name = known(section, "measure", "no measure is called ", names.measures());
        return name == null
                ? null
                : compared(
                        section,
                        -MOST,
                        MOST,
                        (comparator, value) -> new Criterion.MeasureIs(name, comparator, value));
    }

    private @Nullable String known(Section section, String key, String what, List<String> all) {
        String name = section.text(key);
        if (name == null || all.contains(name)) {
            return name;
        }
        problems.error(
                section.at(key),
                what + name,
                all.isEmpty() ? "use a field, a tenure or a measure" : Nearest.fix(name, all));
        return null;
    }

    private @Nullable Criterion dimension(Section section) {
        List<String> all = List.copyOf(names.dimensions().keySet());
        String name = known(section, "dimension", "no dimension is called ", all);
        String test = section.oneOf(List.of("is", "in"), "a condition for accounts");
        Node operand = test == null ? null : section.node(test);
        if (name == null || test == null || operand == null) {
            return null;
        }
        List<Node> items =
                test.equals("is") ? List.of(operand) : Section.items(operand, "segments", problems);
        List<String> segments = names.dimensions().getOrDefault(name, List.of());
        var wanted = new ArrayList<String>();
        for (Node item : items) {
            String segment = Section.text(item, problems);
            if (segment != null && segments.contains(segment)) {
                wanted.add(segment);
            } else if (segment != null) {
                problems.error(
                        item.at(),
                        "no segment of " + name + " is called " + segment,
                        Nearest.fix(segment, segments));
            }
        }
        return wanted.isEmpty() || wanted.size() < items.size()
                ? null
                : new Criterion.InSegment(name, wanted);
    }

    /** A score that looked at itself would have no answer. */
    private @Nullable Criterion health(Section section) {
        if (!names.isBesideHealth()) {
            problems.error(
                    section.at("health"),
                    "this is what the model tells of health itself",
                    "use a measure or a field; another score may look at health");
            return null;
        }
        List<Node> items = section.items("health", "bands");
        var bands = new ArrayList<Band>();
        for (Node item : items) {
            String word = Section.text(item, problems);
            Band band = word == null ? null : BANDS.get(word);
            if (band != null) {
                bands.add(band);
            } else if (word != null) {
                problems.error(
                        item.at(),
                        "no band is called " + word,
                        Nearest.fix(word, List.copyOf(BANDS.keySet())));
            }
        }
        return bands.isEmpty() || bands.size() < items.size()
                ? null
                : new Criterion.HealthIs(bands);
    }

    private @Nullable Criterion compared(
            Section section,
            double least,
            double most,
            BiFunction<Comparator, Double, Criterion> make) {
        String test = section.oneOf(List.copyOf(COMPARATORS.keySet()), "a test");
        Double number = test == null ? null : section.number(test, least, most);
        Comparator comparator = test == null ? null : COMPARATORS.get(test);
        return number == null || comparator == null ? null : make.apply(comparator, number);
    }
}
