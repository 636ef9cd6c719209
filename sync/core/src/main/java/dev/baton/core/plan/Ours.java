package dev.baton.core.plan;

import org.jspecify.annotations.Nullable;

/**
 * What we last wrote into a field: the third side of a three-way compare.
 *
 * @param sent the value we sent
 * @param got what the CRM held right after. It differs where the org's own automation bends what is
 *     written
 */
public record Ours(@Nullable Object sent, @Nullable Object got) {

    /** A value that the CRM took as it was. */
    public static Ours kept(@Nullable Object value) {
        return new Ours(value, value);
    }
}
