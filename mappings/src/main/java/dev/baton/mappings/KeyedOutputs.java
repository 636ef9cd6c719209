package dev.baton.mappings;

import java.util.Collection;

/** Where records go that are Baton's alone and are upserted by its key. */
public sealed interface KeyedOutputs
        permits TaskOutputs, SnapshotOutputs, HeartbeatOutputs, HandoffOutputs {

    /** The CRM's object. */
    String object();

    /** The field that holds the upsert key. */
    String key();

    /** The CRM's fields beside the key. */
    Collection<String> columns();
}
