package dev.baton.mappings.model;

import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Section;
import org.jspecify.annotations.Nullable;

/** Where the parts of a model stand in its file. */
record Places(Section model) {
    /** Where a part begins, or the nearest part around it that is there. */
    Position of(String first, String... further) {
        Position at = model.at(first);
        Node node = model.node(first);
        for (String name : further) {
            Node.Entry entry = entry(node, name);
            if (entry == null) {
                return at;
            }
            at = entry.key().at();
            node = entry.value();
        }
        return at;
    }

    /** What a part says in a word, null where it does not. */
    @Nullable String word(String first, String... further) {
        Node node = model.node(first);
        for (String name : further) {
            Node.Entry entry = entry(node, name);
            node = entry == null ? null : entry.value();
        }
        return node instanceof Node.Scalar scalar ? scalar.text() : null;
    }

    private static Node.@Nullable Entry entry(@Nullable Node node, String name) {
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
        }
        return null;
    }
}
