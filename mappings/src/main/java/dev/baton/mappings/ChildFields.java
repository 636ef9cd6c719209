package dev.baton.mappings;

import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a source says of its children before they are read in earnest. */
final class ChildFields {
    private ChildFields() {}

    /** The fields of each kind of child, as expressions may name them. */
    static Map<String, List<String>> of(Section section) {
        var byName = new LinkedHashMap<String, List<String>>();
        if (section.node("children") instanceof Node.Mapping children) {
            for (Node.Entry entry : children.entries()) {
                if (entry.value() instanceof Node.Mapping child) {
                    byName.put(entry.name(), fieldNames(child));
                }
            }
        }
        return byName;
    }

    private static List<String> fieldNames(Node.Mapping child) {
        return child.entries().stream()
                .filter(entry -> entry.name().equals("fields"))
                .map(Node.Entry::value)
                .filter(Node.Sequence.class::isInstance)
                .flatMap(list -> ((Node.Sequence) list).items().stream())
                .filter(Node.Scalar.class::isInstance)
                .map(item -> ((Node.Scalar) item).text().split("\\.", 2)[0])
                .distinct()
                .toList();
    }
}
