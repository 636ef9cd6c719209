package dev.baton.core.plan;

import org.jspecify.annotations.Nullable;

/**
 * A field of ours that somebody else changed after we wrote it, to something we do not want. It is
 * theirs until a person gives it back (invariant 4).
 *
 * @param ours what the CRM held right after our last write
 * @param theirs what it holds now
 * @param wanted what we would write
 */
public record Conflict(
        String object,
        String key,
        String field,
        @Nullable Object ours,
        @Nullable Object theirs,
        @Nullable Object wanted) {}
