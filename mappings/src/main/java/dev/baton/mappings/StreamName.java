package dev.baton.mappings;

import java.util.Comparator;

/** A stream of a connection, {@code helpdesk.tickets} in a file. */
record StreamName(String connection, String stream) implements Comparable<StreamName> {
    private static final Comparator<StreamName> ORDER =
            Comparator.comparing(StreamName::connection).thenComparing(StreamName::stream);

    @Override
    public int compareTo(StreamName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return connection + "." + stream;
    }
}
