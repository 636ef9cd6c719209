package dev.baton.sandbox.salesforce.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The entries of a YAML mapping; every problem names its line. */
final class YamlEntries {
    private final int line;
    private final Map<String, Node> byName = new LinkedHashMap<>();

    /** Reads a mapping; {@code what} says what it describes. */
    YamlEntries(Node node, String what) throws ScenarioException {
        this.line = line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new ScenarioException(line, what + " must be written as key: value lines");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ScenarioException(line(entry.getKeyNode()), "a key must be a word");
            }
            if (byName.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                throw new ScenarioException(
                        line(key), "the key " + key.getValue() + " stands twice; remove one");
            }
        }
    }

    static int line(Node node) {
        return 1 + node.getStartMark().map(Mark::getLine).orElse(0);
    }

    int line() {
        return line;
    }

    int line(String name) {
        Node node = byName.get(name);
        return node == null ? line : line(node);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Refuses names that mean nothing here. */
    void allow(Set<String> known) throws ScenarioException {
        for (Map.Entry<String, Node> entry : byName.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new ScenarioException(
                        line(entry.getValue()),
                        "unknown key "
                                + entry.getKey()
                                + "; known here are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    String text(String name) throws ScenarioException {
        String text = optional(name);
        if (text == null) {
            throw new ScenarioException(line, "add " + name);
        }
        return text;
    }

    @Nullable String optional(String name) throws ScenarioException {
        Node node = byName.get(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw new ScenarioException(line(node), name + " must be a single value");
        }
        return scalar.getValue();
    }

    /** A whole number of at least {@code least}, or what stands for its absence. */
    int number(String name, int least, int absent) throws ScenarioException {
        String text = optional(name);
        if (text == null) {
            return absent;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new ScenarioException(
                    line(name), name + " must be a whole number of at least " + least);
        }
        return Integer.parseInt(text);
    }

    /** A number of times, or {@code always}. */
    int times(String name, int absent) throws ScenarioException {
        return "always".equals(optional(name)) ? Turns.ALWAYS : number(name, 1, absent);
    }

    List<Node> list(String name) throws ScenarioException {
        Node node = byName.get(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new ScenarioException(line(node), name + " must be a list");
        }
        return sequence.getValue();
    }

    List<String> texts(String name) throws ScenarioException {
        List<String> texts = new ArrayList<>();
        for (Node node : list(name)) {
            if (!(node instanceof ScalarNode scalar)) {
                throw new ScenarioException(line(node), name + " must be a list of single values");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
