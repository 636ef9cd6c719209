package dev.baton.mappings.yaml;

import dev.baton.mappings.yaml.Node.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a known shape. What is asked for and is not there, or is of the wrong kind, is null;
 * the problem has been told then, once.
 */
public final class Section {
    private final Node.Mapping node;
    private final Problems.InFile problems;
    private final boolean sound;

    private Section(Node.Mapping node, Problems.InFile problems, boolean sound) {
        this.node = node;
        this.problems = problems;
        this.sound = sound;
    }

    /** Opens a mapping; unknown and missing keys are told. Null when the node is no mapping. */
    public static @Nullable Section open(Node node, Shape shape, Problems.InFile problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.error(
                    node.at(),
                    "expected " + shape.words() + ", found " + node.words(),
                    "write a mapping with: " + String.join(", ", shape.keys()));
            return null;
        }
        boolean known = keysAreKnown(mapping, shape, problems);
        boolean complete = nothingIsMissing(mapping, shape, problems);
        return new Section(mapping, problems, known && complete);
    }

    private static boolean keysAreKnown(
            Node.Mapping mapping, Shape shape, Problems.InFile problems) {
        boolean known = true;
        for (Node.Entry entry : mapping.entries()) {
            if (!shape.keys().contains(entry.name())) {
                known = false;
                problems.error(
                        entry.key().at(),
                        "unknown key " + entry.name() + " in " + shape.words(),
                        Nearest.fix(entry.name(), shape.keys()));
            }
        }
        return known;
    }

    private static boolean nothingIsMissing(
            Node.Mapping mapping, Shape shape, Problems.InFile problems) {
        boolean complete = true;
        for (String name : shape.required()) {
            if (!has(mapping, name)) {
                complete = false;
                if (!misspelt(mapping, name, shape)) {
                    problems.error(
                            mapping.at(), name + " is missing in " + shape.words(), "add " + name);
                }
            }
        }
        return complete;
    }

    private static boolean has(Node.Mapping mapping, String name) {
        return mapping.entries().stream().anyMatch(entry -> entry.name().equals(name));
    }

    /** Told already, as an unknown key. */
    private static boolean misspelt(Node.Mapping mapping, String name, Shape shape) {
        return mapping.entries().stream()
                .map(Node.Entry::name)
                .filter(typed -> !shape.keys().contains(typed))
                .anyMatch(typed -> Nearest.to(typed, shape.keys()).equals(Optional.of(name)));
    }

    /** The entries of a mapping whose keys are free names; empty when it is no mapping. */
    public static List<Node.Entry> entries(
            Node node, String words, String fix, Problems.InFile problems) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        problems.error(node.at(), "expected " + words + ", found " + node.words(), fix);
        return List.of();
    }

    public Position at() {
        return node.at();
    }

    /** Whether all required keys are there and no unknown ones. */
    public boolean sound() {
        return sound;
    }

    /** Those of some keys that are there. */
    public List<String> among(List<String> names) {
        return names.stream().filter(this::has).toList();
    }

    /**
     * The one of some keys that is there; null after telling when there is none or more than one.
     */
    public @Nullable String oneOf(List<String> names, String words) {
        List<String> there = among(names);
        if (there.size() == 1) {
            return there.getFirst();
        }
        if (sound) {
            problems.error(
                    node.at(),
                    there.isEmpty()
                            ? words + " needs one of: " + String.join(", ", names)
                            : words + " has " + String.join(" and ", there),
                    there.isEmpty() ? "add one" : "keep one");
        }
        return null;
    }

    /** A number within bounds; null after telling when it is not there or outside. */
    public @Nullable Double number(String name, double least, double most) {
        Node value = node(name);
        return value == null ? null : number(value, name, least, most, problems);
    }

    /**
     * A number within bounds; null after telling when it is none or outside.
     *
     * @param name what it is, for a person
     */
    public static @Nullable Double number(
            Node value, String name, double least, double most, Problems.InFile problems) {
        Double number = number(value, problems);
        if (number == null || (number >= least && number <= most)) {
            return number;
        }
        problems.error(
                value.at(),
                name + " is " + plain(number),
                "give it a value from " + plain(least) + " to " + plain(most));
        return null;
    }

    private static String plain(double number) {
        return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** One of some words; null after telling when it is not there or another. */
    public @Nullable String word(String name, List<String> words) {
        String text = text(name);
        if (text == null || words.contains(text)) {
            return text;
        }
        problems.error(at(name), "unknown " + name + " " + text, Nearest.fix(text, words));
        return null;
    }

    public boolean has(String name) {
        return has(node, name);
    }

    public @Nullable Node node(String name) {
        for (Node.Entry entry : node.entries()) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    /** Where a value stands; the mapping's own place when it is not there. */
    public Position at(String name) {
        Node value = node(name);
        return value == null ? node.at() : value.at();
    }

    public @Nullable String text(String name) {
        Node value = node(name);
        return value == null ? null : text(value, problems);
    }

    public @Nullable Double number(String name) {
        Node value = node(name);
        return value == null ? null : number(value, problems);
    }

    public @Nullable Boolean truth(String name) {
        Node value = node(name);
        return value == null ? null : truth(value, problems);
    }

    public @Nullable Section section(String name, Shape shape) {
        Node value = node(name);
        return value == null ? null : open(value, shape, problems);
    }

    /** The items of a list; empty when it is not there or no list. */
    public List<Node> items(String name, String words) {
        Node value = node(name);
        return value == null ? List.of() : items(value, words, problems);
    }

    public static List<Node> items(Node value, String words, Problems.InFile problems) {
        if (value instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        problems.error(
                value.at(),
                "expected a list of " + words + ", found " + value.words(),
                "write [" + words + ", …]");
        return List.of();
    }

    public static @Nullable String text(Node value, Problems.InFile problems) {
        if (value instanceof Node.Scalar scalar && scalar.kind() == Kind.TEXT) {
            if (!scalar.text().isBlank()) {
                return scalar.text();
            }
            problems.error(value.at(), "the text is empty", "write something, or remove the key");
            return null;
        }
        boolean quotable = value instanceof Node.Scalar scalar && scalar.kind() != Kind.NOTHING;
        problems.error(
                value.at(),
                "expected a text, found " + value.words(),
                quotable ? "put it in quotes" : "write a text");
        return null;
    }

    public static @Nullable Double number(Node value, Problems.InFile problems) {
        Double number =
                value instanceof Node.Scalar scalar && scalar.kind() == Kind.NUMBER
                        ? parsed(scalar.text())
                        : null;
        if (number == null) {
            problems.error(
                    value.at(),
                    "expected a number, found " + value.words(),
                    "write a plain number such as 12 or 0.5");
        }
        return number;
    }

    /** Decimal numbers only: a hexadecimal weight is a slip, not a wish. */
    private static @Nullable Double parsed(String text) {
        if (!text.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            return null;
        }
        return Double.valueOf(text);
    }

    public static @Nullable Boolean truth(Node value, Problems.InFile problems) {
        if (value instanceof Node.Scalar scalar && scalar.kind() == Kind.TRUTH) {
            return Boolean.valueOf(scalar.text());
        }
        problems.error(
                value.at(),
                "expected true or false, found " + value.words(),
                "write true or false");
        return null;
    }
}
