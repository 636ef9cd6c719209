package dev.baton.app;

import dev.baton.core.health.Probability;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.YamlReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a {@code model.yaml} with other numbers in the very places of the old ones, so that
 * comments, order and layout stay.
 */
final class CalibrateModelText {
    /** As long as {@code Baton_Model__c} is. */
    private static final int LONGEST_VERSION = 40;

    /** The least that a measure which counts may weigh. */
    private static final BigDecimal LEAST = new BigDecimal("0.1");

    private final String text;
    private final Node root;
    private final List<Edit> edits = new ArrayList<>();

    /**
     * Other characters in a place.
     *
     * @param from place in the text
     * @param to place behind the old characters
     */
    private record Edit(int from, int to, String renewed) {}

    /**
     * @param text one that reads as a model
     */
    CalibrateModelText(String text) {
        this.text = text;
        this.root =
                Objects.requireNonNull(
                        YamlReader.read(text, new Problems().in("model.yaml")),
                        "a model in use can be read");
    }

    /** Measures whose weight is one number that can be put in place of another. */
    SortedMap<String, Double> weights() {
        var weights = new TreeMap<String, Double>();
        if (child(root, "measures") instanceof Node.Mapping measures) {
            for (Node.Entry measure : measures.entries()) {
                if (weight(measure.name()) instanceof Node.Scalar weight
                        && weight.style() == Node.Style.PLAIN
                        && weight.kind() == Node.Kind.NUMBER) {
                    weights.put(measure.name(), Double.valueOf(weight.text()));
                }
            }
        }
        return weights;
    }

    private @Nullable Node weight(String measure) {
        return child(child(child(child(root, "measures"), measure), "score"), "weight");
    }

    /** A weight to one decimal; what the outcomes give nothing keeps the least there is. */
    static BigDecimal rounded(double weight) {
        return BigDecimal.valueOf(weight).setScale(1, RoundingMode.HALF_UP).max(LEAST);
    }

    CalibrateModelText weight(String measure, double renewed) {
        if (weight(measure) instanceof Node.Scalar old) {
            replace(old, rounded(renewed).stripTrailingZeros().toPlainString());
        }
        return this;
    }

    CalibrateModelText version(String renewed) {
        if (child(root, "version") instanceof Node.Scalar old) {
            replace(old, renewed);
        }
        return this;
    }

    /**
     * What is usual of a measure, by segment. Of a model without segments one number.
     *
     * @param dimension whose segments they are
     * @param otherwise of accounts that are in none of them
     * @return false where the reference is a table by another dimension: then it stays
     */
    boolean reference(
            String measure,
            String dimension,
            SortedMap<String, BigDecimal> bySegment,
            BigDecimal otherwise) {
        if (!(child(child(child(root, "measures"), measure), "score")
                instanceof Node.Mapping score)) {
            return false;
        }
        Node old = child(score, "reference");
        if (old instanceof Node.Mapping table) {
            return renew(table, dimension, bySegment, otherwise);
        }
        put(score, "reference", table(dimension, bySegment, otherwise));
        return true;
    }

    private static String table(
            String dimension, SortedMap<String, BigDecimal> bySegment, BigDecimal otherwise) {
        if (bySegment.isEmpty()) {
            return otherwise.toPlainString();
        }
        var cells = new ArrayList<String>();
        bySegment.forEach((name, worth) -> cells.add(name + ": " + worth.toPlainString()));
        return "{by: ["
                + dimension
                + "], table: {"
                + String.join(", ", cells)
                + "}, otherwise: "
                + otherwise.toPlainString()
                + "}";
    }

    private boolean renew(
            Node.Mapping table,
            String dimension,
            SortedMap<String, BigDecimal> bySegment,
            BigDecimal otherwise) {
        boolean isByIt =
                child(table, "by") instanceof Node.Sequence by
                        && by.items().size() == 1
                        && by.items().getFirst() instanceof Node.Scalar only
                        && only.text().equals(dimension);
        if (!isByIt || !(child(table, "table") instanceof Node.Mapping cells)) {
            return false;
        }
        bySegment.forEach((name, worth) -> put(cells, name, worth.toPlainString()));
        put(table, "otherwise", otherwise.toPlainString());
        return true;
    }

