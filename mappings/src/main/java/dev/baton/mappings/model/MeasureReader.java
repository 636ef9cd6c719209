package dev.baton.mappings.model;

import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Window;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one measure, and what it is worth if it counts. */
final class MeasureReader {
    static final int LONGEST_NAME = 40;
    static final int LONGEST_LABEL = 80;
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_MEANING = 400;
    private static final List<String> BETTER = List.of("more", "less");
    static final double MOST_DAYS = 36_500;
    static final double LEAST_DAYS = 0.01;
    private static final List<String> MODES = List.of("difference", "ratio");

    private static final List<String> TYPES =
            Arrays.stream(RecordType.values()).map(RecordType::word).toList();

    /** Says that a measure counts of one product alone. */
    static final String PRODUCT = "product";

    private final Names names;
    private final Filled filled;
    private final Problems.InFile problems;

    MeasureReader(Names names, Filled filled, Problems.InFile problems) {
        this.names = names;
        this.filled = filled;
        this.problems = problems;
    }

    /** A measure and its worth, null when it is only told. */
    record Read(Measure measure, @Nullable ScoredMeasure scored) {}

    /** Null when something is wrong, told. */
    @Nullable Read read(Node.Entry entry) {
        boolean named = nameIsGood(entry.key());
        Section section = Section.open(entry.value(), Shapes.MEASURE, problems);
        RecordType over = section == null ? null : over(section);
        if (section == null) {
            return null;
        }
        String label = shortText(section, "label", LONGEST_LABEL, problems);
        String unit = shortText(section, "unit", LONGEST_UNIT, problems);
        boolean told = isTold(section);
        Comparison comparison = comparison(section);
        if (over == null) {
            return null;
        }
        Formula formula = formula(section, over);
        Per per = per(section);
        Worth worth =
                worth(section, steady(formula == null ? null : formula.aggregate(), comparison));
        if (!named
                || !told
                || label == null
                || formula == null
                || per == null
                || comparison == null
                || worth == null) {
            return null;
        }
        var measure =
                new Measure(
                        entry.name(),
                        label,
                        unit == null ? "" : unit,
                        over,
                        formula.filter(),
                        formula.window(),
                        formula.aggregate(),
                        comparison,
                        per.of(entry.name()));
        return new Read(measure, worth.of(measure));
    }

    /** A measure that nobody reads: what products are compared by. Null when wrong, told. */
    @Nullable Measure unnamed(String name, Section section) {
        RecordType over = over(section);
        return new Per(over, over == null ? null : formula(section, over)).of(name);
    }

    /** How long ago the newest record took place. Null when something is wrong, told. */
    @Nullable Measure newest(String name, Section section) {
        RecordType over = over(section);
        if (over == null) {
            return null;
        }
        var fields = new FieldFinder(over, filled, problems);
        Predicate filter = filter(section, new PredicateReader(fields, problems));
        String by = section.has("by") ? section.text("by") : usual(over);
        boolean found =
                by != null
                        && fields.find(
                                        by,
                                        section.at("by"),
                                        AggregateReader.TIMES,
                                        "newest goes by")
                                != null;
        return filter == null || by == null || !found
                ? null
                : new Measure(
                        name,
                        name,
                        "",
                        over,
                        filter,
                        Window.all(by),
                        new Aggregate.DaysSince(),
                        new Comparison.None());
    }

    /** What makes a number of records. */
    private record Formula(Predicate filter, Window window, Aggregate aggregate) {}

    private @Nullable Formula formula(Section section, RecordType over) {
        var fields = new FieldFinder(over, filled, problems);
        var predicates = new PredicateReader(fields, problems);
        Predicate filter = filter(section, predicates);
        Window window = window(section, over, fields);
        Node node = section.node("aggregate");
        Aggregate aggregate =
                node == null ? null : new AggregateReader(fields, predicates, problems).read(node);
        return filter == null || window == null || aggregate == null
                ? null
                : new Formula(filter, window, aggregate);
    }

    /** What a measure is told per unit of, if anything. */
    private record Per(@Nullable RecordType over, @Nullable Formula formula) {
        @Nullable Measure of(String name) {
            return over == null || formula == null
                    ? null
                    : new Measure(
                            name,
                            name,
                            "",
                            over,
                            formula.filter(),
                            formula.window(),
                            formula.aggregate(),
                            new Comparison.None());
        }
    }

    private @Nullable Per per(Section section) {
        if (!section.has("per")) {
            return new Per(null, null);
        }
        if (section.has("compare")) {
            problems.error(
                    section.at("per"), "a measure has per and compare", "keep one of the two");
            return null;
        }
        Section per = section.section("per", Shapes.PER);
        RecordType over = per == null ? null : over(per);
        Formula formula = per == null || over == null ? null : formula(per, over);
        return formula == null ? null : new Per(over, formula);
    }

