package dev.baton.mappings.model;

import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures that models take by name. What a model writes itself takes the place of what stands in
 * the catalogue; of a score key by key.
 */
public final class Catalogue {
    /** A copy in a mapping folder holds the catalogue as it was when the folder was read. */
    public static final String FILE = "catalogue.yaml";

    private static final String SHIPPED = "catalogue/measures.yaml";
    private static final String USE = "use";
    private static final String SCORE = "score";

    private final List<Node.Entry> measures;

    private Catalogue(List<Node.Entry> measures) {
        this.measures = measures;
    }

    /** The text of the catalogue that is shipped. */
    public static String shipped() {
        try (InputStream in = Catalogue.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("no " + SHIPPED + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether a model takes any measure from the catalogue. */
    public static boolean isUsedBy(@Nullable Node model) {
        return model instanceof Node.Mapping mapping
                && entry(mapping, "measures")
                        .map(Node.Entry::value)
                        .filter(Node.Mapping.class::isInstance)
                        .map(measures -> ((Node.Mapping) measures).entries())
                        .orElse(List.of())
                        .stream()
                        .anyMatch(each -> use(each).isPresent());
    }

    /** Of a file's content; what is wrong is told. */
    public static Catalogue of(Node node, Problems.InFile problems) {
        return new Catalogue(
                Section.entries(node, "measures by name", "write NAME: {label: …}", problems));
    }

    /**
     * The same with the measures of a model before its own, without what they count there: what
     * they are worth, another score says itself.
     */
    public Catalogue behind(Node model) {
        var all = new ArrayList<Node.Entry>();
        if (model instanceof Node.Mapping mapping
                && entry(mapping, "measures").map(Node.Entry::value).orElse(null)
                        instanceof Node.Mapping own) {
            own.entries().forEach(each -> all.add(unscored(each)));
        }
        all.addAll(measures);
        return new Catalogue(all);
    }

    private static Node.Entry unscored(Node.Entry measure) {
        return measure.value() instanceof Node.Mapping mapping
                ? new Node.Entry(
                        measure.key(),
                        new Node.Mapping(
                                mapping.at(),
                                mapping.entries().stream()
                                        .filter(part -> !part.name().equals(SCORE))
                                        .toList()))
                : measure;
    }

    private static Optional<Node.Entry> use(Node.Entry measure) {
        return measure.value() instanceof Node.Mapping mapping
                ? entry(mapping, USE)
                : Optional.empty();
    }

    private static Optional<Node.Entry> entry(Node.Mapping mapping, String name) {
        return mapping.entries().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The model with everything written out that it takes from the catalogue. */
    public Node writtenOut(Node model, Problems.InFile problems) {
        if (!(model instanceof Node.Mapping mapping)) {
            return model;
        }
        var parts = new ArrayList<Node.Entry>();
        for (Node.Entry part : mapping.entries()) {
            boolean isMeasures = part.name().equals("measures");
            parts.add(
                    isMeasures && part.value() instanceof Node.Mapping all
                            ? new Node.Entry(part.key(), writtenOut(all, problems))
                            : part);
        }
        return new Node.Mapping(mapping.at(), parts);
    }

    private Node writtenOut(Node.Mapping all, Problems.InFile problems) {
        var written = new ArrayList<Node.Entry>();
        for (Node.Entry measure : all.entries()) {
            Optional<Node.Entry> use = use(measure);
            if (use.isPresent() && measure.value() instanceof Node.Mapping own) {
                Node taken = taken(use.get().value(), own, problems);
                if (taken != null) {
                    written.add(new Node.Entry(measure.key(), taken));
                }
            } else {
                written.add(measure);
            }
        }
        return new Node.Mapping(all.at(), written);
    }

    /** Null when there is none of that name, told. */
    private @Nullable Node taken(Node use, Node.Mapping own, Problems.InFile problems) {
        String name = Section.text(use, problems);
        Optional<Node.Entry> known =
                measures.stream().filter(each -> each.name().equals(name)).findFirst();
        if (known.isEmpty() || !(known.get().value() instanceof Node.Mapping theirs)) {
            if (name != null) {
                problems.error(
                        use.at(),
                        "the catalogue has no measure " + name,
                        Nearest.to(name, measures.stream().map(Node.Entry::name).toList())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("take one of mappings/catalogue/measures.yaml"));
            }
            return null;
        }
        var taken = new ArrayList<Node.Entry>();
        for (Node.Entry part : theirs.entries()) {
            Optional<Node.Entry> mine = entry(own, part.name());
            if (part.name().equals(SCORE)) {
                mine.ifPresent(score -> taken.add(score(part, score, use.at())));
            } else {
                taken.add(mine.orElseGet(() -> at(part, use.at())));
            }
        }
        own.entries().stream()
                .filter(each -> !each.name().equals(USE))
                .filter(each -> entry(theirs, each.name()).isEmpty())
                .forEach(taken::add);
        return new Node.Mapping(own.at(), taken);
    }

    /** A score counts only where the model says what it weighs. */
    private static Node.Entry score(Node.Entry theirs, Node.Entry mine, Position at) {
        if (!(theirs.value() instanceof Node.Mapping known)
                || !(mine.value() instanceof Node.Mapping own)) {
            return mine;
        }
        var parts = new ArrayList<>(own.entries());
        known.entries().stream()
                .filter(each -> entry(own, each.name()).isEmpty())
                .forEach(each -> parts.add(at(each, at)));
        return new Node.Entry(mine.key(), new Node.Mapping(own.at(), parts));
    }

    /** What is wrong with what was taken is told where it is taken. */
    private static Node.Entry at(Node.Entry entry, Position at) {
        Node.Scalar key = entry.key();
        return new Node.Entry(
                new Node.Scalar(at, key.kind(), key.text(), key.style()), at(entry.value(), at));
    }

    private static Node at(Node node, Position at) {
        return switch (node) {
            case Node.Scalar scalar ->
                    new Node.Scalar(at, scalar.kind(), scalar.text(), scalar.style());
            case Node.Sequence list ->
                    new Node.Sequence(at, list.items().stream().map(each -> at(each, at)).toList());
            case Node.Mapping mapping ->
                    new Node.Mapping(
                            at, mapping.entries().stream().map(each -> at(each, at)).toList());
        };
    }
}
