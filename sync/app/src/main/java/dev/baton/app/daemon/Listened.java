package dev.baton.app.daemon;

import java.util.Locale;

/** Told of every stream that is listened to, and of every event of it. */
public interface Listened {

    /** What became of an event. */
    enum Fate {
        /** It wakes the daemon. */
        WOKE,
        /** It tells that records changed, and not how: they are read by their ids. */
        GAP,
        /** More happened than was told: the stream is read from its beginning. */
        LOST,
        /** We made it ourselves. */
        OURS,
        /** It is about fields that nobody reads. */
        UNREAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a stream is told of now. */
    void connected(String connection, String stream, boolean on);

    /** Something came, a sign of life at least. */
    void heard(String connection, String stream);

    /** An event came. */
    void event(String connection, String stream, Fate fate);

    /** Where nobody counts. */
    Listened NONE =
            new Listened() {
                @Override
                public void connected(String connection, String stream, boolean on) {}

                @Override
                public void heard(String connection, String stream) {}

                @Override
                public void event(String connection, String stream, Fate fate) {}
            };
}