    /** What is there for people and for lint alone. */
    private boolean isTold(Section section) {
        if (section.has(PRODUCT) && section.word(PRODUCT, List.of("primary")) == null) {
            return false;
        }
        return (!section.has("means")
                        || shortText(section, "means", LONGEST_MEANING, problems) != null)
                && (!section.has("better") || section.word("better", BETTER) != null);
    }

    private boolean nameIsGood(Node.Scalar key) {
        boolean good = key.text().matches("[a-z][a-z0-9_]{0," + (LONGEST_NAME - 1) + "}");
        if (!good) {
            problems.error(
                    key.at(),
                    "a measure's name is lower case letters, digits and underscores",
                    "rename it, at most " + LONGEST_NAME + " characters");
        }
        return good;
    }

    static @Nullable String shortText(
            Section section, String name, int longest, Problems.InFile problems) {
        String text = section.text(name);
        if (text == null || text.length() <= longest) {
            return text;
        }
        problems.error(
                section.at(name),
                name + " has " + text.length() + " characters",
                "use at most " + longest);
        return null;
    }

    private @Nullable RecordType over(Section section) {
        String word = section.text("over");
        if (word == null) {
            return null;
        }
        Optional<RecordType> type = RecordType.named(word);
        if (type.isEmpty()) {
            problems.error(
                    section.at("over"), "unknown record type " + word, Nearest.fix(word, TYPES));
            return null;
        }
        if (filled.complete() && !filled.fields().containsKey(type.get())) {
            problems.error(
                    section.at("over"),
                    "no source maps to " + word,
                    "add a source, or measure one of: " + mapped());
            return null;
        }
        return type.get();
    }

    private String mapped() {
        return String.join(", ", filled.fields().keySet().stream().map(RecordType::word).toList());
    }

    private static @Nullable Predicate filter(Section section, PredicateReader predicates) {
        Node filter = section.node("filter");
        return filter == null ? new Predicate.Always() : predicates.read(filter);
    }

    /** A usage figure takes place on its day, whenever its row came to be. */
    private String usual(RecordType over) {
        boolean onADay =
                over == RecordType.USAGE
                        && filled.fields().getOrDefault(over, new TreeSet<>()).contains("on");
        return onADay ? "on" : FieldFinder.CREATED_AT;
    }

    private @Nullable Window window(Section section, RecordType over, FieldFinder fields) {
        if (!section.has("window")) {
            return Window.all(usual(over));
        }
        Section window = section.section("window", Shapes.WINDOW);
        if (window == null) {
            return null;
        }
        Double days = window.number("days", LEAST_DAYS, MOST_DAYS);
        String by = window.has("by") ? window.text("by") : usual(over);
        if (by == null
                || fields.find(by, window.at("by"), AggregateReader.TIMES, "a window goes by")
                        == null
                || (window.has("days") && days == null)) {
            return null;
        }
        return days == null ? Window.all(by) : new Window(by, days);
    }

    private @Nullable Comparison comparison(Section section) {
        if (!section.has("compare")) {
            return new Comparison.None();
        }
        Section compare = section.section("compare", Shapes.COMPARE);
        String form = compare == null ? null : compare.oneOf(Shapes.COMPARE.keys(), "a comparison");
        if (compare == null || form == null) {
            return null;
        }
        return form.equals("own_past") ? ownPast(compare) : typical(compare);
    }

    private @Nullable Comparison ownPast(Section compare) {
        Section past = compare.section("own_past", Shapes.OWN_PAST);
        Double days = past == null ? null : past.number("days", LEAST_DAYS, MOST_DAYS);
        Comparison.Mode mode = past == null ? null : mode(past);
        return days == null || mode == null ? null : new Comparison.OwnPast(days, mode);
    }

    private @Nullable Comparison typical(Section compare) {
        Section typical = compare.section("typical", Shapes.TYPICAL);
        Double value = typical == null ? null : typical.number("value");
        Comparison.Mode mode = typical == null ? null : mode(typical);
        if (typical == null || value == null || mode == null) {
            return null;
        }
        if (value == 0 && mode == Comparison.Mode.RATIO) {
            problems.error(
                    typical.at("value"), "nothing can be divided by 0", "use mode difference");
            return null;
        }
        return new Comparison.Typical(value, mode);
    }

    private static Comparison.@Nullable Mode mode(Section section) {
        String word = section.word("mode", MODES);
        return word == null ? null : Comparison.Mode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What a measure of change comes to where nothing changes; null of one that tells of none. */
    private static @Nullable Double steady(
            @Nullable Aggregate aggregate, @Nullable Comparison comparison) {
        if (comparison instanceof Comparison.OwnPast past) {
            return past.mode() == Comparison.Mode.RATIO ? 1.0 : 0.0;
        }
        return aggregate instanceof Aggregate.Slope ? 0.0 : null;
    }

    /** Null when something is wrong, told. */
    private @Nullable Worth worth(Section section, @Nullable Double steady) {
        if (!section.has("score")) {
            return new Worth.Told();
        }
        Section score = section.section("score", Shapes.SCORE);
        return score == null ? null : new ScoreReader(names, filled, problems).read(score, steady);
    }
}
