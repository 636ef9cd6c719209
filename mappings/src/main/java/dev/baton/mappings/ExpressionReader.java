package dev.baton.mappings;

import dev.baton.core.model.FieldType;
import dev.baton.mappings.translate.Expression;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Scalars;
import dev.baton.mappings.yaml.Section;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions, and tells their mistakes where they stand.
 *
 * @param children the fields of each kind of child, as expressions may name them
 * @param file the file's text
 */
record ExpressionReader(Map<String, List<String>> children, String file, Problems.InFile problems) {

    /** Null when it is not there or wrong, told. */
    @Nullable Expression read(Section section, String key, FieldType type) {
        String text = section.text(key);
        if (text == null || !(section.node(key) instanceof Node.Scalar scalar)) {
            return null;
        }
        return switch (Expression.compile(text, children, type)) {
            case Expression.Compiled.Good good -> good.expression();
            case Expression.Compiled.Bad bad -> {
                for (Expression.Mistake mistake : bad.mistakes()) {
                    problems.error(
                            Scalars.place(file, scalar, mistake.line(), mistake.column()),
                            mistake.what(),
                            mistake.fix());
                }
                yield null;
            }
        };
    }
}
