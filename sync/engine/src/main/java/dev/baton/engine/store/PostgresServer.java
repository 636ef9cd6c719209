package dev.baton.engine.store;

import dev.baton.port.Secret;

/**
 * Where a shared state is.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}; tables are in the connection's
 *     current schema
 */
public record PostgresServer(String jdbcUrl, String user, Secret password) {}
