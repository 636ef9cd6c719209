package dev.baton.sandbox.salesforce.org;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by field name at the price of an array: records of one object share their names, so that a
 * million of them fit into a small heap. Iterates in the order in which the names were first used
 * by any of them.
 */
final class FieldValues extends AbstractMap<String, @Nullable Object> {
    private static final @Nullable Object[] NONE = {};

    /** Stands for a value that is there and null. */
    private static final Object NULL = new Object();

    private final Names names;
    private @Nullable Object[] values = NONE;

    /** The names that a group of records shares. */
    static final class Names {
        private final Map<String, Integer> positions = new HashMap<>();
        private String[] inOrder = new String[16];

        private int find(Object name) {
            Integer position = positions.get(name);
            return position == null ? -1 : position;
        }

        private int add(String name) {
            Integer known = positions.putIfAbsent(name, positions.size());
            if (known != null) {
                return known;
            }
            int position = positions.size() - 1;
            if (position == inOrder.length) {
                inOrder = Arrays.copyOf(inOrder, 2 * position);
            }
            inOrder[position] = name;
            return position;
        }
    }

    FieldValues(Names names) {
        this.names = names;
    }

    /** An empty one that shares its names with another map, if that one can. */
    static FieldValues beside(Map<String, ? extends @Nullable Object> other) {
        return new FieldValues(other instanceof FieldValues values ? values.names : new Names());
    }

    private @Nullable Object at(int position) {
        return position < 0 || position >= values.length ? null : values[position];
    }

    private static @Nullable Object open(@Nullable Object held) {
        return held == NULL ? null : held;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name == null ? null : open(at(names.find(name)));
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name != null && at(names.find(name)) != null;
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        int position = names.add(name);
        if (position >= values.length) {
            values = Arrays.copyOf(values, names.positions.size());
        }
        Object before = values[position];
        values[position] = value == null ? NULL : value;
        return open(before);
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
        int position = name == null ? -1 : names.find(name);
        Object before = at(position);
        if (before != null) {
            values[position] = null;
        }
        return open(before);
    }

    @Override
    public void clear() {
        values = NONE;
    }

    @Override
    public int size() {
        return (int) Arrays.stream(values).filter(value -> value != null).count();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return FieldValues.this.size();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int next = following(0);

        private int following(int from) {
            int position = from;
            while (position < values.length && values[position] == null) {
                position++;
            }
            return position;
        }

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int position = next;
            next = following(position + 1);
            return new SimpleImmutableEntry<>(names.inOrder[position], open(values[position]));
        }
    }
}
