package dev.baton.mappings.translate;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.Value;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one canonical field is filled. */
public sealed interface FieldRule {

    FieldSpec spec();

    /** What it reads of the raw record, as dotted paths. */
    List<String> paths();

    /**
     * What stands at a path.
     *
     * @param hashed the landing replaces it by a keyed hash: Baton never sees the clear text
     */
    record Copied(FieldSpec spec, String path, boolean hashed) implements FieldRule {
        @Override
        public List<String> paths() {
            return List.of(path);
        }
    }

    /** What stands at a path, looked up in a table; empty when the table does not have it. */
    record LookedUp(FieldSpec spec, String path, SortedMap<String, Value> table)
            implements FieldRule {
        public LookedUp {
            table = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(table));
        }

        @Override
        public List<String> paths() {
            return List.of(path);
        }
    }

    /** What an expression comes to. */
    record Computed(FieldSpec spec, Expression expression) implements FieldRule {
        @Override
        public List<String> paths() {
            return expression.paths();
        }
    }

    /** The same for every record. */
    record Constant(FieldSpec spec, Value value) implements FieldRule {
        @Override
        public List<String> paths() {
            return List.of();
        }
    }
}
