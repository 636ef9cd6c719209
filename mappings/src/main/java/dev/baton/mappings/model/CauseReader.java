package dev.baton.mappings.model;

import dev.baton.core.health.Band;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Trend;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.play.Cause;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what calls for a play, and holds it against the model. */
final class CauseReader {
    private static final List<String> FORMS =
            List.of("all", "any", "not", "band", "trend", "score", "measure", "points", "account");
    private static final List<String> TESTS =
            List.of("is", "above", "at_least", "below", "at_most");
    private static final double MOST = 1e12;

    private final HealthModel model;
    private final PredicateReader accounts;
    private final Problems.InFile problems;

    CauseReader(HealthModel model, PredicateReader accounts, Problems.InFile problems) {
        this.model = model;
        this.accounts = accounts;
        this.problems = problems;
    }

    /** Null when something is wrong, told. */
    @Nullable Cause read(Node node) {
        Section section = Section.open(node, Shapes.CAUSE, problems);
        String form = section == null ? null : section.oneOf(FORMS, "a cause");
        if (section == null || form == null || !fits(section, form)) {
            return null;
        }
        return switch (form) {
            case "all" -> parts(section, form, Cause.All::new);
            case "any" -> parts(section, form, Cause.Any::new);
            case "not" -> negated(section);
            case "band" -> words(section, form, Band.class, Cause.InBand::new);
            case "trend" -> words(section, form, Trend.class, Cause.InTrend::new);
            case "score" -> score(section);
            case "account" -> account(section);
            default -> measured(section, form);
        };
    }

    /** Only a measure and its points are held against a number beside them. */
    private boolean fits(Section section, String form) {
        boolean measured = form.equals("measure") || form.equals("points");
        List<String> tests = section.among(TESTS);
        if (!measured && !tests.isEmpty()) {
            problems.error(
                    section.at(tests.getFirst()),
                    tests.getFirst() + " does not go with " + form,
                    "name a measure beside it, or remove it");
            return false;
        }
        return true;
    }

    private @Nullable Cause parts(Section section, String form, Function<List<Cause>, Cause> make) {
        List<Node> items = section.items(form, "causes");
        var parts = new ArrayList<Cause>();
        for (Node item : items) {
            Cause part = read(item);
            if (part != null) {
                parts.add(part);
            }
        }
        if (section.node(form) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at(form), form + " is empty", "write at least one cause");
        }
        return parts.isEmpty() || parts.size() < items.size() ? null : make.apply(parts);
    }

    private @Nullable Cause negated(Section section) {
        Node part = section.node("not");
        Cause cause = part == null ? null : read(part);
        return cause == null ? null : new Cause.Not(cause);
    }

    private <E extends Enum<E>> @Nullable Cause words(
            Section section, String form, Class<E> type, Function<List<E>, Cause> make) {
        var known = new TreeMap<String, E>();
        Arrays.stream(type.getEnumConstants())
                .forEach(each -> known.put(each.name().toLowerCase(Locale.ROOT), each));
        List<Node> items = section.items(form, form + "s");
        var found = new ArrayList<E>();
        for (Node item : items) {
            String word = Section.text(item, problems);
            E value = word == null ? null : known.get(word);
            if (value != null) {
                found.add(value);
            } else if (word != null) {
                problems.error(
                        item.at(),
                        "unknown " + form + " " + word,
                        Nearest.fix(word, known.keySet()));
            }
        }
        if (section.node(form) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at(form), form + " is empty", "write at least one " + form);
        }
        return found.isEmpty() || found.size() < items.size() ? null : make.apply(found);
    }

    private @Nullable Cause score(Section section) {
        Section test = section.section("score", Shapes.NUMBER_TEST);
        return test == null ? null : compared(test, 0, 100, Cause.ScoreIs::new);
    }

    private @Nullable Cause account(Section section) {
        Node who = section.node("account");
        Predicate predicate = who == null ? null : accounts.read(who);
        return predicate == null ? null : new Cause.AccountIs(predicate);
    }

    private @Nullable Cause measured(Section section, String form) {
        String name = section.text(form);
        if (name == null) {
            return null;
        }
        boolean points = form.equals("points");
        List<String> names = names(points);
        if (!names.contains(name)) {
            problems.error(
                    section.at(form),
                    points
                            ? "no measure that counts is called " + name
                            : "no measure is called " + name,
                    Nearest.fix(name, names));
            return null;
        }
        return compared(
                section,
                -MOST,
                MOST,
                (comparator, number) ->
                        points
                                ? new Cause.PointsAre(name, comparator, number)
                                : new Cause.MeasureIs(name, comparator, number));
    }

    private List<String> names(boolean scored) {
        return scored
                ? model.scored().stream().map(ScoredMeasure::measure).map(Measure::name).toList()
                : model.measures().stream().map(Measure::name).toList();
    }

    private @Nullable Cause compared(
            Section section,
            double least,
            double most,
            BiFunction<Comparator, Double, Cause> make) {
        String test = section.oneOf(TESTS, "a test");
        Double number = test == null ? null : section.number(test, least, most);
        Comparator comparator = test == null ? null : COMPARATORS.get(test);
        return number == null || comparator == null ? null : make.apply(comparator, number);
    }

    private static final SortedMap<String, Comparator> COMPARATORS = comparators();

    private static SortedMap<String, Comparator> comparators() {
        var all = new TreeMap<String, Comparator>();
        Arrays.stream(Comparator.values())
                .forEach(each -> all.put(each.name().toLowerCase(Locale.ROOT), each));
        return all;
    }
}
