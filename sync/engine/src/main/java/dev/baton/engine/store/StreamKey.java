package dev.baton.engine.store;

/**
 * One stream of one connection.
 *
 * @param connection the name that the configuration gives it
 * @param stream the source's own name of the object type
 */
public record StreamKey(String connection, String stream) implements Comparable<StreamKey> {

    @Override
    public int compareTo(StreamKey other) {
        int byConnection = connection.compareTo(other.connection);
        return byConnection != 0 ? byConnection : stream.compareTo(other.stream);
    }

    @Override
    public String toString() {
        return connection + "." + stream;
    }
}