    /** What a usual account of a segment scores; empty for those that are in none. */
    CalibrateModelText base(String segment, BigDecimal points) {
        Node where = segment.isEmpty() ? root : child(child(root, "segments"), segment);
        if (where instanceof Node.Mapping mapping) {
            put(mapping, "base", points.stripTrailingZeros().toPlainString());
        }
        return this;
    }

    /** In place of the old value, or before the first key. */
    private void put(Node.Mapping mapping, String key, String value) {
        if (child(mapping, key) instanceof Node.Scalar old) {
            replace(old, value);
            return;
        }
        Position first = mapping.entries().getFirst().key().at();
        int at = place(first);
        boolean isFlow = text.startsWith("{", place(mapping.at()));
        String behind = isFlow ? ", " : "\n" + " ".repeat(first.column() - 1);
        edits.add(new Edit(at, at, key + ": " + value + behind));
    }

    /** The old name, or what it was before the last calibration, with the day of the outcomes. */
    static String version(String old, String day) {
        String name = old.replaceFirst("\\+\\d{4}-\\d{2}-\\d{2}$", "");
        int room = LONGEST_VERSION - day.length() - 1;
        return name.substring(0, Math.min(room, name.length())) + "+" + day;
    }

    /** In place of the old section, or before the measures. */
    CalibrateModelText probability(Probability probability) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put("intercept", decimal(probability.intercept()));
        values.put("slope", decimal(probability.slope()));
        values.put("outcomes", probability.outcomes() + "");
        values.put("left", probability.left() + "");
        values.put("from", probability.from() + "");
        values.put("to", probability.to() + "");
        if (child(root, "probability") instanceof Node.Mapping old) {
            for (Node.Entry entry : old.entries()) {
                String renewed = values.get(entry.name());
                if (renewed != null && entry.value() instanceof Node.Scalar scalar) {
                    replace(scalar, renewed);
                }
            }
        } else {
            int at = lineStart(key("measures"));
            edits.add(new Edit(at, at, section(values)));
        }
        return this;
    }

    private static String section(SortedMap<String, String> values) {
        return """
               # How likely an account of a score leaves: 1 / (1 + e^-(intercept + slope * score)). Written
               # by `baton calibrate`, with what it was fitted on.
               probability:
                 intercept: %s
                 slope: %s
                 outcomes: %s
                 left: %s
                 from: %s
                 to: %s

               """
                .formatted(
                        values.get("intercept"),
                        values.get("slope"),
                        values.get("outcomes"),
                        values.get("left"),
                        values.get("from"),
                        values.get("to"));
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number).setScale(5, RoundingMode.HALF_UP).toPlainString();
    }

    private static @Nullable Node child(@Nullable Node node, String name) {
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.name().equals(name)) {
                    return entry.value();
                }
            }
        }
        return null;
    }

    private Position key(String name) {
        if (root instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.name().equals(name)) {
                    return entry.key().at();
                }
            }
        }
        throw new IllegalStateException("a model has " + name);
    }

    private void replace(Node.Scalar old, String renewed) {
        int from = place(old.at());
        int quote = old.style() == Node.Style.QUOTED ? 1 : 0;
        int to = from + quote + old.text().length() + quote;
        if (to > text.length() || !text.substring(from + quote, to - quote).equals(old.text())) {
            throw new Stop(
                    Exit.USAGE,
                    "model.yaml:"
                            + old.at().line()
                            + ":"
                            + old.at().column()
                            + ": this value cannot be put in place — write it plainly, on one"
                            + " line");
        }
        edits.add(new Edit(from + quote, to - quote, renewed));
    }

    private int place(Position at) {
        return text.offsetByCodePoints(lineStart(at), at.column() - 1);
    }

    private int lineStart(Position at) {
        int start = 0;
        for (int line = 1; line < at.line(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }

    /** With all that was put in place. */
    String edited() {
        var edited = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).reversed())
                .forEach(edit -> edited.replace(edit.from(), edit.to(), edit.renewed()));
        return edited.toString();
    }
}
