package dev.baton.mappings;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One system, and what is read from it.
 *
 * @param type the kind of system: {@code salesforce}, {@code zendesk}, {@code file}, {@code jdbc}
 * @param streams in the order of the file
 * @param tables what makes records of rows, by stream; only for {@code file} and {@code jdbc}
 * @param staleAfterDays how old its newest record may be before nothing is concluded from it any
 *     more, at least 1; null where silence is usual
 * @param timeZone where its people tell what day it is; UTC where the mapping does not say
 */
public record Connection(
        String name,
        String type,
        List<String> streams,
        SortedMap<String, Table> tables,
        @Nullable Integer staleAfterDays,
        ZoneId timeZone) {
    /** The kinds of system that a connection can be of. */
    static final List<String> TYPES = List.of("salesforce", "zendesk", "file", "jdbc");

    public Connection {
        streams = List.copyOf(streams);
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }
}
