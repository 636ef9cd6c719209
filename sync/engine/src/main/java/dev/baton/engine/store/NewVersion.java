package dev.baton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * A record of which a version landed that differs from the one before.
 *
 * @param parent the id of the record that it belongs to now; null for none, and for one that is
 *     gone
 * @param parentBefore the same of the version before; null also for a record that is new
 */
public record NewVersion(String id, @Nullable String parent, @Nullable String parentBefore) {}
