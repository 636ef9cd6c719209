package dev.baton.mappings;

import java.util.List;

/**
 * One org or helpdesk, and what is read from it.
 *
 * @param type the kind of system: {@code salesforce}, {@code zendesk}, {@code file}
 * @param streams in the order of the file
 */
public record Connection(String name, String type, List<String> streams) {
    /** The kinds of system that a connection can be of. */
    static final List<String> TYPES = List.of("salesforce", "zendesk", "file");

    public Connection {
        streams = List.copyOf(streams);
    }
}
