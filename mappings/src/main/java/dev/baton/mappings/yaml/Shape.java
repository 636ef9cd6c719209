package dev.baton.mappings.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a mapping may have.
 *
 * @param words what the mapping is, for a person: {@code a measure}
 */
public record Shape(String words, List<String> required, List<String> optional) {
    public Shape {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /** Every key, the required ones first. */
    public List<String> keys() {
        var keys = new ArrayList<>(required);
        keys.addAll(optional);
        return keys;
    }
}
