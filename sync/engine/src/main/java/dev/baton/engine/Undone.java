package dev.baton.engine;

import java.util.List;

/**
 * A plan that takes past writes back.
 *
 * @param skipped fields that stay as they are, and why
 */
public record Undone(Prepared prepared, List<Skipped> skipped) {
    public Undone {
        skipped = List.copyOf(skipped);
    }

    /**
     * A field that is not taken back.
     *
     * @param why in words, for a person
     */
    public record Skipped(String object, String key, String field, String why) {}
}
