package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a record is from one second on.
 *
 * @param second epoch seconds; the vendor's generated_timestamp
 * @param body as exported, read-only, without anything later than {@code second}
 */
record Version(long id, long second, ObjectNode body) implements Ordered {}
