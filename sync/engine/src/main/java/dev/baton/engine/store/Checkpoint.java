package dev.baton.engine.store;

import dev.baton.port.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been read.
 *
 * @param cursor where to go on
 * @param fingerprint of the field set it was read with; another one means that the stream must be
 *     backfilled anew
 * @param backfilled whether a walk has reached the stream's end since the backfill began
 * @param freshAt the CRM's clock when the pull began whose walk last reached the end, null before
 *     the first
 */
public record Checkpoint(
        Cursor cursor, String fingerprint, boolean backfilled, @Nullable Instant freshAt) {}
