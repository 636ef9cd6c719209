package dev.baton.mappings;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldSpec.Nature;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import dev.baton.mappings.translate.Expression;
import dev.baton.mappings.translate.FieldRule;
import dev.baton.mappings.translate.SourcePath;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how the fields of one source are filled. */
final class FieldReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** They mean something of their own in measures. */
    private static final List<String> RESERVED =
            List.of("as_of", "created_at", "id", "modified_at");

    private static final List<String> TYPES = words(FieldType.values());
    private static final List<String> NATURES = words(Nature.values());
    private static final List<FieldType> CONSTANTS =
            List.of(FieldType.TEXT, FieldType.NUMBER, FieldType.TRUTH);

    private final RecordType type;
    private final Map<String, List<String>> children;
    private final String file;
    private final Problems.InFile problems;

    FieldReader(
            RecordType type,
            Map<String, List<String>> children,
            String file,
            Problems.InFile problems) {
        this.type = type;
        this.children = children;
        this.file = file;
        this.problems = problems;
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * A field and how it is filled.
     *
     * @param rule null when something is wrong with it, told
     */
    record Field(FieldSpec spec, @Nullable FieldRule rule) {}

    /** Null when not even the field's type can be told; then a problem says why. */
    @Nullable Field read(Node.Entry entry, Vocabulary vocabulary) {
        if (!nameIsGood(entry.key())) {
            return null;
        }
        if (entry.value() instanceof Node.Mapping) {
            Section section = Section.open(entry.value(), Shapes.FIELD, problems);
            FieldSpec spec = section == null ? null : spec(entry, section, vocabulary);
            return section == null || spec == null ? null : new Field(spec, rule(section, spec));
        }
        FieldSpec spec = standard(entry.name());
        if (spec == null) {
            tellUnknown(entry);
            return null;
        }
        String path = path(entry.value());
        return new Field(spec, path == null ? null : new FieldRule.Copied(spec, path, false));
    }

    private boolean nameIsGood(Node.Scalar key) {
        boolean reserved = RESERVED.contains(key.text());
        boolean good = !reserved && NAME.matcher(key.text()).matches();
        if (!good) {
            problems.error(
                    key.at(),
                    key.text() + (reserved ? " is reserved" : " is no field's name"),
                    "use lower case letters, digits and underscores, at most 40");
        }
        return good;
    }

    private @Nullable FieldSpec spec(Node.Entry entry, Section section, Vocabulary vocabulary) {
        FieldSpec standard = standard(entry.name());
        List<String> declared = section.among(List.of("type", "nature"));
        if (standard != null) {
            return undeclared(standard, declared, section);
        }
        if (declared.size() == 2) {
            return declared(entry.name(), section, vocabulary);
        }
        if (section.sound()) {
            tellUnknown(entry);
        }
        return null;
    }

    private @Nullable FieldSpec standard(String name) {
        return type.standardFields().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private FieldSpec undeclared(FieldSpec standard, List<String> declared, Section section) {
        if (!declared.isEmpty()) {
            problems.error(
                    section.at(declared.getFirst()),
                    standard.name()
                            + " is a standard field: "
                            + standard.type().name().toLowerCase(Locale.ROOT)
                            + ", "
                            + standard.nature().name().toLowerCase(Locale.ROOT),
                    "leave type and nature out");
        }
        return standard;
    }

    private void tellUnknown(Node.Entry entry) {
        List<String> names = type.standardFields().stream().map(FieldSpec::name).toList();
        String near =
                Nearest.to(entry.name(), names)
                        .map(each -> "did you mean " + each + "? Else declare it: ")
                        .orElse("declare it: ");
        problems.error(
                entry.key().at(),
                entry.name() + " is no standard field of " + type.word(),
                near + "{from: PATH, type: …, nature: …}");
    }

    private @Nullable FieldSpec declared(String name, Section section, Vocabulary vocabulary) {
        String typeWord = section.word("type", TYPES);
        String natureWord = section.word("nature", NATURES);
        if (typeWord == null || natureWord == null) {
            return null;
        }
        var spec =
                new FieldSpec(
                        name,
                        FieldType.valueOf(typeWord.toUpperCase(Locale.ROOT)),
                        Nature.valueOf(natureWord.toUpperCase(Locale.ROOT)));
        FieldSpec other = vocabulary.field(type, name).orElse(spec);
        if (!other.equals(spec)) {
            problems.error(
                    section.at("type"),
                    name
                            + " is "
                            + other.type().name().toLowerCase(Locale.ROOT)
                            + ", "
                            + other.nature().name().toLowerCase(Locale.ROOT)
                            + " in another source",
                    "declare it alike, or rename one of the two");
            return null;
        }
        return spec;
    }

    private @Nullable FieldRule rule(Section section, FieldSpec spec) {
        String way = section.oneOf(List.of("from", "cel", "value"), "a field");
        if (way == null || !goesWith(section, way)) {
            return null;
        }
        return switch (way) {
            case "from" -> from(section, spec);
            case "cel" -> computed(section, spec);
            default -> constant(section, spec);
        };
    }

    private boolean goesWith(Section section, String way) {
        List<String> strays =
                way.equals("from") ? List.of() : section.among(List.of("values", "hash"));
        if (!strays.isEmpty()) {
            problems.error(
                    section.at(strays.getFirst()),
                    strays.getFirst() + " goes with from, not with " + way,
                    "remove it");
        }
        return strays.isEmpty();
    }

    private @Nullable String path(@Nullable Node node) {
        String path = node == null ? null : Section.text(node, problems);
        if (path == null || node == null || SourcePath.valid(path)) {
            return path;
        }
        problems.error(
                node.at(),
                "found " + node.words() + ", which is no path",
                "write names joined by dots, or {cel: …} for an expression");
        return null;
    }

    private @Nullable FieldRule from(Section section, FieldSpec spec) {
        String path = path(section.node("from"));
        Boolean hash = section.has("hash") ? section.truth("hash") : Boolean.FALSE;
        if (path == null || hash == null) {
            return null;
        }
        if (hash && (spec.type() != FieldType.TEXT || section.has("values"))) {
            problems.error(
                    section.at("hash"),
                    section.has("values") ? "a hash is in no table" : "only texts can be hashed",
                    "remove hash");
            return null;
        }
        if (!section.has("values")) {
            return new FieldRule.Copied(spec, path, hash);
        }
        SortedMap<String, Value> table = table(section, spec.type());
        return table == null ? null : new FieldRule.LookedUp(spec, path, table);
    }

    private @Nullable SortedMap<String, Value> table(Section section, FieldType type) {
        Node node = section.node("values");
        var table = new TreeMap<String, Value>();
        if (node == null || !mayBeConstant(section, "values", type)) {
            return null;
        }
        for (Node.Entry entry :
                Section.entries(
                        node, "values by what the source says", "write {good: 1}", problems)) {
            Value value = constant(entry.value(), type);
            if (value == null) {
                return null;
            }
            table.put(entry.name(), value);
        }
        return node instanceof Node.Mapping ? table : null;
    }

    private boolean mayBeConstant(Section section, String key, FieldType type) {
        boolean may = CONSTANTS.contains(type);
        if (!may) {
            problems.error(
                    section.at(key),
                    key
                            + " is for text, number and truth, the field holds "
                            + type.name().toLowerCase(Locale.ROOT),
                    "use from or cel");
        }
        return may;
    }

    private @Nullable FieldRule constant(Section section, FieldSpec spec) {
        Node node = section.node("value");
        Value value =
                node == null || !mayBeConstant(section, "value", spec.type())
                        ? null
                        : constant(node, spec.type());
        return value == null ? null : new FieldRule.Constant(spec, value);
    }

    private @Nullable Value constant(Node node, FieldType type) {
        return switch (type) {
            case TEXT -> {
                String text = Section.text(node, problems);
                yield text == null ? null : new Value.Text(text);
            }
            case NUMBER -> {
                Double number = Section.number(node, problems);
                yield number == null ? null : new Value.Numeric(number);
            }
            case TRUTH -> {
                Boolean truth = Section.truth(node, problems);
                yield truth == null ? null : new Value.Truth(truth);
            }
            case MOMENT, MOMENTS, DAY, LABELS ->
                    throw new IllegalStateException("no constant of type " + type);
        };
    }

    private @Nullable FieldRule computed(Section section, FieldSpec spec) {
        Expression expression =
                new ExpressionReader(children, file, problems).read(section, "cel", spec.type());
        return expression == null ? null : new FieldRule.Computed(spec, expression);
    }
}
