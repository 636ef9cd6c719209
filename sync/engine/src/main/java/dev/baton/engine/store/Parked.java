package dev.baton.engine.store;

import java.time.Instant;

/**
 * A record in quarantine. Parking the same record of the same stream for the same reason again
 * keeps its first instant.
 *
 * @param stream the stream it came from, or {@code connection.object} it should have been written
 *     to
 * @param record its id, or where it stood
 * @param reason what is wrong and what to do, free of the record's values
 * @param since by the CRM server's clock
 */
public record Parked(StreamKey stream, String record, String reason, Instant since) {}
