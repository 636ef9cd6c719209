package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field path whose names were found.
 *
 * @param parents lookups to follow, empty for a field of the object itself
 * @param leaf the field at the end; where the lookup can lead to several objects, that of the first
 *     one that has it
 */
record Column(List<Field> parents, Field leaf) {

    /** The path in the names of the schema, whatever case the query wrote them in. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (Field parent : parents) {
            path.append(Objects.requireNonNull(parent.lookup()).relationship()).append('.');
        }
        return path.append(leaf.name()).toString();
    }

    /** The value at the end of the path; null where it or a parent on the way is empty. */
    @Nullable Object value(Source record) {
        Optional<Source> at = Optional.of(record);
        for (Field parent : parents) {
            at = at.flatMap(source -> source.parent(parent));
        }
        return at.map(this::leafOf).orElse(null);
    }

    /** The leaf in the record at the end of the path, whichever of several objects that is. */
    @Nullable Object leafOf(Source end) {
        return end.type()
                .field(leaf.name())
                .or(() -> leaf.is(Trait.NAME) ? nameField(end) : Optional.empty())
                .map(end::value)
                .orElse(null);
    }

    private static Optional<Field> nameField(Source record) {
        return record.type().byName().values().stream()
                .filter(field -> field.is(Trait.NAME))
                .findFirst();
    }
}
